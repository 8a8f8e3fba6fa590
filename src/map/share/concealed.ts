import { foldName } from '../../text';

/** Up to this length a name is looked for as a word of its own: within words it would be found everywhere. */
const SHORT = 3;
const CLITICS = '(?:[وف]?(?:[بك]?(?:ال)?|لل?))';

/**
 * A test whether a text holds one of the names, in any spelling that folds the same, with or without clitics. It errs on
 * the safe side: a longer word that holds a name counts too.
 */
export function concealing(names: Iterable<string>): (text: string) => boolean {
  const forms = new Set<string>();
  for (const name of names) {
    const folded = foldName(name);
    if (folded === '') continue;
    forms.add(folded);
    // After «ل» the article is written without its alef.
    if (folded.startsWith('ال') && folded.length > SHORT + 1) forms.add(`لل${folded.slice(2)}`);
  }
  if (forms.size === 0) return () => false;
  const long = [...forms].filter((form) => form.length > SHORT);
  const short = [...forms]
    .filter((form) => form.length <= SHORT)
    .map((form) => form.replace(/[^\p{L}\p{N} ]/gu, '\\$&'));
  const words =
    short.length > 0
      ? new RegExp(`(?<![\\p{L}\\p{N}])${CLITICS}(?:${short.join('|')})(?![\\p{L}\\p{N}])`, 'u')
      : null;
  // Spaces set otherwise («كفر نبل», «كفرنبل») are the same name.
  const joined = long.map((form) => form.replaceAll(' ', ''));
  return (text) => {
    if (text === '') return false;
    const folded = foldName(text);
    if (long.some((form) => folded.includes(form)) || words?.test(folded)) return true;
    const together = folded.replaceAll(' ', '');
    return joined.some((form) => form.length > SHORT + 1 && together.includes(form));
  };
}
