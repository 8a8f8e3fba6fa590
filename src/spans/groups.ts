import type { Label, Mention } from '../domain';
import { foldName } from '../text';
import { titleWordsBefore } from './title-words';

/** Mentions of one name. */
export interface NameGroup {
  readonly key: string;
  /** The commonest written form. */
  readonly name: string;
  readonly label: Label;
  readonly count: number;
  readonly mentions: readonly Mention[];
  /** Words of office or kind before the first mention that has some; may be empty. */
  readonly titleWords: string;
}

export interface GroupOptions {
  /** `found`: in the order of their first mentions, which costs no sorting. */
  readonly by: 'count' | 'alphabet' | 'found';
  /** Raw text of a document, for the words beside a mention; without it no title words are looked for. */
  readonly rawOf?: (documentId: string) => string;
}

const collator = new Intl.Collator('ar', { sensitivity: 'base', numeric: true });
const withoutArticle = (name: string): string => foldName(name).replace(/^ال(?=.{2})/, '');
const keys = new Map<string, string>();

/** Folding is the costly part and names repeat: keys are remembered. */
function keyOf(name: string): string {
  let key = keys.get(name);
  if (key === undefined) {
    if (keys.size > 20_000) keys.clear();
    keys.set(name, (key = foldName(name)));
  }
  return key;
}

/**
 * Names with their mentions, grouped by label and folded stem. A form with a one-letter clitic joins the group of the
 * form without it when that form occurs too (`وقوات سوريا` beside `قوات سوريا`). Sorted by count, then alphabet; the
 * alphabet ignores ال.
 */
export function groupMentions(mentions: readonly Mention[], options: GroupOptions): NameGroup[] {
  const groups = new Map<string, Mention[]>();
  for (const mention of mentions) {
    const key = `${mention.label}\n${keyOf(mention.stem)}`;
    const group = groups.get(key);
    if (group) group.push(mention);
    else groups.set(key, [mention]);
  }
  for (const [key, group] of [...groups]) {
    const bare = bareKey(key, groups);
    if (!bare) continue;
    groups.get(bare)?.push(...group);
    groups.delete(key);
  }
  const documents = new Map<string, number>();
  for (const { documentId } of mentions)
    if (!documents.has(documentId)) documents.set(documentId, documents.size);
  const inOrder = (a: Mention, b: Mention) =>
    (documents.get(a.documentId) ?? 0) - (documents.get(b.documentId) ?? 0) || a.start - b.start;
  const found = [...groups].map(([key, group]) => toGroup(key, group.sort(inOrder), options.rawOf));
  if (options.by === 'found') return found;
  const sortKeys = new Map(found.map((group) => [group, withoutArticle(group.name)]));
  const byAlphabet = (a: NameGroup, b: NameGroup) =>
    collator.compare(sortKeys.get(a) ?? '', sortKeys.get(b) ?? '') || (a.key < b.key ? -1 : 1);
  return found.sort(options.by === 'alphabet' ? byAlphabet : (a, b) => b.count - a.count || byAlphabet(a, b));
}

/** Letters that a person's name must keep without its attached letter. */
const MIN_PERSON = 4;

/** The key of the same name without its attached letter, if that name occurs by itself. */
function bareKey(key: string, groups: ReadonlyMap<string, unknown>): string | null {
  const [label = '', name = ''] = key.split('\n');
  for (const strip of [/^[وف](?=.{3})/, /^[وف]?[بلك](?=.{3})/]) {
    const bareName = name.replace(strip, '');
    const bare = `${label}\n${bareName}`;
    // Short names of people differ by one letter too often (وسام, سام; كمال, مال).
    if (label === 'PER' && bareName.length < MIN_PERSON) continue;
    if (bare !== key && groups.has(bare)) return bare;
  }
  return null;
}

function toGroup(key: string, group: readonly Mention[], rawOf: GroupOptions['rawOf']): NameGroup {
  const [label = '', folded = ''] = key.split('\n');
  const forms = new Map<string, number>();
  for (const { stem } of group) forms.set(stem, (forms.get(stem) ?? 0) + 1);
  let name = group[0]?.stem ?? folded;
  for (const [form, n] of forms) {
    const best = forms.get(name) ?? 0;
    // Among equally common forms the one without a clitic, which is shorter.
    if (n > best || (n === best && form.length < name.length)) name = form;
  }
  let titleWords = '';
  for (const mention of rawOf ? group.slice(0, 20) : []) {
    titleWords = titleWordsBefore(rawOf?.(mention.documentId) ?? '', mention.start, mention.label);
    if (titleWords !== '') break;
  }
  return { key: folded, name, label, count: group.length, mentions: group, titleWords };
}
