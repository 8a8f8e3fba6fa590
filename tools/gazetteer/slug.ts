/** Latin letters for Arabic ones, for ids only: readable, plain ASCII, without vowels. */
const LETTERS: Readonly<Record<string, string>> = {
  ا: 'a',
  أ: 'a',
  إ: 'i',
  آ: 'a',
  ب: 'b',
  ت: 't',
  ث: 'th',
  ج: 'j',
  ح: 'h',
  خ: 'kh',
  د: 'd',
  ذ: 'dh',
  ر: 'r',
  ز: 'z',
  س: 's',
  ش: 'sh',
  ص: 's',
  ض: 'd',
  ط: 't',
  ظ: 'z',
  غ: 'gh',
  ف: 'f',
  ق: 'q',
  ك: 'k',
  ل: 'l',
  م: 'm',
  ن: 'n',
  ه: 'h',
  و: 'w',
  ؤ: 'w',
  ي: 'y',
  ئ: 'y',
  ى: 'a',
  ة: 'a',
};

/** `sy-sd-tshryn` for سد تشرين: an id that outlives a corrected coordinate. */
export function slugOf(country: string, name: string): string {
  const words = [...name].map((letter) => LETTERS[letter] ?? (/\s/.test(letter) ? '-' : '')).join('');
  return `${country.toLowerCase()}-${words}`.replace(/-+/g, '-').replace(/-$/, '');
}
