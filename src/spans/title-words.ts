import type { Label } from '../domain';
import { foldName, stripClitics } from '../text';

const fold = (words: string): ReadonlySet<string> => new Set(words.split(' ').map(foldName));

/** Words of office, rank and kinship that stand before a person. */
const PERSON = fold(
  'الرئيس رئيس رئيسة الرئيسة نائب وزير الوزير وزيرة الوزيرة الأمين أمين العام القائد قائد القائم اللواء العميد العقيد المقدم الرائد النقيب الملازم ' +
    'الفريق المشير الجنرال الشيخ الملك ملك الأمير أمير ولي السلطان سلطان الإمام البابا البطريرك المطران السيد السيدة الدكتور الدكتورة د الأستاذ ' +
    'المهندس المحامي المحامية القاضي النائب النائبة السفير السفيرة سفير المبعوث مبعوث مستشار المستشار مدير المدير مديرة المتحدث المتحدثة متحدث الناطق الناطقة ' +
    'الصحفي الصحفية الصحافي الصحافية الناشط الناشطة ناشط الباحث الباحثة المحلل الخبير الكاتب الكاتبة الشاعر المدرب اللاعب المخرج الممثل الممثلة محافظ المحافظ ' +
    'زعيم الزعيم مؤسس عضو المواطن المواطنة الطفل الطفلة الشاب الشابة الحاج مختار المسؤول المسؤولة president minister general mr mrs dr prime',
);
/** Words of kind that stand before a place. */
const PLACE = fold(
  'محافظة مدينة بلدة قرية ناحية قضاء منطقة ريف حي مخيم سجن مطار معبر جسر سد نهر جبل بحيرة بحر خليج ولاية إقليم مقاطعة دولة جمهورية مملكة شارع ساحة مزرعة حقل ' +
    'بلدات قرى مدن أحياء city town village district governorate province',
);
/** Words of kind that stand before an organisation. */
const BODY = fold(
  'شركة منظمة مؤسسة جمعية حزب حركة تنظيم جماعة جبهة لواء كتيبة قناة صحيفة جريدة وكالة موقع إذاعة مركز نادي منتخب جامعة مستشفى فصيل ميليشيا مجموعة',
);
/** Words taken: offices are long («نائب وزير الدفاع السابق»), kinds are one word, perhaps with a second. */
const MAX_WORDS: Readonly<Record<string, number>> = { PER: 4, LOC: 2, ORG: 2 };
/** Characters before a mention that are looked at. */
const REACH = 70;
/** Words that part an office from a name that only follows it: «قال الرئيس إن بشار». */
const PARTING = fold(
  'إن أن في من مع على إلى عن قال قالت أكد أعلن ذكر الذي التي الذين هو هي كان كانت بعد قبل حيث أو ثم أمس اليوم غدا ضد بين حول لقاء التقى the of and said that',
);

const setOf = (label: Label): ReadonlySet<string> | null =>
  label === 'PER' ? PERSON : label === 'LOC' ? PLACE : label === 'ORG' ? BODY : null;

/**
 * Up to four words right before a mention that begin with a word of office or kind («وزير الدفاع», «بلدة»); empty when
 * there are none. Words behind a full stop, comma or quotation mark do not count.
 */
export function titleWordsBefore(raw: string, start: number, label: Label): string {
  const titles = setOf(label);
  if (!titles) return '';
  const before = raw.slice(Math.max(0, start - REACH), start);
  if (!/\s$/.test(before)) return '';
  const clause = /[^.،,؛:؟!»«"“”()[\]\n\r]*$/.exec(before)?.[0] ?? '';
  const isCut = clause.length === before.length && start > REACH;
  const words = clause
    .trim()
    .split(/\s+/)
    .filter((word) => word !== '');
  const near = (isCut ? words.slice(1) : words).slice(-(MAX_WORDS[label] ?? 0));
  const close = near.slice(near.findLastIndex((word) => PARTING.has(foldName(word))) + 1);
  for (const [i, word] of close.entries()) {
    const title = bareTitle(word, titles);
    if (title !== '') return [title, ...close.slice(i + 1)].join(' ');
  }
  return '';
}

/** A word of office or kind without its attached letters («للرئيس» → «الرئيس»); empty for other words. */
function bareTitle(word: string, titles: ReadonlySet<string>): string {
  const { text } = stripClitics(word, (name) => titles.has(foldName(name)));
  return titles.has(foldName(text)) ? text : '';
}
