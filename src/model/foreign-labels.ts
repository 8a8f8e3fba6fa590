import { CORE_LABELS, type Label, type Scheme } from '../domain';

/**
 * How the classes of a model mark where a name begins and ends:
 * - `bio`: `B-x` begins, `I-x` goes on;
 * - `iob1`: `I-x` begins and goes on, `B-x` parts two neighbours of one kind (CoNLL 2003);
 * - `bioes`: also `E-x` (or `L-x`) for the last word and `S-x` (or `U-x`) for a name of one word;
 * - `io`: one class for each kind, neighbours of one kind are one name.
 */
export type LabelStyle = 'bio' | 'iob1' | 'bioes' | 'io';

/** Classes of a model that was not made for this program, in the order of its logits, and what they count as. */
export interface ForeignLabels {
  readonly names: readonly string[];
  readonly style: LabelStyle;
  /** What each kind counts as; `null`: it is left out. */
  readonly map: Readonly<Record<string, Label | null>>;
}

/** One class: the place in a name that it stands for, and the kind; outside names both are empty. */
export interface LabelClass {
  readonly role: '' | 'B' | 'I' | 'E' | 'S';
  readonly kind: string;
}

const OUTSIDE: LabelClass = { role: '', kind: '' };
const ROLES: Readonly<Record<string, LabelClass['role']>> = {
  B: 'B',
  I: 'I',
  M: 'I',
  E: 'E',
  L: 'E',
  S: 'S',
  U: 'S',
};
const PREFIXED = /^([BIMELSU])[-_](.+)$/;
const UNNAMED = /^LABEL_\d+$/i;

/** Whether a model says nothing of its classes: `LABEL_0`, `LABEL_1` … or an empty name. */
export const areUnnamed = (names: readonly string[]): boolean =>
  names.every((name) => name === '' || UNNAMED.test(name));

/** What a class stands for by its name. */
export function classOf(name: string): LabelClass {
  if (/^(?:o|out|outside)$/i.test(name) || name === '') return OUTSIDE;
  const [, prefix, kind] = PREFIXED.exec(name) ?? [];
  if (prefix !== undefined && kind !== undefined) return { role: ROLES[prefix] ?? 'I', kind };
  return { role: 'I', kind: name };
}

/** The style by the names alone; `iob1` has the same names as `bio`, so it takes a person to tell. */
export function styleOf(names: readonly string[]): LabelStyle {
  const roles = new Set(names.map((name) => classOf(name).role));
  if (roles.has('E') || roles.has('S')) return 'bioes';
  return roles.has('B') ? 'bio' : 'io';
}

/** Kinds of names that the classes tell apart, in their order. */
export const kindsOf = (names: readonly string[]): string[] => [
  ...new Set(names.map((name) => classOf(name).kind).filter((kind) => kind !== '')),
];

/** The scheme that a mapping makes: BIO over the labels that kinds count as, the usual ones first. */
export function schemeFor(id: string, { names, map }: ForeignLabels): Scheme {
  const used = new Set(kindsOf(names).flatMap((kind) => map[kind] ?? []));
  const core: readonly Label[] = CORE_LABELS;
  const labels = [
    ...core.filter((label) => used.has(label)),
    ...[...used].filter((label) => !core.includes(label)),
  ];
  return { id, offset: 0, labels: ['O', ...labels.flatMap((label) => [`B-${label}`, `I-${label}`])] };
}
