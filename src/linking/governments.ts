import type { Range } from '../domain';
import { foldName } from '../text';

/** A mention with the name that was looked up for it. */
export interface SpokenMention extends Range {
  readonly surface: string;
  readonly toponym: string;
}

/** Offices and people that stand for a state: «حكومة العراق», «وزير خارجية تركيا», «باسم قطر». */
const OFFICES = foldedSet(
  'حكومة حكومات رئيس رئيسة رئاسة ملك أمير سلطان وزير وزيرة وزراء وزارة خارجية دفاع داخلية سفير سفيرة سفارة سفراء ' +
    'قنصل قنصلية مندوب مندوبة ممثل ممثلة مبعوث موفد سلطات نظام قيادة باسم برلمان دبلوماسية دبلوماسيو مسؤولو',
);
/** Between an office and the name: «رئيس جمهورية العراق». */
const STATES = foldedSet('دولة جمهورية مملكة سلطنة');

/** Verbs of saying and deciding: third person, past and present. */
const VERBS: readonly (readonly [past: string, present: string])[] = [
  ['قال', 'يقول'],
  ['أعلن', 'يعلن'],
  ['نفى', 'ينفي'],
  ['دعا', 'يدعو'],
  ['أدان', 'يدين'],
  ['طالب', 'يطالب'],
  ['أكد', 'يؤكد'],
  ['رفض', 'يرفض'],
  ['قرر', 'يقرر'],
  ['حذر', 'يحذر'],
  ['اتهم', 'يتهم'],
  ['هدد', 'يهدد'],
  ['وافق', 'يوافق'],
  ['رحب', 'يرحب'],
  ['استنكر', 'يستنكر'],
  ['ندد', 'يندد'],
  ['شدد', 'يشدد'],
  ['أبلغ', 'يبلغ'],
  ['تعهد', 'يتعهد'],
  ['توعد', 'يتوعد'],
  ['أعرب', 'يعرب'],
  ['أوضح', 'يوضح'],
  ['اعتبر', 'يعتبر'],
  ['رأى', 'يرى'],
  ['طلب', 'يطلب'],
  ['فرض', 'يفرض'],
  ['صوت', 'يصوت'],
  ['صرح', 'يصرح'],
  ['كشف', 'يكشف'],
  ['أشار', 'يشير'],
  ['اعترف', 'يعترف'],
  ['استدعى', 'يستدعي'],
  ['طرد', 'يطرد'],
  ['علق', 'يعلق'],
  ['أيد', 'يؤيد'],
  ['عارض', 'يعارض'],
  ['سعى', 'يسعى'],
  ['اشترط', 'يشترط'],
  ['احتج', 'يحتج'],
  ['اقترح', 'يقترح'],
  ['ناشد', 'يناشد'],
  ['تبنى', 'يتبنى'],
  ['استبعد', 'يستبعد'],
  ['ألمح', 'يلمح'],
  ['انتقد', 'ينتقد'],
  ['أقر', 'يقر'],
  ['أصر', 'يصر'],
];
/** Names of countries are feminine, some masculine: both forms of each. */
const SPEAKING = foldedSet(
  VERBS.flatMap(([past, present]) => [
    past,
    /[ىا]$/.test(past) ? past.replace(/[ىا]$/, 'ت') : `${past}ت`,
    present,
    `ت${present.slice(1)}`,
  ]).join(' '),
);
/** Words after which a clause begins, so that a verb behind the name is its own: «إن سوريا ترفض». */
const CLAUSE_STARTS = foldedSet('إن أن بأن لأن لكن ولكن بينما فيما كما حين وإن وأن كانت كان وكانت وكان');
const BEFORE = /([\p{L}\p{M}]+)[^\S\r\n]+$/u;
const AFTER = /^[^\S\r\n]+(?:قد[^\S\r\n]+|لن[^\S\r\n]+|لم[^\S\r\n]+|لا[^\S\r\n]+)?([\p{L}\p{M}]+)/u;
/** A line of its own that begins with the name and a colon: «تركيا: لن نسمح بذلك». */
const QUOTED_AFTER = /^[^\S\r\n]*:/;
const REACH = 60;

/**
 * Whether the name of a country stands for its government here: after an office («وزير خارجية تركيا»), as the subject of
 * a verb of saying or deciding («قالت سوريا», «إن سوريا ترفض»), or as the speaker of a headline. Where the country is
 * where something happens («في سوريا أعلنت السلطات»), it does not. Capitals that stand for governments are not looked at.
 */
export function speaksAsGovernment(raw: string, mention: SpokenMention): boolean {
  if (hasPreposition(mention)) return false;
  const before = raw.slice(Math.max(0, mention.start - REACH), mention.start);
  const after = raw.slice(mention.end, mention.end + REACH);
  const word = wordBefore(before);
  const office = word && STATES.has(word.folded) ? wordBefore(word.rest) : word;
  if (office && (isOffice(office.folded) || isSpeaking(office.folded))) return true;
  const isAtStart = /(?:^|[\n.:؛،!؟?«"“(])\s*$/.test(before);
  if (isAtStart && /(?:^|\n)\s*$/.test(before) && QUOTED_AFTER.test(after)) return true;
  if (!isAtStart && !(word && CLAUSE_STARTS.has(word.folded))) return false;
  const next = AFTER.exec(after)?.[1];
  return next !== undefined && isSpeaking(foldName(next));
}

/** «بسوريا», «لتركيا»: something is done there or to it. */
function hasPreposition({ surface, toponym }: SpokenMention): boolean {
  const [written, name] = [foldName(surface), foldName(toponym)];
  if (written === name || written.endsWith(` ${name}`)) return false;
  return written.replace(/^[وف]/, '') !== name;
}

function wordBefore(text: string): { readonly folded: string; readonly rest: string } | null {
  const match = BEFORE.exec(text);
  return match?.[1] ? { folded: foldName(match[1]), rest: text.slice(0, match.index) } : null;
}

const isOffice = (folded: string): boolean =>
  OFFICES.has(folded) || OFFICES.has(folded.replace(/^[وف]?[بلك]?(?=.{3})/, ''));

const isSpeaking = (folded: string): boolean =>
  SPEAKING.has(folded) || SPEAKING.has(folded.replace(/^[وف]?س?(?=.{3})/, ''));

function foldedSet(words: string): ReadonlySet<string> {
  return new Set(words.split(' ').map(foldName));
}
