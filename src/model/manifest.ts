import { AppError, type Calibration, type LabelCalibration, type Scheme } from '../domain';
import type { ForeignLabels } from './foreign-labels';

/** A byte slice of a file, small enough to be fetched again when it fails. */
export interface Shard {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** One file of a model; its shards joined in order are the file. */
export interface ModelFile extends Shard {
  readonly shards: readonly Shard[];
}

/** `models/<id>/manifest.json`: everything the page knows about a model before it fetches it. */
export interface ModelManifest {
  readonly schemaVersion: 1;
  readonly id: string;
  readonly version: string;
  /** SHA-256 over the lines `sha256␠␠path` of the files in order (the output of `sha256sum`). */
  readonly sha256: string;
  readonly defaultScheme: string;
  readonly schemes: readonly Scheme[];
  readonly files: readonly ModelFile[];
  readonly licence: string;
  readonly evaluation: unknown;
  /** What people call it, where that is not its id. */
  readonly name?: string;
  /** BCP 47 codes of the languages that it was made for, where that is known. */
  readonly languages?: readonly string[];
  readonly foreign?: ForeignModel;
}

/** What it takes to run a model that a person brought along. */
export interface ForeignModel {
  /** Path of the graph among the files. */
  readonly graph: string;
  /** Paths of the files that hold weights outside the graph. */
  readonly weights: readonly string[];
  /** Tokens in one window, those around a text included. */
  readonly maxTokens: number;
  readonly labels: ForeignLabels;
}

/** Checks a manifest read from disk or network. Throws `model/manifest` when a field is missing or of another kind. */
export function parseManifest(value: unknown, id: string): ModelManifest {
  const manifest = value as ModelManifest | null;
  const schemes: readonly Scheme[] = Array.isArray(manifest?.schemes) ? manifest.schemes : [];
  const files: readonly ModelFile[] = Array.isArray(manifest?.files) ? manifest.files : [];
  const isGood =
    typeof manifest === 'object' &&
    manifest !== null &&
    manifest.schemaVersion === 1 &&
    isText(manifest.id) &&
    isText(manifest.version) &&
    isText(manifest.sha256) &&
    isText(manifest.licence) &&
    (manifest.languages === undefined ||
      (Array.isArray(manifest.languages) && manifest.languages.every(isText))) &&
    schemes.every(isScheme) &&
    schemes.some((scheme) => scheme.id === manifest.defaultScheme) &&
    files.length > 0 &&
    files.every((file) => isShard(file) && Array.isArray(file.shards) && file.shards.every(isShard));
  if (!isGood) throw new AppError('model/manifest', { id });
  return manifest;
}

/** The scheme with this id, or the model's default. Throws `model/scheme`. */
export function schemeOf(manifest: Pick<ModelManifest, 'schemes' | 'defaultScheme'>, id?: string): Scheme {
  const wanted = id ?? manifest.defaultScheme;
  const scheme = manifest.schemes.find((known) => known.id === wanted);
  if (!scheme)
    throw new AppError('model/scheme', {
      scheme: wanted,
      available: manifest.schemes.map((known) => known.id).join(', '),
    });
  return scheme;
}

const isText = (value: unknown): boolean => typeof value === 'string' && value !== '';

function isShard(value: Shard): boolean {
  return isText(value.path) && Number.isInteger(value.bytes) && /^[0-9a-f]{64}$/.test(value.sha256);
}

function isScheme(value: Scheme): boolean {
  return (
    isText(value.id) &&
    Number.isInteger(value.offset) &&
    Array.isArray(value.labels) &&
    value.labels.every(isText) &&
    (value.calibration === undefined || isCalibration(value.calibration))
  );
}

function isCalibration(value: Calibration): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.values(value).every(
      (one: Partial<LabelCalibration> | null) =>
        Number.isFinite(one?.offset) && Number.isFinite(one?.slope) && Number(one?.slope) > 0,
    )
  );
}
