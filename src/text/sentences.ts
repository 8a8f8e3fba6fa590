/** Ends of sentences, Arabic and Latin. */
const ENDS = /[.!?؟؛…۔]+/g;
/** What an end takes along: closing quotes and brackets, and marks behind them. */
const CLOSERS = /[»”"'’)\]}›.!?؟…]/;
/** A line without a full stop at its end, up to this length, may be a headline. */
const MAX_HEADLINE = 160;
const FULL_STOP = /[.!?؟؛…۔][»”"'’)\]}›]*\s*$/;
/** Words after which a full stop does not end a sentence. */
const ABBREVIATIONS = new Set(
  (
    'د أ م ص ج ت ط هـ ه ق ب إلخ الخ أد مج تح ' +
    // Latin letters by their names: «سي. إن. إن.», «إم.بي.سي».
    'سي بي تي إم ام دي إف اف إس اس جي كي يو إل آر ار آي اي إيه ايه إن ان إي إتش أو دبليو ' +
    'dr mr mrs ms prof st sr jr vs etc inc ltd co corp no gen col lt sgt capt sen rep gov u.s u.k u.n a.m p.m e.g i.e ' +
    'jan feb mar apr jun jul aug sep sept oct nov dec fig vol pp bzw usw nr mme mm'
  ).split(' '),
);
/** «ود. سامي», «لأ. حداد»: a title under an attached letter; لم and فم are words. */
const PREFIXED_ABBREVIATION = /^(?:[ولف][دأ]|وم)$/;
/** Longest word looked at before a full stop, in UTF-16 units. */
const LOOK_BACK = 14;
/** Longest beginning of an address looked at before a full stop without a space. */
const ADDRESS_LOOK_BACK = 80;
const ADDRESS = /(?:[a-z]{2,12}:\/\/|www\.|@)\S*$/i;
/** What comes after an end that stays inside a sentence: «أهلًا!»، قال. */
const CONTINUES = /^\s{0,3}[،,:;؛]/;
/** After dots only a small letter says that the sentence goes on (UAX #29, rule SB8). */
const GOES_ON = /^\s{0,3}["'«“(]?\p{Ll}/u;
/** Characters that stand after ? and ! in addresses and code. */
const IN_ADDRESS = /[=&/#%+@_\-\\]/;
const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;
const ARABIC_LETTER = /[\u0620-\u064A\u066E-\u06D3]/;
const OPENER = /[«“(]/;
const LIST_NUMBER = /^\s*(?:\p{Nd}{1,3}(?:\.\p{Nd}{1,2}){0,3}|[\u0620-\u064Aa-zA-Z])$/u;
const MAX_LIST_NUMBER = 14;

/**
 * Offsets where sentences end inside `[start, end)` of a text, the last being `end`. Closing quotes and brackets stay
 * with their sentence; decimals, times, addresses, abbreviations and list numbers are not ends.
 * The rules follow Unicode UAX #29 SB with Arabic marks added. Linear.
 */
export function* sentenceEnds(raw: string, start: number, end: number): Generator<number> {
  // Only this stretch is searched: a search to the end of the text for every line would be quadratic.
  const text = raw.slice(start, end);
  // A fresh expression: between two `yield`s another call may run.
  const ends = new RegExp(ENDS);
  const isHeadline = text.length <= MAX_HEADLINE && !FULL_STOP.test(text.slice(-12));
  let from = 0;
  for (let match = ends.exec(text); match; match = ends.exec(text)) {
    let cut = match.index + match[0].length;
    while (cut < text.length && CLOSERS.test(text[cut] ?? '')) cut += 1;
    ends.lastIndex = cut;
    // Dots part the halves of a headline: «لن نرحل.. أهالي الحي يعتصمون».
    if (isHeadline && /^(?:\.{2,}|…)$/.test(match[0])) continue;
    if (!isEnd(text, from, match.index, match[0], cut)) continue;
    yield start + cut;
    from = cut;
  }
  if (from < text.length) yield end;
}

function isEnd(text: string, from: number, at: number, marks: string, cut: number): boolean {
  if (cut >= text.length) return true;
  const next = text[cut] ?? '';
  const after = text.slice(cut, cut + 5);
  // A lone mark is no sentence: «… لها. "».
  if (text.length - cut <= 3 && !LETTER_OR_DIGIT.test(after)) return false;
  if (CONTINUES.test(after) || isOpening(text, from, at)) return false;
  const isSpaced = /\s/.test(next);
  const isOnlyDots = /^[.…]+$/.test(marks);
  if (isOnlyDots && isSpaced && GOES_ON.test(after)) return false;
  if (!isOnlyDots || marks.includes('…')) {
    if (isSpaced) return true;
    return LETTER_OR_DIGIT.test(next) ? ARABIC_LETTER.test(next) : !IN_ADDRESS.test(next);
  }
  if (!isSpaced) return marks === '.' && isForgottenSpace(text, from, at, next);
  if (marks !== '.') return true;
  if (at - from < MAX_LIST_NUMBER && LIST_NUMBER.test(text.slice(from, at))) return false;
  return !isAbbreviation(wordBefore(text, from, at));
}

/** Marks before any word, or right after a colon («قال: ...»), open what follows. */
function isOpening(text: string, from: number, at: number): boolean {
  const before = text.slice(Math.max(from, at - 6), at);
  return /:\s*$/.test(before) || (at - from < 6 && !LETTER_OR_DIGIT.test(before));
}

/** «انتهى.وقال»: never inside addresses, numbers or after an abbreviation. */
function isForgottenSpace(text: string, from: number, at: number, next: string): boolean {
  if (!ARABIC_LETTER.test(next) && !OPENER.test(next)) return false;
  const word = wordBefore(text, from, at);
  if ([...word].length < 2 || !ARABIC_LETTER.test(word.at(-1) ?? '') || isAbbreviation(word)) return false;
  return !ADDRESS.test(text.slice(Math.max(from, at - ADDRESS_LOOK_BACK), at));
}

function wordBefore(text: string, from: number, at: number): string {
  const piece = text.slice(Math.max(from, at - LOOK_BACK), at);
  return (/[\p{L}\p{M}\p{N}.\u0640]+$/u.exec(piece)?.[0] ?? '').replace(/\p{M}/gu, '').toLowerCase();
}

/** A known one, or a single letter, which is an initial: «ج. بوش», "J. Smith". */
function isAbbreviation(word: string): boolean {
  const last = word.split('.').at(-1) ?? '';
  if ([...last].length === 1 && /\p{L}/u.test(last)) return true;
  if (word !== last && ABBREVIATIONS.has(last)) return true;
  return ABBREVIATIONS.has(word) || PREFIXED_ABBREVIATION.test(word);
}
