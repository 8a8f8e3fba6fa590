import type { cli as english } from '../en/cli';
import type { Widen } from '../types';

/** Sentences of the command line. */
export const cli: Widen<typeof english> = {
  tagUsage: 'الاستعمال: npm run --silent tag -- [--model ID] [--scheme ID] FILE…',
  unknownOption: (option) => `خيار غير معروف ${option}.`,
  needsValue: (option) => `يحتاج ${option} إلى قيمة.`,
};
