import type { BlockReason } from '../domain';
import { foldName } from './fold';

/** What one line of a page is, seen by itself. */
export interface SideLine {
  readonly reason: BlockReason;
  /** How many short lines below belong to it: links below «اقرأ أيضاً», the name below «مصدر الصورة». */
  readonly takes: number;
  /** «بالفيديو: …» is a link between paragraphs and a headline at the head of an article. */
  readonly isWeak: boolean;
  /** False when only the missing full stop tells the line from a sentence: not enough inside wrapped text. */
  readonly isSure: boolean;
}

/** Longest line that can belong to a block beside the article, in UTF-16 units. */
const MAX_LINE = 170;
const MAX_NOTE = 120;
const MAX_LINKS = 8;
const FULL_STOP = /[.؛]["”»)]*$/;

/**
 * How a line may go on after its lead: `alone` with nothing, `mark` also with a colon, comma or dash, `open` also with
 * words, unless a full stop makes it a sentence.
 */
interface Lead {
  readonly reason: BlockReason;
  readonly lead: RegExp;
  readonly rest: 'alone' | 'mark' | 'open';
  readonly takes?: number;
  readonly isWeak?: boolean;
}

/** Matched against the folded line; bullets and pictures before the words do not matter. */
const begins = (words: string): RegExp => new RegExp(`^[^\\p{L}\\p{N}]*(?:${words})(?![\\p{L}\\p{M}])`, 'u');
const READ = 'اقرا|اقراوا|اقرووا|اقراي|اقرا/ي|طالع|طالعوا|شاهد|شاهدوا|شاهد/ي|انظر|تابع|استمع';

const LEADS: readonly Lead[] = [
  {
    reason: 'readAlso',
    lead: begins(`(?:${READ}) (?:ايضا|كذلك)|اقرا المزيد|للمزيد|قد (?:يعجبك|يهمك) ايضا|read also|see also`),
    rest: 'open',
    takes: MAX_LINKS,
  },
  {
    reason: 'readAlso',
    lead: begins(
      `(?:${READ}) المزيد|قراه المزيد|(?:مواضيع|اخبار|مقالات|موضوعات|تقارير|روابط|قصص) (?:ذات صله|متعلقه|مرتبطه|مشابهه|مقترحه|قد تهمك|قد تعجبك)|ذات صله|` +
        'قد (?:يعجبك|يهمك)|اخترنا (?:لك|لكم)|related(?: (?:stories|articles|topics|news|content|coverage))?|read more|more on this(?: story)?',
    ),
    rest: 'mark',
    takes: MAX_LINKS,
  },
  { reason: 'readAlso', lead: /^[^\p{L}]*تخط[يى]? .{0,60}واصل القراه$/u, rest: 'alone' },
  {
    reason: 'readAlso',
    lead: /^[^\p{L}]*(?:شاهد|شاهدوا|بالفيديو|فيديو|بالصور) *(?=[:|])/u,
    rest: 'mark',
    isWeak: true,
  },
  {
    reason: 'linkList',
    lead: begins(
      'الاكثر (?:قراه|مشاهده|تداولا|شعبيه|تعليقا)(?: (?:اليوم|الان|هذا الاسبوع|هذا الشهر))?|كلمات (?:مفتاحيه|دلاليه|داله)|الكلمات (?:المفتاحيه|الدلاليه)|' +
        'الوسوم|وسوم|تاجات|روابط|most (?:read|viewed|popular)|tags|keywords',
    ),
    rest: 'mark',
    takes: MAX_LINKS,
  },
  {
    reason: 'caption',
    lead: begins('ص?صدر الصوره|مصدر الصوره|مصدر الفيديو|image source|photo credit|photo by'),
    rest: 'mark',
    takes: 1,
  },
  {
    reason: 'caption',
    lead: begins('التعليق علي (?:الصوره|الفيديو)|تعليق الصوره|شرح الصوره|image caption'),
    rest: 'mark',
  },
  {
    reason: 'caption',
    lead: begins('صوره (?:ارشيفيه|تعبيريه|توضيحيه)|(?:صوره|الصوره) من الارشيف'),
    rest: 'mark',
  },
  { reason: 'caption', lead: /^[^\p{L}]*(?:الصوره|صوره|تصوير|عدسه|photo|caption) *(?=[:|])/u, rest: 'mark' },
  {
    reason: 'advert',
    lead: begins('اعلان|اعلانات|مساحه اعلانيه|محتوي اعلاني|advertisement|sponsored'),
    rest: 'alone',
  },
];
/** «مصدر الصورة: …» and the like may end with a full stop: no sentence begins so. */
const SURE_MARK = /^\s*[:：|]/;
const MARK = /^\s*[:：|،,(\-–—>»…]/;
const BRACKET = /^\s*\(/;

const OURS =
  '(?:قناتنا|بقناتنا|قنواتنا|نشرتنا|بنشرتنا|صفحتنا|صفحاتنا|حسابنا|حساباتنا|منصاتنا|تطبيقنا|مجموعتنا|موقعنا)';
const PLATFORM =
  '(?:تل(?:غ|ج|ك)رام|تيل[يه]?(?:غ|ج)رام|واتس ?اب|فيس ?بوك|تويتر|يوتيوب|ان?ستغرام|ان?ستقرام|تيك ?توك|منصه اكس|غوغل|جوجل|google|facebook|twitter|youtube|telegram|whatsapp|instagram)';
const FOLLOW = '(?:تابعنا|تابعونا|لمتابعتنا)';
const VERB =
  '(?:تابع|تابعوا|تابعنا|تابعونا|اشترك|اشتركوا|انضم|انضموا|سجل|سجلوا|لمتابعتنا|لمتابعه \\S+(?: \\S+)?)';
const FOLLOWS: readonly RegExp[] = [
  begins(`(?:${FOLLOW}|اشترك|اشتركوا)(?: (?:علي|عبر|الان|معنا))?[^\\p{L}\\p{N}]*$`),
  begins(`${VERB}(?: الان| معنا| مجانا| اشترك)?(?: (?:في|علي|الي|عبر))?(?: \\S+)?(?: و?${OURS})`),
  begins(`${FOLLOW} (?:.{0,40} )?(?:علي|عبر|في) .{0,40}${PLATFORM}`),
  begins(
    `(?:حمل|حملوا|نزل|نزلوا) (?:التطبيق|تطبيقنا|تطبيق (?:قناه|صحيفه|جريده|موقع|وكاله|الجريده|الصحيفه|القناه|الموقع))`,
  ),
  begins('follow us|subscribe (?:to our|now)|join our|sign up (?:for|to) our'),
];
/** Rights and nothing else: «حقوق النشر في العالم العربي» begins a sentence. */
const CREDITS: readonly RegExp[] = [
  /^[^\p{L}]*©/u,
  begins(
    '(?:جميع|كل|كافه) (?:ال)?حقوق(?: (?:النشر|الطبع|الملكيه))?(?: والنشر)? محفوظه|حقوق (?:النشر|الطبع)(?: والنشر)? محفوظه',
  ),
  /^[^\p{L}]*(?:حقوق النشر|copyright) *(?:©|\(c\)|:|\d)/u,
  /all rights reserved[^\p{L}]*$/u,
  /^\((?:رويترز|ا ف ب|فرانس برس|الاناضول|اسوشيتد برس|غيتي|سانا|انترنت|ارشيف|ارشيفيه)(?: *[-/ ] *\p{L}+)?\)$/u,
  /^[^\p{L}]*(?:\p{L}+ *[/-] *)?getty(?: images)?$/u,
];
const HASHTAGS = /^(?:#[\p{L}\p{M}\p{N}_]+[\s،,|]*){2,}$/u;

/** Words of buttons that name what to do or where: one of them makes a bar. */
const SHARE_CORE = new Set(
  (
    'شارك شاركها شاركوا مشاركه المشاركه نسخ طباعه اطبع فيسبوك فيس تويتر واتساب واتس تلغرام تيليغرام تليجرام لينكد بنترست ماسنجر انستغرام ' +
    'share tweet facebook twitter whatsapp telegram linkedin pinterest print messenger reddit instagram'
  ).split(' '),
);
const SHARE_WORDS = new Set([
  ...SHARE_CORE,
  ...(
    'انشر عبر علي الرابط رابط ارسال ارسل البريد بريد الكتروني الالكتروني بوك اب ان حفظ اكس هذا المقال الخبر الماده ' +
    'x email e-mail mail copy link save on via this article'
  ).split(' '),
]);

/** Words of a share bar in a line; 0 when any other word stands in it. */
export function shareWords(text: string): number {
  if (text.length > MAX_NOTE) return 0;
  const tokens = foldName(text)
    .split(/[^\p{L}\p{N}-]+/u)
    .filter((token) => /\p{L}/u.test(token))
    .map((token) => (SHARE_WORDS.has(token) ? token : token.replace(/^و/, '')));
  if (!tokens.every((token) => SHARE_WORDS.has(token))) return 0;
  return tokens.some((token) => SHARE_CORE.has(token)) ? tokens.length : 0;
}

/** Whether a line stands beside an article, by its words alone; only clear cases. */
export function sideLine(text: string): SideLine | null {
  if (text.length > MAX_LINE || text === '') return null;
  const folded = foldName(text);
  if (shareWords(text) >= 2) return found('share');
  if (HASHTAGS.test(text)) return found('linkList');
  if (text.length <= MAX_NOTE && CREDITS.some((credit) => credit.test(folded))) return found('credit');
  if (text.length <= MAX_NOTE && FOLLOWS.some((follow) => follow.test(folded))) return found('follow');
  for (const { reason, lead, rest: allowed, takes = 0, isWeak = false } of LEADS) {
    const match = lead.exec(folded);
    if (!match) continue;
    const rest = folded.slice(match[0].length);
    if (!/[\p{L}\p{N}]/u.test(rest)) return { reason, isWeak, takes, isSure: true };
    if (goesOn(rest, allowed, isWeak))
      return { reason, isWeak, takes: 0, isSure: !isWeak && MARK.test(rest) };
  }
  return null;
}

function goesOn(rest: string, allowed: Lead['rest'], isWeak: boolean): boolean {
  if (allowed === 'alone') return false;
  // A remark in brackets must end the line: «صورة أرشيفية (رويترز)».
  if (BRACKET.test(rest)) return rest.endsWith(')') && rest.length <= 60;
  if (SURE_MARK.test(rest) && !isWeak) return true;
  if (FULL_STOP.test(rest)) return false;
  return allowed === 'open' || MARK.test(rest);
}

const found = (reason: BlockReason): SideLine => ({ reason, takes: 0, isWeak: false, isSure: true });
