import { describe, expect, it } from 'vitest';
import { findSideBlocks, guessDateline, proposeCuts, splitAt } from '../../../src/text';

const ARTICLE_A = `افتتاح مركز صحي في بلدة السنديان

حمص - سانا: افتتحت مديرية الصحة مركزًا جديدًا في بلدة السنديان بحضور عدد من الأهالي. وقال مدير المركز إن العمل يبدأ يوم الأحد المقبل في الثامنة صباحًا، وإن الخدمات مجانية لجميع سكان القرى المجاورة من دون استثناء ومن غير موعد مسبق.`;
const ARTICLE_B = `طريق الجبل يفتح أمام الشاحنات

12 تشرين الأول 2025
أعلنت البلدية فتح طريق الجبل بعد إصلاح الجسر الصغير قرب وادي الزيتون. وذكر رئيس البلدية أن الشاحنات الثقيلة ستمر ليلًا فقط حتى نهاية الشهر، وأن اللافتات الجديدة وُضعت عند المنعطفات الخطرة كلها بطلب من السائقين أنفسهم.`;

describe('proposeCuts', () => {
  it('takes a line of five or more = as certain and drops it', () => {
    const raw = `${ARTICLE_A}\n=====\n${ARTICLE_B}\n`;
    const { cuts } = proposeCuts(raw);
    expect(cuts.map((cut) => cut.certain)).toEqual([true]);
    expect(splitAt(raw, cuts)).toEqual([ARTICLE_A, ARTICLE_B]);
  });

  it('proposes a cut before a headline with a date, never at a blank line alone', () => {
    const raw = `${ARTICLE_A}\n\n${ARTICLE_B}`;
    const { cuts } = proposeCuts(raw);
    expect(cuts.map(({ at, certain, reason }) => [raw.slice(at, at + 9), certain, reason])).toEqual([
      ['طريق الجب', false, 'date'],
    ]);
    const plain = raw.replace('12 تشرين الأول 2025\n', '');
    expect(proposeCuts(plain).cuts).toEqual([]);
  });

  it.each([
    ['byline', '', 'بقلم: سامر الحسن\n'],
    ['address', '', 'https://example.org/a/b\n'],
    ['separator', '\n* * *\n-----', ''],
    ['afterCredits', '\n\nشارك على فيسبوك وتويتر', ''],
  ])('proposes a cut by its %s', (reason, above, below) => {
    const second = ARTICLE_B.replace('12 تشرين الأول 2025\n', below);
    const { cuts } = proposeCuts(`${ARTICLE_A}${above}\n\n${second}`);
    expect(cuts.map((cut) => cut.reason)).toEqual([reason]);
  });

  it('cuts below a sentence only before an agency line', () => {
    const second = 'طريق الجبل يفتح أمام الشاحنات\nحماة - سانا: أعلنت البلدية فتح الطريق. ';
    const raw = `${ARTICLE_A}\n${second}${'وذكر رئيس البلدية أن العمل مستمر. '.repeat(6)}`;
    expect(proposeCuts(raw).cuts.map((cut) => cut.reason)).toEqual(['dateline']);
    expect(proposeCuts(raw.replace('حماة - سانا: ', '')).cuts).toEqual([]);
  });

  it('never cuts at a part heading below a link', () => {
    const second = ARTICLE_B.replace('12 تشرين الأول 2025\n', '');
    expect(proposeCuts(`${ARTICLE_A}\n\nاقرأ أيضاً: خبر عن السوق\n\n${second}`).cuts).toEqual([]);
  });

  it('leaves a text without cuts as it is', () => {
    expect(splitAt('  نص\n', [])).toEqual(['  نص\n']);
  });
});

