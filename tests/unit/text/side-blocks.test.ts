import { describe, expect, it } from 'vitest';
import { findSideBlocks, guessTitle, proposeCuts } from '../../../src/text';

/** A line between two paragraphs of an article. */
const within = (line: string) =>
  `عنوان الخبر الرئيس عن البلدة\n\nوصل الوفد صباح اليوم إلى البلدة واستقبله الأهالي عند الجسر.\n\n${line}\n\nوعاد مساءً إلى المدينة بعد لقاء طويل مع المجلس.`;
const blocksOf = (raw: string) =>
  findSideBlocks(raw).map(({ start, end, reason }) => [reason, raw.slice(start, end)]);

describe('findSideBlocks, line by line', () => {
  it.each([
    ['readAlso', 'اقرأ أيضاً: هل تعود الحرب إلى حلب؟'],
    ['readAlso', 'اقرأ أيضاً'],
    ['readAlso', 'اقرأ أيضًا هل تعود الحرب إلى حلب؟'],
    ['readAlso', 'إقرأ أيضا: خبر عن السوق.'],
    ['readAlso', 'اقرأ/ي أيضًا: خبر عن السوق'],
    ['readAlso', '🔴 شاهد أيضاً: سوق الحميدية'],
    ['readAlso', 'شاهد: سيل يجرف سيارات'],
    ['readAlso', 'بالفيديو | سيل يجرف سيارات'],
    ['readAlso', 'للمزيد: خبر عن السوق'],
    ['readAlso', 'قراءة المزيد'],
    ['readAlso', 'مقالات قد تهمك'],
    ['readAlso', 'اخترنا لكم'],
    ['readAlso', 'تخطى قصص مقترحة وواصل القراءة'],
    ['readAlso', 'Read more: The market of Aleppo'],
    ['readAlso', 'Related stories'],
    ['follow', 'تابعنا'],
    ['follow', 'تابعونا عبر فيسبوك وتويتر'],
    ['follow', 'تابعنا على غوغل نيوز'],
    ['follow', 'اشترك في نشرتنا البريدية ليصلك كل جديد.'],
    ['follow', 'انضم إلى قناتنا على واتساب'],
    ['follow', 'لمتابعة آخر الأخبار اشترك بقناتنا على تلغرام'],
    ['follow', 'حمّل تطبيق الجريدة على هاتفك'],
    ['follow', 'اشترك الآن'],
    ['follow', 'Subscribe to our newsletter'],
    ['linkList', 'الأكثر مشاهدة هذا الأسبوع'],
    ['linkList', 'الوسوم: حلب، دمشق'],
    ['linkList', '#حلب #ريف_دمشق #سوريا'],
    ['caption', 'صدر الصورة، Getty Images'],
    ['caption', 'التعليق على الصورة، أطفال في مخيم قرب إدلب'],
    ['caption', 'صورة أرشيفية (رويترز)'],
    ['caption', 'صورة تعبيرية'],
    ['caption', 'تصوير: سامر الحسن'],
    ['credit', '(الأناضول)'],
    ['credit', '© 2024 جميع الحقوق محفوظة'],
    ['credit', 'جميع الحقوق محفوظة لصحيفة النهر 2024'],
    ['advert', 'إعلان'],
    ['share', 'شارك على فيسبوك'],
    ['share', 'شارك المقال'],
    ['share', 'نسخ الرابط'],
    ['share', 'مشاركة: فيسبوك | تويتر'],
    ['share', 'Facebook Twitter WhatsApp'],
  ])('%s: %s', (reason, line) => expect(blocksOf(within(line))).toEqual([[reason, line]]));

  it.each([
    'حقوق النشر في العالم العربي مهددة، بحسب خبراء في القاهرة.',
    'جميع الحقوق التي نص عليها الدستور مكفولة للأكراد.',
    'حقوق الأكراد محفوظة في الدستور الجديد',
    'الصورة (التي التقطت في حلب) أظهرت دمارا واسعا',
    'الصورة - كما يقول سامر - لا تكذب أبدا',
    'صورة تجمع الوزيرين في سوتشي',
    'تصوير المسلسل بدأ في دمشق',
    'سجل حساب الوزير على فيسبوك ثلاثة ملايين متابع',
    'انضم ناشطون من حلب إلى حساب جماعي على تويتر',
    'اشترك مقاتلون من إدلب في معركة حلب',
    'تابع الرئيس أخبار المعارك في حلب',
    'تابعوا السير نحو الحدود التركية',
    'تابعنا القصف من سطح المنزل في حلب',
    'حمل تطبيق القانون في حلب مشاكل كثيرة',
    'روابط الدم أقوى من السياسة في دير الزور',
    'مواضيع متعلقة بالأمن تصدرت قمة بغداد',
    'أخبار متعلقة بالحرب في الرقة',
    'Related charges filed against the mayor of Raqqa',
    'الأكثر قراءة بين الكتب في معرض دمشق هذا العام رواية عن حمص',
    'شاهد عيان من الرقة: رأيت الطائرة',
    'سجل المنتخب السوري هدفين في الدوحة',
    'مشاركة سوريا في قمة الدوحة',
    'نشرة أخبار الظهيرة على قناة سوريا',
    'فيديو يظهر قصف مدرسة في إدلب',
    'بالصور.. دمار واسع في حي جوبر بدمشق',
    'للمزيد من الضغط على دمشق قررت واشنطن فرض عقوبات.',
    'انظر أيضاً كيف وصف ابن بطوطة مدينة حلب.',
    'شاهد المزيد من سكان حلب الدمار بأعينهم.',
    'ذات صلة بالملف السوري كانت زيارة الوزير.',
    'رويترز نقلت عن مسؤول في بغداد',
    'هذا المقال',
    'سوريا حلب دمشق',
  ])('leaves alone: %s', (line) => expect(blocksOf(within(line))).toEqual([]));
});

