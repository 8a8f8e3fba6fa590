import { MISSED, SPURIOUS } from '../../evaluation';
import { labelWord } from '../state/app.svelte';
import type { Measure } from '../state/measure.svelte';
import type { Figures } from './figures';
import { groupOf, type Opened } from './occurrences';

type Words = Measure['m'];

/** A label as a person reads it; of the row of spurious and the column of missed ranges too. */
export function cellName(label: string, m: Words): string {
  if (label === MISSED) return m.matrix.missed;
  if (label === SPURIOUS) return m.matrix.spurious;
  return labelWord(m.labels.names, label);
}

/** What stands over the mentions that were opened. */
export function openedTitle(opened: Opened | null, figures: Figures, m: Words): string {
  switch (opened?.kind) {
    case 'class':
      return m.errors.classes[opened.errorClass];
    case 'name':
      return m.mentions.named(groupOf(opened, figures)?.name ?? opened.key);
    case 'cell':
      return m.mentions.cell(cellName(opened.row, m), cellName(opened.column, m));
    case undefined:
      return m.mentions.title;
  }
}
