import { rawOffset, type BlockReason, type SideBlock } from '../domain';
import { foldName } from './fold';
import { linesOf, type Line } from './lines';

/** Longest line that can belong to a block beside the article, in UTF-16 units. */
const MAX_LINE = 170;
const MAX_LINK = 130;
const MAX_LINKS = 8;

/** Folded beginnings of lines. A lead alone on its line takes the short lines after it along. */
const LEADS: readonly { reason: BlockReason; lead: RegExp; takesLinks: boolean }[] = [
  {
    reason: 'readAlso',
    lead: /^[^\p{L}]*(?:(?:اقرا|اقراوا|اقرووا|طالع|طالعوا|شاهد|شاهدوا|انظر|تابع|استمع) (?:ايضا|كذلك|المزيد)|اقرا (?:عن|في)|للمزيد|مواضيع (?:ذات صله|متعلقه|مشابهه)|(?:اخبار|مقالات|موضوعات|تقارير) (?:ذات صله|متعلقه|مرتبطه|مشابهه)|ذات صله|قد (?:يعجبك|يهمك)|related|read (?:also|more)|see also|more on)(?![\p{L}])/u,
    takesLinks: true,
  },
  {
    reason: 'readAlso',
    lead: /^[^\p{L}]*(?:شاهد|شاهدوا|بالفيديو|فيديو|بالصور) *[:|]/u,
    takesLinks: false,
  },
  {
    reason: 'follow',
    lead: /^[^\p{L}]*(?:تابعنا|تابعونا|اشترك|اشتركوا|انضم|انضموا|سجل|لمتابعه|لمتابعتنا|حمل(?:وا)? تطبيق|follow us|subscribe|join (?:us|our)|sign up)(?![\p{L}])/u,
    takesLinks: false,
  },
  {
    reason: 'linkList',
    lead: /^[^\p{L}]*(?:الاكثر (?:قراءه|قراه|مشاهده|تداولا|شعبيه)|كلمات (?:مفتاحيه|دلاليه|داله)|الوسوم|وسوم|تاجات|روابط|tags|most (?:read|viewed)|keywords)(?![\p{L}])/u,
    takesLinks: true,
  },
  {
    reason: 'caption',
    lead: /^[^\p{L}]*(?:التعليق علي الصوره|مصدر الصوره|صوره ارشيفيه|صوره تعبيريه|الصوره|تصوير|صوره|image (?:source|caption)|photo(?: by| credit)?|caption) *[:|(-]/u,
    takesLinks: false,
  },
  {
    reason: 'credit',
    lead: /^[^\p{L}©]*(?:©|(?:جميع |كل )?(?:ال)?حقوق (?:محفوظه|النشر)|جميع الحقوق|all rights reserved|copyright)/u,
    takesLinks: false,
  },
  {
    reason: 'advert',
    lead: /^[^\p{L}]*(?:اعلان|اعلانات|مساحه اعلانيه|محتوي اعلاني|advertisement|sponsored)[^\p{L}]*$/u,
    takesLinks: false,
  },
];

/** Without one of these «تابعنا» is a verb of the story. */
const CHANNELS =
  /تل(?:غ|ج|ك)رام|تيل[يه]?(?:غ|ج)رام|واتس|فيس ?بوك|تويتر|يوتيوب|ان?ستغرام|قناتنا|قنواتنا|منصات|صفحتنا|صفحاتنا|نشرتنا|نشره|تطبيق|حساب|اخبار|newsletter|channel|facebook|twitter|youtube|telegram|whatsapp/;

const SHARE_WORDS = new Set(
  (
    'شارك شاركها مشاركه المشاركه انشر عبر علي نسخ الرابط رابط طباعه اطبع ارسال ارسل البريد بريد الكتروني الالكتروني فيسبوك فيس بوك تويتر ' +
    'واتساب واتس اب تلغرام تيليغرام تليجرام لينكد ان بنترست ماسنجر حفظ share tweet facebook twitter x whatsapp telegram linkedin ' +
    'pinterest email e-mail mail print copy link messenger reddit save on via'
  ).split(' '),
);

/**
 * Blocks that stand beside an article on a news page: "read also", share bars, link lists, captions, credits. Whole
 * lines; only clear cases, since a sentence of the article must never be dimmed. In order, not overlapping.
 */
export function findSideBlocks(raw: string): SideBlock[] {
  const lines = linesOf(raw);
  const blocks: SideBlock[] = [];
  const first = lines.findIndex((line) => !line.isBlank);
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i];
    if (!line || line.isBlank) continue;
    const found = blockAt(raw, lines, i);
    // «شاهد: …» and «فيديو: …» are also how headlines begin.
    if (!found || (i === first && found.reason === 'readAlso')) continue;
    const last = lines[found.last] ?? line;
    blocks.push({ start: rawOffset(line.start), end: rawOffset(last.end), reason: found.reason });
    i = found.last;
  }
  return blocks;
}

function blockAt(
  raw: string,
  lines: readonly Line[],
  at: number,
): { reason: BlockReason; last: number } | null {
  const text = textOf(raw, lines[at]);
  if (text.length > MAX_LINE) return null;
  const folded = foldName(text);
  if (isShareBar(folded)) return { reason: 'share', last: at };
  for (const { reason, lead, takesLinks } of LEADS) {
    const match = lead.exec(folded);
    if (!match) continue;
    const rest = folded.slice(match[0].length).replace(/[^\p{L}\p{N}]/gu, '');
    if (rest !== '' && !isShortNote(text, reason)) return null;
    return { reason, last: takesLinks && rest === '' ? lastLink(raw, lines, at) : at };
  }
  return null;
}

/** A lead with words after it is a link or a note only when it is not a sentence: no full stop at its end. */
function isShortNote(text: string, reason: BlockReason): boolean {
  if (reason === 'credit' || reason === 'caption') return true;
  if (reason === 'follow' && !CHANNELS.test(foldName(text))) return false;
  return !/[.؟!؛]["”»)]*\s*$/.test(text);
}

/** Short lines without a full stop that follow a lead directly are its links. */
function lastLink(raw: string, lines: readonly Line[], at: number): number {
  let last = at;
  let from = at + 1;
  if (lines[from]?.isBlank) from += 1;
  for (let i = from; i < lines.length && i - at <= MAX_LINKS + 1; i++) {
    const text = textOf(raw, lines[i]);
    if (text === '' || text.length > MAX_LINK || /[.؛،:]["”»)]*$/.test(text)) break;
    last = i;
  }
  // A blank line between lead and links is allowed only for a list, never for one headline of the next part.
  return from === at + 2 && last - from < 1 ? at : last;
}

const textOf = (raw: string, line: Line | undefined): string =>
  line ? raw.slice(line.start, line.end).trim() : '';

function isShareBar(folded: string): boolean {
  const tokens = folded.split(/[^\p{L}\p{N}-]+/u).filter((token) => token !== '' && token !== '-');
  return tokens.length >= 2 && tokens.length <= 14 && tokens.every((token) => SHARE_WORDS.has(token));
}
