export {
  applyEdit,
  EMPTY_LAYER,
  invertEdit,
  markOf,
  overlaySuggestions,
  rebuildLayer,
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
