import { foldName, stripClitics } from '../text';
import { ERROR_CLASSES, type ErrorClass, type ErrorItem } from './errors';

/** Errors at one name. */
export interface ErrorGroup {
  readonly key: string;
  /** The commonest written form, without clitics. */
  readonly name: string;
  readonly count: number;
  readonly byClass: Readonly<Record<ErrorClass, number>>;
  readonly items: readonly ErrorItem[];
}

/**
 * Errors by the name at which they happen, whatever its label: folded, without attached clitics. A clitic goes where
 * the article follows it, where the rest is a known name, or where the rest is among the names too (`وبغداد` beside
 * `بغداد`). The most frequent first, then by the alphabet.
 *
 * @param isKnownName tells names of a list; nothing is known without it
 */
export function groupErrors(
  items: readonly ErrorItem[],
  isKnownName: (name: string) => boolean = () => false,
): ErrorGroup[] {
  const seen = new Set(items.map((item) => foldName(item.surface)));
  const groups = new Map<string, { names: Map<string, number>; items: ErrorItem[] }>();
  for (const item of items) {
    const whole = foldName(item.surface);
    const name = stripClitics(
      item.surface,
      (part) => isKnownName(part) || (foldName(part) !== whole && seen.has(foldName(part))),
    ).text;
    const key = foldName(name);
    let group = groups.get(key);
    if (!group) groups.set(key, (group = { names: new Map(), items: [] }));
    group.items.push(item);
    group.names.set(name, (group.names.get(name) ?? 0) + 1);
  }
  return [...groups]
    .map(([key, group]) => ({
      key,
      name: commonest(group.names),
      count: group.items.length,
      byClass: countClasses(group.items),
      items: group.items,
    }))
    .sort((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1));
}

function commonest(names: ReadonlyMap<string, number>): string {
  let best = '';
  for (const [name, count] of names) if (count > (names.get(best) ?? 0)) best = name;
  return best;
}

function countClasses(items: readonly ErrorItem[]): Record<ErrorClass, number> {
  const counts = Object.fromEntries(ERROR_CLASSES.map((errorClass) => [errorClass, 0])) as Record<
    ErrorClass,
    number
  >;
  for (const item of items) counts[item.errorClass] += 1;
  return counts;
}