describe('findSideBlocks', () => {
  const reasons = (raw: string) =>
    findSideBlocks(raw).map((block) => [block.reason, raw.slice(block.start, block.end)]);

  it.each([
    ['اقرأ أيضاً: خطة جديدة لإصلاح الطرق', 'readAlso'],
    ['اقرأ أيضا', 'readAlso'],
    ['تابعنا على تلغرام ليصلك الجديد', 'follow'],
    ['شارك فيسبوك تويتر واتساب', 'share'],
    ['مصدر الصورة: أرشيف البلدية', 'caption'],
    ['© جميع الحقوق محفوظة 2025', 'credit'],
    ['إعلان', 'advert'],
  ])('knows %s', (line, reason) => {
    expect(reasons(`وصل الوفد صباح اليوم إلى البلدة.\n${line}\nوعاد مساءً إلى المدينة.`)).toEqual([
      [reason, line],
    ]);
  });

  it('never dims a headline, however it begins', () => {
    expect(reasons('فيديو: سيل يجرف سيارات في الوادي\nجرف سيل سيارات مركونة عند مدخل الوادي.')).toEqual([]);
  });

  it('takes the links below a lead along', () => {
    const raw = 'نهاية المقال هنا.\n\nمواضيع ذات صلة\nخبر أول عن السوق\nخبر ثان عن النهر\n\nعاد الهدوء.';
    expect(reasons(raw)).toEqual([['readAlso', 'مواضيع ذات صلة\nخبر أول عن السوق\nخبر ثان عن النهر']]);
  });

  it.each([
    'شاهد عيان قال إن السيارة توقفت قرب الجسر.',
    'شارك الرئيس في القمة التي عُقدت في بغداد.',
    'تابعنا السير نحو القرية حتى وصلنا إليها قبل المغيب بقليل، وكان الطريق خاليًا من السيارات، ثم جلسنا ننتظر عودة الدليل الذي وعدنا بأن يرجع قبل أن يحل الظلام على الوادي كله.',
    'إعلان دمشق وقّعه معارضون.',
    'اقرأ أيضًا ما كتبه الأستاذ عن المدينة القديمة.',
  ])('never dims a sentence of the article: %s', (line) => {
    expect(reasons(`${line}\nوانتهى الأمر.`)).toEqual([]);
  });
});

describe('guessDateline', () => {
  it.each([
    ['سبق- أبها: أعلنت الجامعة', 'أبها', 'سبق'],
    ['خالد المحمد – سبق – جدة: عثر رجال', 'جدة', 'سبق'],
    ['دمشق ـ سانا: افتتح الوزير', 'دمشق', 'سانا'],
    ['بيروت/ وكالات - قال مسؤول', 'بيروت', 'وكالات'],
    ['دمشق-سانا\nأعلن', 'دمشق', 'سانا'],
    ['بغداد/ شفق نيوز/ أعلن المتحدث', 'بغداد', 'شفق نيوز'],
    ['القاهرة - «القدس العربي»: قالت مصادر', 'القاهرة', 'القدس العربي'],
    ['دمشق: «الشرق الأوسط»\nقالت', 'دمشق', 'الشرق الأوسط'],
    ['أربيل (كوردستان24)- قال', 'أربيل', 'كوردستان24'],
    ['غزة - وكالة الأناضول\nقال', 'غزة', 'وكالة الأناضول'],
    ['بيروت (أ.ف.ب) - قال', 'بيروت', 'أ.ف.ب'],
    ['موسكو 3 آذار (رويترز) - قال', 'موسكو', 'رويترز'],
    ['القامشلي، سوريا (AP) - قالت', 'القامشلي', 'AP'],
    ['BEIRUT (Reuters) - The', 'BEIRUT', 'Reuters'],
  ])('knows %s', (line, place, outlet) => {
    expect(guessDateline(`عنوان الخبر هنا اليوم\n${line} إن العمل بدأ.`)).toEqual({ place, outlet });
  });

  it.each([
    'الأسد: لن نتنازل - رويترز',
    'قال أحمد - وهو طبيب - إن',
    'الرقة – خاص',
    'قوات سوريا الديمقراطية (قسد): ننفي',
    'وزارة الدفاع (التركية): نرفض',
    'الرئيس (بايدن) - قال',
    'مصادر: القصف مستمر',
  ])('leaves alone: %s', (line) =>
    expect(guessDateline(`عنوان الخبر هنا اليوم\n${line} إن العمل بدأ.`)).toEqual({}),
  );

  it('reads agency and date from the head', () => {
    expect(guessDateline('عنوان الخبر هنا اليوم\n3 آذار/مارس 2024\nبغداد (رويترز) - قال مسؤول إن')).toEqual({
      place: 'بغداد',
      outlet: 'رويترز',
      date: '2024-03-03',
    });
    expect(
      guessDateline('قال الوزير إنه سيعود في 3 آذار 2024 إلى المدينة التي غادرها قبل عشر سنوات كاملة'),
    ).toEqual({});
  });
});