describe('findSideBlocks, by what stands around', () => {
  it('takes a bar with one button a line, blank lines between or not', () => {
    const bar = 'شارك\nفيسبوك\n\nتويتر\nواتساب';
    expect(blocksOf(within(bar))).toEqual([['share', bar]]);
    expect(blocksOf(within('فيسبوك'))).toEqual([]);
  });

  it('takes the source below the words «مصدر الصورة»', () => {
    expect(blocksOf(within('مصدر الصورة\nGetty Images'))).toEqual([['caption', 'مصدر الصورة\nGetty Images']]);
  });

  it('never takes a line of a wrapped paragraph', () => {
    const wrapped = [
      'ذكر شهود من أهالي البلدة أن القافلة توقفت عند',
      'الجسر الشرقي قبل أن تتابع طريقها إلى المدينة',
      'للمزيد من المؤن التي كانت تحملها إلى أهل حلب',
      'حيث كان في استقبالها عدد من وجهاء العشائر في',
      'ساحة البلدية.',
    ].join('\n');
    expect(blocksOf(within(wrapped))).toEqual([]);
  });

  it('never takes the sentence below a lead', () => {
    expect(blocksOf(within('اقرأ أيضاً\n\nقال أحمد إنه عاد'))).toEqual([['readAlso', 'اقرأ أيضاً']]);
  });

  it('never takes the headline, even below the name of a site', () => {
    const raw = 'عنب بلدي\nبالفيديو: سيل يجرف سيارات في الوادي\n\nجرف سيل سيارات عند مدخل الوادي.';
    expect(guessTitle(raw)).toBe('بالفيديو: سيل يجرف سيارات في الوادي');
    expect(blocksOf(raw)).toEqual([]);
  });

  it('stays linear on pages full of headlines, dates and blocks', () => {
    const pieces = ['عنوان خبر قصير هنا\n\n12 آذار 2024\n', 'اقرأ أيضاً: خبر\n\nعنوان خبر قصير هنا\n\n'];
    for (const piece of pieces) {
      const raw = piece.repeat(15_000);
      for (const { at } of proposeCuts(raw).cuts) expect(raw.startsWith('عنوان', at)).toBe(true);
      expect(findSideBlocks(raw).length).toBe(raw.split('اقرأ').length - 1);
    }
  });
});
