import type { Widen } from '../types';
import type { sharing as english } from '../en/sharing';

/** Sentences about how exactly places are given to others; functions take ready-formatted values. */
export const sharing: Widen<typeof english> = {
  given: {
    town: (n) => `بعد إزاحة حتى 5 كم: ${n}`,
    district: (n) => `بالمنطقة فقط: ${n}`,
    governorate: (n) => `بالمحافظة فقط: ${n}`,
    hidden: (n) => `لم يُذكر: ${n}`,
  },
  between: '، ',
  note: (given) =>
    `لم تُعطَ كل الأماكن بدقة (${given}). حُذفت أسماء هذه الأماكن وأرقامها ونقاطها، وحُذف كل نص يسمّيها.`,
  noteExact: 'أُعطي كل مكان بأقصى دقة معروفة.',
  unnamed: 'مكان لم يُسمَّ',
  sheet: 'عن هذا الملف',
  made: (date) => `أُنشئ ببرنامج «موضع» بتاريخ ${date}.`,
};
