import type { Mention } from '../../domain';
import { foldName } from '../../text';

/** أبو فلان, أم فلان, in any case and behind attached letters. */
const KUNYA = /^[وف]?[بلك]?(ابو|ابي|ابا|ام) ./;
/** Words, folded, that say that another name follows. */
const NAMING_WORDS = new Set(
  (
    'هو يدعي يعرف يلقب يكني الملقب الملقبه المكني المكناه المعروف المعروفه المدعو المدعوه الشهير الشهيره اسمه اسمها ' +
    'كنيته لقبه الحقيقي حركيا باسم بلقب بكنيه ب'
  ).split(' '),
);
/** What may stand between besides: brackets, quotation marks, dashes; a comma only with words that name. */
const BETWEEN = /[()[\]{}«»"“”'‘’:–—-]/gu;
const MAX_GAP = 40;

/**
 * Which of two neighbouring people is a kunya of the other: one is, the other is not, and between them stand only
 * brackets, quotation marks, dashes, spaces or words of naming (المعروف باسم, الملقب ب). Null when neither.
 */
export function isKunyaBeside(raw: string, a: Mention, b: Mention): 'first' | 'second' | null {
  const [isFirst, isSecond] = [isKunya(a), isKunya(b)];
  if (isFirst === isSecond) return null;
  const gap = raw.slice(a.end, b.start);
  if (gap.length > MAX_GAP || /[\n.؛;؟?!]/.test(gap)) return null;
  const words = foldName(gap.replace(BETWEEN, ' ').replace(/[،,]/g, ' '));
  if (words === '' ? /[،,]/.test(gap) : !words.split(' ').every(isNaming)) return null;
  return isFirst ? 'first' : 'second';
}

const isNaming = (word: string): boolean =>
  NAMING_WORDS.has(word) || NAMING_WORDS.has(word.replace(/^و/, ''));
const isKunya = ({ stem }: Mention): boolean => KUNYA.test(foldName(stem));
