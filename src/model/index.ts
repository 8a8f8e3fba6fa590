export { parseManifest, schemeOf, type ModelFile, type ModelManifest, type Shard } from './manifest';
export { SPECIAL, WordEncoder, type EncodedSegment, type PieceModel } from './encode';
export { packWindows, WINDOW_LIMITS, type Window, type WindowLimits } from './windows';
export { softmaxRows, viterbi } from './viterbi';
export { Engine, type EngineStep, type RunModel } from './engine';
export {
  areUnnamed,
  kindsOf,
  schemeFor,
  styleOf,
  type ForeignLabels,
  type LabelStyle,
} from './foreign-labels';
export { isOwnModel, modelOfScheme, ownScheme } from './own-id';
export type { CarriedModel } from './own/carry';
export type { ModelFolder } from './own/read-model-folder';
export type { InstalledModel, ModelShelf, Offer } from './own/shelf';
export type { Speed } from './own/speed';
export type { UnfitReason } from './own/unfit';
