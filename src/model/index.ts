export { parseManifest, schemeOf, type ModelFile, type ModelManifest, type Shard } from './manifest';
export { SPECIAL, WordEncoder, type EncodedSegment, type PieceModel } from './encode';
export { packWindows, WINDOW_LIMITS, type Window, type WindowLimits } from './windows';
export { softmaxRows, viterbi } from './viterbi';
export { Engine, type EngineStep, type RunModel } from './engine';
