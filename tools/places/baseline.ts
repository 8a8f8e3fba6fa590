import type { Candidate } from '../../src/domain';
import type { PlaceList } from '../../src/gazetteer';
import { stripClitics } from '../../src/text';
import { isRight } from './requests';
import type { Truth } from './test-set';

const MANY = 200;
const KIND_WORDS =
  /^(?:[وف]?[بل]?)(?:مدينة|محافظة|ولاية|بلدة|قرية|حي|مخيم|مخيمات|سجن|معبر|منفذ|مطار|سد|قاعدة|ميناء|حقل|منطقة|ريف|قضاء)\s+/;

/** Most populous entry that has the first name of the string as it is written, or null: what a plain look-up would say. */
export function naiveAnswer(places: PlaceList, text: string): Candidate | null {
  const [first = ''] = text.split(/\s*(?:[،,([:]|\s-\s|\sفي\s|\sبريف\s|\sبمحافظة\s)/);
  const name = first.trim();
  for (const form of [
    name,
    name.replace(KIND_WORDS, ''),
    stripClitics(name, (one) => places.isKnownName(one)).text,
  ]) {
    const found = places.find(form, MANY).filter(({ match }) => match === 'exact' || match === 'folded');
    const [best] = found.sort((a, b) => b.populationDigits - a.populationDigits || (a.id < b.id ? -1 : 1));
    if (best) return best;
  }
  return null;
}

/** Whether the list has the place under a name of this kind: an entry within the tolerance that the name finds. */
export function isListed(places: PlaceList, name: string, truth: Truth): boolean {
  const bare = name.replace(KIND_WORDS, '');
  const stem = stripClitics(name, (one) => places.isKnownName(one)).text;
  return [name, bare, stem].some((form) => places.find(form, MANY).some((one) => isRight(one, truth)));
}
