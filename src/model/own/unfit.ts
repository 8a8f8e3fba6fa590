import { AppError, type ErrorData } from '../../domain';

/** Why a model that a person brought along cannot be taken; each has a sentence in `messages/<language>/models.ts`. */
export const UNFIT_REASONS = [
  'empty',
  'zip',
  'damaged',
  'config',
  'json',
  'graphMissing',
  'graphDamaged',
  'weightsMissing',
  'tokenizerMissing',
  'tokenizerKind',
  'task',
  'input',
  'output',
  'classes',
  'nothingCounts',
  'memory',
  'carried',
  'otherVersion',
] as const;
export type UnfitReason = (typeof UNFIT_REASONS)[number];

/** A `model/unfit` error with its reason. */
export const unfit = (reason: UnfitReason, data: ErrorData = {}, cause?: unknown): AppError =>
  new AppError('model/unfit', { ...data, reason }, { cause });
