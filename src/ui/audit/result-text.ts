import { CORE_LABELS, type Label } from '../../domain';
import { perHundred, type AuditFigures, type AuditResult, type Estimate } from '../../evaluation';
import type { auditMessages, Language } from '../../messages';
import type { Audit } from './audit-edits';

type Words = (typeof auditMessages)[Language];

/** A share, 0 to 1, ASCII digits with a point; a dash where there is nothing to divide by. */
export const fraction = (share: number | null): string => (share === null ? '–' : share.toFixed(2));

/** An interval of shares. */
export const interval = ({ range }: Estimate): string =>
  range ? `${fraction(range[0])}–${fraction(range[1])}` : '';

/** Rows of the table: each label that occurs, ours first, then all together. */
export function rowsOf(result: AuditResult): { label: Label | null; figures: AuditFigures }[] {
  const core: readonly string[] = CORE_LABELS;
  const labels = [...result.perLabel.keys()];
  const inOrder = [
    ...core.filter((label) => labels.includes(label)),
    ...labels.filter((x) => !core.includes(x)),
  ];
  return [
    ...inOrder.flatMap((label) => {
      const figures = result.perLabel.get(label);
      return figures ? [{ label, figures }] : [];
    }),
    { label: null, figures: result },
  ];
}

/**
 * The one sentence: of 100 places named, how many the model finds. Of all names where none of the sentences named a
 * place; null where nothing was named.
 */
export function sentenceOf(result: AuditResult, m: Words): string | null {
  const places = result.perLabel.get('LOC');
  const [about, text] =
    places && places.gold > 0
      ? [perHundred(places.recall), m.sentence.LOC]
      : [perHundred(result.recall), m.sentence.all];
  return about && text(String(about.about), `${about.low}–${about.high}`);
}

/** How the figures came about. */
export const methodOf = (audit: Audit, result: AuditResult, m: Words): string =>
  m.method(String(result.sentences), String(result.collection), m.unit[result.unit], String(audit.seed));

/** The result as plain text, its table apart by tabs. */
export function toText(
  audit: Audit,
  result: AuditResult,
  m: Words,
  nameOf: (label: Label) => string,
): string {
  const { columns } = m;
  const head = [
    columns.label,
    columns.gold,
    columns.predicted,
    columns.precision,
    columns.recall,
    columns.f1,
  ];
  const share = (estimate: Estimate) =>
    estimate.range ? `${fraction(estimate.value)} (${interval(estimate)})` : fraction(estimate.value);
  const rows = rowsOf(result).map(({ label, figures }) => [
    label === null ? m.all : nameOf(label),
    String(figures.gold),
    String(figures.predicted),
    ...[figures.precision, figures.recall, figures.f1].map(share),
  ]);
  const table = [head, ...rows].map((row) => row.join('\t'));
  return [sentenceOf(result, m) ?? m.nothingNamed, '', ...table, '', methodOf(audit, result, m)].join('\n');
}
