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
export { stampEdits, type EditDraft, type StampOptions } from './stamp';
export { revertBatch, undoable, type Undoable } from './history';
