import type { cli as english } from '../en/cli';
import type { Widen } from '../types';

/** Sentences of the command line. */
export const cli: Widen<typeof english> = {
  tagUsage: 'الاستعمال: npm run --silent tag -- [--model ID] [--scheme ID] FILE…',
  geocodeUsage: 'الاستعمال: npm run --silent geocode -- [--focus SY,IQ,…] FILE.tsv',
  geocodeColumns: (file) => `${file}: ينبغي أن يسمّي السطر الأول العمودين id وtext وبينهما علامة جدولة.`,
  evaluateUsage:
    'الاستعمال: npm run --silent evaluate -- [--json | --spans] [--model ID] [--scheme ID] [--variant KIND|all] … [--labels PER,LOC,…] [--map GPE=LOC,DATE=none,…] [--predicted FILE.conll] [--nervaluate-order] [--strict-iob2] FILE.conll…',
  badMap: (text) => `يأخذ ‎--map أزواجًا مثل GPE=LOC أو DATE=none، لا «${text}».`,
  onePredicted: (given, files) =>
    `أعطِ خيار ‎--predicted واحدًا لكل ملف موسوم، بترتيب الملفات: المعطى ${given} والمطلوب ${files}.`,
  predictedAlone: (option) => `يتعلق ${option} بعمل النموذج؛ ومع ‎--predicted لا يعمل أي نموذج.`,
  spansOrJson: 'لكل من ‎--spans و‎--json مخرجاته؛ استعمل أحدهما.',
  unknownVariant: (kind, kinds) => `لا توجد كتابة أخرى باسم «${kind}». يأخذ ‎--variant واحدًا من: ${kinds}.`,
  inVariant: (file, kind) => `${file} (‎--variant ${kind})`,
  sameSpelling: (file, kind) => `${file}: لا تغيّر الكتابة ‎--variant ${kind} أي كلمة هنا، فلن تُقاس.`,
  unknownLabels: (file, labels, known) =>
    `${file}: ليس في المخطط الصنف ${labels}، فتُعدّ أسماؤه فائتة. أصنافه ${known}؛ استعمل ‎--map أو ‎--labels لاستبعادها.`,
  tagging: (done, total) => `الجمل: ${done} من ${total}`,
  evaluationTitle: (file, sentences, gold, predicted) =>
    `${file}: الجمل ${sentences}، المرجع ${gold}، المتوقَّع ${predicted}`,
  evaluationColumns: ['', 'الدقة', 'الاستدعاء', 'F1', 'العدد'],
  evaluationRows: {
    micro: 'صارم، إجمالي',
    macro: 'صارم، متوسط الأصناف',
    weighted: 'صارم، متوسط موزون',
    exact: 'الحدود نفسها',
    partial: 'جزئي',
    type: 'الصنف',
  },
  leftOut: (precision, recall) =>
    `لم تدخل في متوسط الأصناف قيم لا مقام لها: الدقة ${precision}، الاستدعاء ${recall}.`,
  intervalByDocument: (low, high, seed) =>
    `مجال F1 الصارم بثقة 95 %: من ${low} إلى ${high}، بحسب الوثائق، البذرة ${seed}.`,
  intervalBySentence: (low, high, seed, fewest) =>
    `مجال F1 الصارم بثقة 95 %: من ${low} إلى ${high}، بحسب الجمل لأن الوثائق أقل من ${fewest}، البذرة ${seed}.`,
  noInterval: 'النص أقصر من أن يُحسب له مجال.',
  unknownOption: (option) => `خيار غير معروف ${option}.`,
  needsValue: (option) => `يحتاج ${option} إلى قيمة.`,
};
