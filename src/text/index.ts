import { foldName } from './fold';

export { wordsIn } from './words';
export { normalForm, normalizeWord, type Normalized } from './normalize';
export { findFolded, foldName, foldText } from './fold';
export { stripClitics, type Stripped } from './clitics';
export { paragraphsOf } from './lines';
export {
  documentBatches,
  segmentBatches,
  segmentDocument,
  segmentText,
  segmentWords,
  sentenceAround,
} from './segments';
export { guessDirection, guessLanguage } from './language';
export { guessDateline, type Dateline } from './dateline';
export { guessTitle } from './headline';
export { findSideBlocks } from './side-blocks';
export { proposeCuts, splitAt, type Cut } from './cuts';

/** What two copies of one article have in common: the folded text. Its SHA-256 is `Document.textKey`. */
export const textKeySource = (raw: string): string => foldName(raw);
