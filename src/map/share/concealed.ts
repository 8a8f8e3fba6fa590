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
  const holdsLong = finderOf(long);
  // Spaces set otherwise («كفر نبل», «كفرنبل») are the same name.
  const joined = long.map((form) => form.replaceAll(' ', '')).filter((form) => form.length > SHORT + 1);
  const holdsJoined = finderOf(joined);
  const words = wordPattern([...forms].filter((form) => form.length <= SHORT));
  const known = new Map<string, boolean>();
  return (text) => {
    if (text === '') return false;
    let found = known.get(text);
    if (found === undefined) {
      const folded = foldName(text);
      found = holdsLong(folded) || words?.test(folded) === true || holdsJoined(folded.replaceAll(' ', ''));
      known.set(text, found);
    }
    return found;
  };
}

/** Whether a text holds one of many strings: those that begin with the three letters at hand are tried at each of them. */
function finderOf(forms: readonly string[]): (text: string) => boolean {
  const byStart = new Map<string, string[]>();
  for (const form of forms) {
    const start = form.slice(0, SHORT);
    const known = byStart.get(start);
    if (known) known.push(form);
    else byStart.set(start, [form]);
  }
  return (text) => {
    for (let at = 0; at + SHORT < text.length; at++) {
      const tried = byStart.get(text.slice(at, at + SHORT));
      if (tried?.some((form) => text.startsWith(form, at))) return true;
    }
    return false;
  };
}

function wordPattern(short: readonly string[]): RegExp | null {
  if (short.length === 0) return null;
  const escaped = short.map((form) => form.replace(/[^\p{L}\p{N} ]/gu, '\\$&'));
  return new RegExp(`(?<![\\p{L}\\p{N}])${CLITICS}(?:${escaped.join('|')})(?![\\p{L}\\p{N}])`, 'u');
}
