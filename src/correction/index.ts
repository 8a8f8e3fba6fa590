export {
  applyEdit,
  EMPTY_LAYER,
  invertEdit,
  markOf,
  overlaySuggestions,
  rebuildLayer,
  reviewStatusOf,
  traceLayer,
  type GoldLayer,
  type LayerOptions,
  type TracedLayer,
  type WorkSpan,
} from './layer';
export { openWork, type Command, type Work, type WorkSource } from './work';
export {
  acceptAll,
  acceptMark,
  addMark,
  importGold,
  readSentence,
  rejectAll,
  rejectMark,
  relabel,
  removeMark,
  setReview,
  unreadSentence,
} from './commands';
export { mergeMarks, moveBorder, setRange, splitMark, type BorderMove } from './borders';
export { cycleStem, possibleStems, setStem } from './stems';
export { stampEdits, type EditDraft, type StampOptions } from './stamp';
export { revertBatch, undoable, type Undoable } from './history';
export {
  findSameNames,
  propagate,
  type NameChange,
  type NamedDocument,
  type NameTarget,
  type SameName,
  type SameNameState,
} from './same-names';
export { keepMine, mergeRun, takeNew, type MergeItem, type RerunSource, type RunMerge } from './rerun';
export {
  countNames,
  doubtItems,
  doubtItemsOf,
  orderByDoubt,
  type DoubtfulDocument,
  type DoubtItem,
  type DoubtReason,
  type NameCounts,
  type QueueItem,
} from './doubt';
export {
  mergeEntities,
  rebuildRegister,
  REGISTER_LABELS,
  registerEntries,
  registerMentions,
  renameEntity,
  setEnglish,
  setNotSame,
  splitEntity,
  type RegisterEntry,
  type RegisterState,
} from './register/register';
export { proposeInSteps, proposeMerges, type MergeProposal, type MergeReason } from './register/proposals';
export { englishOf, suggestEnglish, type EnglishForm } from './register/english';
export {
  choiceAt,
  isAboutPlaces,
  knowledgeOf,
  NO_DECISIONS,
  rebuildDecisions,
  type MentionAt,
  type PlacedChoice,
  type PlaceDecisions,
} from './places/decisions';
export {
  applyToSame,
  chooseCandidate,
  confirmPlace,
  findSameToponyms,
  markNoPlace,
  placeOf,
  takeChoiceBack,
  type NamedMention,
  type SameToponym,
} from './places/choices';
export {
  movePlace,
  putOwnPlace,
  removeOwnPlace,
  setFocus,
  setPrecision,
  type PlaceMove,
} from './places/own-places';
export { overlayChoices } from './places/overlay';
