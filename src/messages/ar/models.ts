import { formatBytes } from '../format';
import type { Widen } from '../types';
import type { models as english } from '../en/models';

const bytes = (value: string | number | undefined): string => formatBytes(Number(value ?? 0));

/** Sentences of the window of the models; functions take ready-formatted values. */
export const models: Widen<typeof english> = {
  title: 'النماذج على هذا الجهاز',
  intro:
    'النموذج يقرأ النصوص على هذا الجهاز بلا اتصال. ويمكنك أن تضيف نماذج وسمٍ من عندك إلى جانب نموذج هذه الصفحة.',
  builtIn: 'نموذج الصفحة',
  own: 'أضفتَه أنت',
  absent: 'ليس على هذا الجهاز',
  incomplete: (missing) => `ما زال ينقصه ${missing}`,
  reads: 'يقرأ النصوص الجديدة',
  readsNow: 'صار هذا النموذج يقرأ النصوص الجديدة.',
  size: 'الحجم',
  licence: 'الرخصة',
  notStated: 'غير مذكورة',
  languages: 'اللغات',
  labels: 'الوسوم',
  schemes: 'أدلة الوسم',
  hash: 'النسخة',
  copyHash: 'انسخ البصمة كاملة (SHA-256)',
  copied: 'نُسخت.',
  speed: 'السرعة',
  speedOf: (tokens) => `عدد المقاطع في الثانية: ${tokens}`,
  speedMeasured: 'مقيسة على هذا الجهاز',
  speedOfRuns: 'من نصوص قُرئت هنا',
  speedUnknown: 'لم تُقَس بعد',
  measure: 'قِس السرعة',
  measured: (tokens) => `عدد المقاطع في الثانية: ${tokens}.`,
  verify: 'افحص الملفات',
  good: 'الملفات كلها سليمة.',
  damaged: (files) => `تالفة أو مفقودة: ${files}.`,
  damagedOwn: 'أضف النموذج من نسختك مرة أخرى. ما قرأه من قبل باقٍ.',
  repair: 'نزّلها من جديد',
  repaired: 'عادت الملفات سليمة.',
  pack: 'احفظه في ملف واحد',
  packHint: 'لتنقله إلى جهاز بلا اتصال، على ذاكرة USB مثلًا.',
  packed: (file) => `حُفظ باسم ${file}.`,
  relabel: 'غيّر معنى الوسوم',
  relabelled: 'تغيّر. القراءات الجديدة تتبعه، والنتائج السابقة باقية كما هي.',
  download: 'نزّله',
  remove: 'احذف',
  removeNamed: (name) => `احذف ${name}`,
  removeAsk: (name) => `أتحذف «${name}» من هذا الجهاز؟ ما وجده في النصوص باقٍ.`,
  removeYes: 'احذفه',
  removeNo: 'أبقِه',
  removed: (name) => `حُذف «${name}»، وبقي ما وجده.`,
  busy: {
    verify: 'جارٍ فحص الملفات…',
    repair: 'جارٍ التنزيل…',
    measure: 'جارية قراءة نص للقياس…',
    pack: 'جارٍ الحزم…',
    add: 'جارية إضافة النموذج…',
    start: 'جارٍ تشغيل النموذج لتجربته…',
    open: 'جارٍ النظر في الملفات…',
  },
  progress: 'التقدم',
  stop: 'إيقاف',

  addTitle: 'أضف نموذجًا',
  addHint:
    'مجلد أو ملف zip كما في Hugging Face، فيه config.json وtokenizer.json وonnx/model.onnx لنموذج يسم الكلمات (token classification)، أو ملف .mawdi-model. ولك أن تلقيه على الصفحة.',
  chooseFolder: 'اختر مجلدًا',
  chooseFile: 'اختر ملفًا',
  name: 'الاسم',
  graph: 'ملف الشبكة',
  window: 'يقرأ دفعة واحدة',
  tokens: (n) => `عدد المقاطع: ${n}`,
  classesTitle: 'فئاته بلا أسماء',
  classesHint: 'النموذج يرقّم فئاته ولا يقول ما تعنيه. وثائقه تقول ذلك، فاذكره هنا، وسيُحفظ مع النموذج.',
  classOf: (name) => `معنى ${name}`,
  outside: 'ليست اسمًا',
  first: (label) => `${label}: الكلمة الأولى`,
  further: (label) => `${label}: ما بعدها`,
  styleTitle: 'كيف تبدأ الأسماء',
  styles: {
    bio: 'كل اسم يبدأ بفئة B',
    iob1: 'قد يبدأ الاسم بفئة I (CoNLL 2003)',
  },
  mapHint: 'للنموذج تسمياته لأنواع الأسماء. اختر ما تُحسب عليه كل تسمية هنا، وما لا يُحسب يُترك.',
  add: 'أضف النموذج',
  save: 'احفظ',
  added: (name) => `أُضيف «${name}»، وهو جاهز للقراءة.`,
  alreadyThere: (name) => `هذا النموذج موجود باسم «${name}».`,
  carriedTitle: 'نموذج في ملف',
  cannot: 'تتعذر إضافة هذا النموذج.',
  back: 'عُد إلى النماذج',
  manage: 'النماذج…',

  reasons: {
    empty: () => 'لا ملفات في المجلد. اختر المجلد الذي فيه config.json.',
    zip: () => 'الملف المضغوط تالف أو ليس zip. نزّله من جديد، أو فُكّه واختر المجلد.',
    damaged: (d) =>
      `${d['path'] ?? 'أحد الملفات'} تالف أو تغيّر في أثناء قراءته. هات نسخة أخرى وأعد المحاولة.`,
    config: () => 'لا يوجد config.json. اختر مجلد النموذج كاملًا كما هو في Hugging Face، لا ملفات منه.',
    json: (d) =>
      `${d['path'] ?? 'أحد الملفات'} ليس JSON صحيحًا. لعل ما حُفظ صفحةٌ أو مؤشرٌ بدل الملف نفسه: نزّله من جديد.`,
    graphMissing: (d) =>
      d['weights']
        ? `في المجلد أوزان (${d['weights']}) وليس فيه ملف ONNX. صدّر النموذج مرة واحدة، مثلًا بالأمر optimum-cli export onnx، ثم أضف الناتج.`
        : 'ليس في المجلد ملف ONNX. نماذج Hugging Face تضعه في مجلد onnx، فنزّله معها.',
    graphDamaged: (d) =>
      `${d['path'] ?? 'ملف ONNX'} ليس ملف ONNX كاملًا. لعله مؤشر حفظه git بدل الملف نفسه: نزّله من جديد.`,
    weightsMissing: (d) => `أوزان النموذج في ${d['path'] ?? 'ملف آخر'}، وهو مفقود. ضعه في المجلد نفسه.`,
    tokenizerMissing: () =>
      'لا يوجد tokenizer.json، وبدونه لا تُقطَّع الكلمات كما يعرفها النموذج. ملف vocab.txt وحده لا يكفي.',
    tokenizerKind: (d) => `المقطِّع من نوع ${d['kind'] ?? '?'}. الأنواع الصالحة هنا: WordPiece وUnigram وBPE.`,
    task: (d) =>
      `صُنع هذا النموذج لغير ذلك (${d['found'] ?? '?'}). المطلوب نموذج يسم الكلمات (…ForTokenClassification).`,
    input: (d) =>
      `يطلب النموذج مُدخلًا غير معروف هنا (${d['name'] ?? '?'}). لا تصلح إلا نماذج النص التي تأخذ input_ids.`,
    output: (d) =>
      `ملف ONNX لا يُخرج وسمًا لكل كلمة (logits)، بل يُخرج ${d['found'] || 'شيئًا آخر'}. صدّره لمهمة token classification.`,
    classes: (d) =>
      `يسمّي config.json فئاتٍ عددها ${d['named'] ?? '?'}، ويُخرج النموذج ${d['found'] ?? '?'}، فهما لا يتطابقان.`,
    nothingCounts: () => 'لا وسم له معنى هنا، فلن يُعثر على شيء. اختر وسمًا واحدًا على الأقل.',
    memory: (d) =>
      `يحتاج النموذج إلى نحو ${bytes(d['needed'])} من الذاكرة، ولصفحة على هذا الجهاز نحو ${bytes(d['available'])}. خذ نسخة أصغر منه أو مكمَّمة.`,
    carried: () => 'لا نموذج في هذا الملف، أو أن وصفه تالف. احفظه من جديد على الجهاز الآخر.',
    otherVersion: (d) =>
      `في هذا الملف نسخة من «${d['name'] ?? ''}» غير التي تستعملها هذه الصفحة. احفظه من جديد من صفحة بالإصدار نفسه.`,
    session: (d) =>
      `يتعذر تشغيل هذا النموذج، فلعل فيه عملية غير مدعومة (${d['detail'] ?? '?'}). جرّب تصديرًا آخر له، int8 مثلًا.`,
  },
};
