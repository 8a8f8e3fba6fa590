/** Languages by their BCP 47 codes, in the language of the page: `العربية · الفارسية`. What is no such code stands as it is. */
export function languageNames(codes: readonly string[], language: string): string {
  const names = new Intl.DisplayNames([language], { type: 'language', fallback: 'code' });
  const nameOf = (code: string): string => {
    try {
      return names.of(code) ?? code;
    } catch {
      // Cards of models have codes of Wikipedia too, such as `zh-classical`.
      return code;
    }
  };
  return codes.map(nameOf).join(' · ');
}
