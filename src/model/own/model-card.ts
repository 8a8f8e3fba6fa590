/** What a model card says in its front matter. */
export interface CardFacts {
  /** Empty where the card says nothing. */
  readonly licence: string;
  readonly languages: readonly string[];
}

/** Reads licence and languages from a `README.md` as Hugging Face has them (`license: mit`, `language: [ar, en]`). */
export function readCard(text: string): CardFacts {
  const lines = (/^---\r?\n([\s\S]*?)\r?\n---/.exec(text)?.[1] ?? '').split(/\r?\n/);
  const valuesOf = (key: string): string[] => {
    const at = lines.findIndex((line) => line.startsWith(`${key}:`));
    if (at < 0) return [];
    const inline = (lines[at] ?? '').slice(key.length + 1).trim();
    if (inline !== '')
      return inline
        .replace(/^\[|\]$/g, '')
        .split(',')
        .map(bare)
        .filter(Boolean);
    const rest = lines.slice(at + 1);
    const end = rest.findIndex((line) => !/^\s*-\s/.test(line));
    return rest.slice(0, end < 0 ? rest.length : end).map((line) => bare(line.replace(/^\s*-\s/, '')));
  };
  return {
    licence: valuesOf('license')[0] ?? valuesOf('license_name')[0] ?? '',
    languages: valuesOf('language').filter((code) => /^[a-z]{2,3}(-[a-z0-9]+)*$/i.test(code)),
  };
}

const bare = (value: string): string => value.trim().replace(/^(["'])(.*)\1$/, '$2');
