/** Ends of sentences, Arabic and Latin. */
const ENDS = /[.!?؟؛…۔]+/g;
const CLOSERS = /[»”"'’)\]}›]/;
/** Words after which a full stop does not end a sentence. */
const ABBREVIATIONS = new Set(
  (
    'د أ م ص ج ت ط هـ ه ق ب إلخ الخ ' +
    'dr mr mrs ms prof st sr jr vs etc inc ltd co corp no gen col lt sgt capt sen rep gov u.s u.k u.n a.m p.m e.g i.e ' +
    'jan feb mar apr jun jul aug sep sept oct nov dec fig vol pp bzw usw nr mme mm'
  ).split(' '),
);
/** Longest word looked at before a full stop, in UTF-16 units. */
const LOOK_BACK = 14;
const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;
const ARABIC_LETTER = /[\u0620-\u064A\u066E-\u06D3]/;
const LIST_NUMBER = /^\s*(?:[\p{Nd}]{1,3}|[\u0620-\u064Aa-zA-Z])$/u;

/**
 * Offsets where sentences end inside `[start, end)` of a text, the last being `end`. Closing quotes and brackets stay
 * with their sentence; decimals, times, addresses, abbreviations and list numbers are not ends.
 * The rules follow Unicode UAX #29 SB with Arabic marks added. Linear.
 */
export function* sentenceEnds(raw: string, start: number, end: number): Generator<number> {
  // A fresh expression: between two `yield`s another call may run.
  const ends = new RegExp(ENDS);
  ends.lastIndex = start;
  let from = start;
  for (let match = ends.exec(raw); match && match.index < end; match = ends.exec(raw)) {
    let cut = Math.min(end, match.index + match[0].length);
    while (cut < end && CLOSERS.test(raw[cut] ?? '')) cut += 1;
    ends.lastIndex = cut;
    if (!isEnd(raw, from, match.index, match[0], cut, end)) continue;
    yield cut;
    from = cut;
  }
  if (from < end) yield end;
}

function isEnd(raw: string, from: number, at: number, marks: string, cut: number, end: number): boolean {
  if (cut >= end) return true;
  const next = raw[cut] ?? '';
  const isSpaced = /\s/.test(next);
  const isOnlyDots = /^\.+$/.test(marks);
  if (!isOnlyDots) return isSpaced || !LETTER_OR_DIGIT.test(next) ? true : ARABIC_LETTER.test(next);
  const before = raw[at - 1] ?? '';
  if (!isSpaced) {
    // «انتهى.وقال»: a forgotten space; never inside addresses or numbers.
    const isForgotten =
      ARABIC_LETTER.test(before) && ARABIC_LETTER.test(raw[at - 2] ?? '') && ARABIC_LETTER.test(next);
    return isForgotten && marks === '.';
  }
  if (marks !== '.') return true;
  if (LIST_NUMBER.test(raw.slice(from, at).slice(0, 8)) && at - from < 8) return false;
  return !ABBREVIATIONS.has(wordBefore(raw, from, at)) && !isInitial(raw, from, at);
}

function wordBefore(raw: string, from: number, at: number): string {
  const piece = raw.slice(Math.max(from, at - LOOK_BACK), at);
  return (/[\p{L}\p{M}\p{N}.\u0640]+$/u.exec(piece)?.[0] ?? '').replace(/\p{M}/gu, '').toLowerCase();
}

/** A single letter before the stop is an initial: «ج. بوش», "J. Smith". */
function isInitial(raw: string, from: number, at: number): boolean {
  const word = wordBefore(raw, from, at);
  const last = word.split('.').at(-1) ?? '';
  return [...last].length === 1 && /\p{L}/u.test(last);
}
