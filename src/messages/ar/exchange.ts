import type { exchange as english } from '../en/exchange';
import type { Widen } from '../types';

/** Titles of columns and sheets in exported tables. */
export const exchange: Widen<typeof english> = {
  sheets: { names: 'الأسماء', mentions: 'مواضع الذكر', places: 'الأماكن', register: 'السجلّ' },
  columns: {
    name: 'الاسم',
    label: 'النوع',
    count: 'المرات',
    documents: 'النصوص',
    title_words: 'الصفة',
    doc_id: 'رقم النص',
    doc_title: 'النص',
    date: 'التاريخ',
    sentence: 'الجملة',
    start: 'البداية',
    end: 'النهاية',
    unit: 'الوحدة',
    text: 'كما ورد',
    stem: 'الاسم',
    origin: 'المصدر',
    score: 'الدرجة',
    status: 'الحالة',
    gazetteer_id: 'رقم المكان',
    place: 'المكان',
    lat: 'خط العرض',
    lon: 'خط الطول',
    precision: 'المستوى',
    country: 'الدولة',
    within: 'في',
    candidates: 'المرشحون',
    quotes: 'كما ورد',
    aliases: 'الصيغ المكتوبة',
    english: 'بالإنجليزية',
    english_from: 'مصدر الصيغة الإنجليزية',
    note: 'ملاحظة',
  },
};
