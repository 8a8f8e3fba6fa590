import type { Mention } from '../domain';
import { cueOf, isSiteWord } from './cues';
import { directionOf, sectorOf, type Sector } from './directions';
import { countryOfWord } from './countries';
import { foldName } from '../text';

/** Another mention that a mention stands beside, with nothing but small words between. */
export interface Neighbour {
  /** Index of the mention in the request. */
  readonly at: number;
  /** «شرق Y», «ريف Y الشرقي»: the side of Y on which the place lies. */
  readonly sector: Sector | null;
  /** «X وY»: beside each other, neither within the other. */
  readonly isSibling: boolean;
}

/** Longest text between two names that belong together. */
const REACH = 48;
/** Names of one run that are looked at on each side. */
const SPAN = 3;
const LINKS = new Set(
  [
    'و ثم في من الى قرب بالقرب التابعة التابع ضمن داخل وسط عند بين جوار أطراف محيط منطقة عاصمة العاصمة حدود مركز',
    'المجاورة القريبة الواقعة ناحية باتجاه نحو حتى على طريق ضواحي',
  ]
    .join(' ')
    .split(' ')
    .map(foldName),
);
/** What is said of a place without a name: «قرية مجاورة», «مخيم عشوائي»; villages are called so too. */
const DESCRIBING = new Set(
  [
    'مجاور مجاورة قريب قريبة بعيد بعيدة صغير صغيرة كبير كبيرة سكني سكنية سري سرية جماعي جماعية عشوائي عشوائية متنقل متنقلة',
    'حدودي حدودية زراعي زراعية نائي نائية محلي محلية عسكري عسكرية مدني مدنية قديم قديمة جديد جديدة مهجور مهجورة مجهول مجهولة',
  ]
    .join(' ')
    .split(' ')
    .map(foldName),
);
/** Words between two names neither of which lies in the other: «من X إلى Y». */
const APART = new Set('ثم الى نحو باتجاه حتى'.split(' ').map(foldName));
const PUNCTUATION = /[،,;؛:/()[\]{}|«»"\-–—]/g;

/** A word that stands between names of places without being one: preposition, word of kind, direction, adjective of a country. */
export function isSmall(word: string): boolean {
  const folded = foldName(word);
  if (DESCRIBING.has(folded) || LINKS.has(folded) || LINKS.has(folded.replace(/^[وف]?[بل]?(?=.{2})/, '')))
    return true;
  return (
    cueOf(word) !== null || directionOf(word) !== null || isSiteWord(word) || countryOfWord(word) !== null
  );
}

/**
 * Names that stand together, each with the names beside it: «X في ريف Y الشرقي», «X، Y», «X - Y», «X (Y)», chains of
 * three. «X وY» are of one run too: what lies near one lies near the other.
 */
export function neighboursOf(raw: string, mentions: readonly Mention[]): (readonly Neighbour[])[] {
  const order = mentions.map((_, at) => at).sort((a, b) => startOf(mentions, a) - startOf(mentions, b));
  const found: Neighbour[][] = mentions.map(() => []);
  let run: number[] = [];
  const close = () => {
    for (const [place, at] of run.entries()) {
      for (let other = Math.max(0, place - SPAN); other <= Math.min(run.length - 1, place + SPAN); other++) {
        const otherAt = run[other];
        if (other === place || otherAt === undefined) continue;
        const sector = other === place + 1 ? sectorBetween(raw, mentions[at], mentions[otherAt]) : null;
        const isSibling = hasAnd(
          raw,
          mentions,
          run.slice(Math.min(place, other), Math.max(place, other) + 1),
        );
        found[at]?.push({ at: otherAt, sector, isSibling });
      }
    }
    run = [];
  };
  let last: Mention | null = null;
  for (const at of order) {
    const mention = mentions[at];
    if (!mention) continue;
    if (last && !belongTogether(raw, last, mention)) close();
    run.push(at);
    last = mention;
  }
  close();
  return found;
}

/** Whether «و», «ثم» or «إلى» stands between any two names of a stretch, or they are the ends of a road («طريق X - Y»). */
function hasAnd(raw: string, mentions: readonly Mention[], stretch: readonly number[]): boolean {
  return stretch.slice(1).some((at, before) => {
    const a = mentions[stretch[before] ?? 0];
    const b = mentions[at];
    if (!a || !b) return false;
    const words = raw.slice(a.end, b.start).trim().split(/\s+/);
    if (/(?:^|\s)[وب]?(?:ال)?طريق\s+$/.test(raw.slice(Math.max(0, a.start - 12), a.start))) return true;
    return (
      words.some((word) => word.startsWith('و') || APART.has(foldName(word))) ||
      (/^و/.test(b.surface) && !/^و/.test(b.stem))
    );
  });
}

const startOf = (mentions: readonly Mention[], at: number): number => mentions[at]?.start ?? 0;

function belongTogether(raw: string, a: Mention, b: Mention): boolean {
  if (b.start < a.end || b.start - a.end > REACH) return false;
  const between = raw.slice(a.end, b.start);
  if (/[.؟!\n\r]/.test(between)) return false;
  const words = between.replace(PUNCTUATION, ' ').trim();
  return words === '' || words.split(/\s+/).every(isSmall);
}

/** The side that is said between a name and the next: «شرق حلب», «بريف حمص الشمالي» (the direction stands after). */
function sectorBetween(raw: string, a: Mention | undefined, b: Mention | undefined): Sector | null {
  if (!a || !b) return null;
  const words = raw.slice(a.end, b.start).replace(PUNCTUATION, ' ').trim().split(/\s+/);
  const inName = b.surface.split(/\s+/).slice(1);
  const after = /^(?:\s+ال(?:شرق|غرب|شمال|جنوب)ي)+/.exec(raw.slice(b.end, b.end + 30))?.[0] ?? '';
  return sectorOf([...words, ...inName, ...after.trim().split(/\s+/)]);
}
