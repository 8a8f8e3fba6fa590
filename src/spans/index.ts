export { confidentSpans, withConfidence } from './confidence';
export { bioRanges, decodeSpans, labelOf, stemOf, type IsKnownName } from './decode';
export { groupMentions, type GroupOptions, type NameGroup } from './groups';
export { filterSpans, scoreInWords } from './filter';
export { toMentions } from './mentions';
