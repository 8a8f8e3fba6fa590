import type { Widen } from '../types';
import type { aboutData as english } from '../en/about-data';

/** Sentences of the page about the data and of packs of places; functions take ready-formatted values. */
export const aboutData: Widen<typeof english> = {
  title: 'عن البيانات',
  intro: 'مم تتكوّن هذه الصفحة، ومن صنعها، وبأي رخصة.',
  places: 'الأماكن',
  entries: (n) => `الأماكن في القائمة: ${n}.`,
  entriesWithPacks: (n, added) => `الأماكن في القائمة: ${n}، منها ${added} من قوائم أضفتها.`,
  earlierList:
    'وصلت قائمة أماكن أحدث تالفة فلم تُستعمل. تبقى القائمة السابقة مستعملة؛ أعد تحميل الصفحة لاحقًا للمحاولة من جديد.',
  damagedPack: (name) =>
    `تلفت القائمة المضافة (${name}) على هذا الجهاز فأُزيلت. أضفها من جديد من «عن البيانات».`,
  unreadable: 'تعذّرت قراءة الأعداد. اتصل بالإنترنت مرة وافتح هذه الصفحة من جديد.',
  packs: 'قوائم يمكن إضافتها',
  packsHint:
    'قرى لم يُحصِ أحد سكانها بعد، من Who’s On First. تجعل القائمة أطول والأسماء الشائعة أكثر التباسًا، فأضف ما تدور عليه نصوصك. ما تضيفه يبقى على هذا الجهاز ويعمل دون اتصال.',
  packsElsewhere:
    'لا قائمة تضاف لسوريا والعراق ولبنان وفلسطين والأردن والسودان وليبيا وتونس: كل ما تعرفه المصادر عنها في القائمة أصلًا.',
  packSize: (entries, size) => `الأماكن: ${entries} · ${size}`,
  add: 'إضافة',
  addNamed: (name) => `إضافة قائمة: ${name}`,
  update: 'تحديث',
  updateNamed: (name) => `تحديث قائمة: ${name}`,
  remove: 'إزالة',
  removeNamed: (name) => `إزالة قائمة: ${name}`,
  cancel: 'إيقاف',
  working: (name) => `جارٍ إضافة قائمة: ${name}`,
  onDevice: 'على هذا الجهاز',
  outdated: 'على هذا الجهاز نسخة سابقة',
  added: (name) => `أُضيفت قائمة: ${name}. يُبحث من جديد عن أماكن نصوصك.`,
  removed: (name) => `أُزيلت قائمة: ${name}. يُبحث من جديد عن أماكن نصوصك.`,
  offer: 'يمكن إضافة قائمة أطول بالقرى:',
  counts: 'المداخل بحسب الدولة والمستوى',
  country: 'الدولة',
  count: 'الكل',
  noCountry: 'بلا دولة مذكورة: أماكن متنازع عليها وبحار',
  sources: 'مصادر قائمة الأماكن',
  source: 'المصدر',
  licence: 'الرخصة:',
  sourceNames: {
    ocha: 'مكتب الأمم المتحدة لتنسيق الشؤون الإنسانية: تجمعات سوريا ومناطقها',
    countries: 'الدول: Unicode CLDR وISO 3166',
    supplement: 'ملحق من عندنا: أحياء ومخيمات وسجون ومعابر وأسماء أخرى',
  },
  severalSources: 'المكان الذي تذكره عدة مصادر يُعدّ مع كل منها. التغيير: دمج واختيار.',
  ochaNote:
    'يرخّص المكتب مثل هذه المجموعات بـCC BY-IGO، ولم يمكن فتح سطر الرخصة للمجموعة السورية عند التجميع. ويستطيع برنامج التجميع تركها.',
  basemap: 'الخريطة الأساس',
  basemapText:
    'من Natural Earth (ملك عام)؛ والحدود الإدارية من Who’s On First وMesoshapes؛ والأنهار من WDB II عبر GSHHG (LGPL). الحدود مرسومة بحسب الأمر الواقع، والمتنازع عليها متقطّعة. الطرق غير مرسومة.',
  model: 'النموذج',
  modelText:
    'مرمّز صغير متعدد اللغات (12 طبقة بعرض 384) مدرّب على أربعة أنواع من الأسماء. بطاقة النموذج تذكر مدوناته ودرجاته.',
  weights: 'الأوزان: CC BY-SA 4.0.',
  font: 'الخط',
  code: 'البرنامج',
  codeText: 'Apache-2.0. مبني على transformers.js وONNX Runtime وSvelte وDexie وLeaflet.',
};
