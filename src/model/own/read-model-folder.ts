import { areUnnamed, styleOf, type LabelStyle } from '../foreign-labels';
import { WINDOW_LIMITS } from '../windows';
import { readCard } from './model-card';
import { readGraph, type GraphFacts } from './onnx-graph';
import { readAll, type SourceFile } from './source-files';
import { unfit } from './unfit';

/** A folder that holds a model which can be taken, as far as its files tell. */
export interface ModelFolder {
  /** Proposed name: that of the folder or archive. */
  readonly name: string;
  /** Files that are stored, by their paths within the folder. */
  readonly files: readonly SourceFile[];
  readonly bytes: number;
  /** Bytes of graph and weights, which must be in memory at once. */
  readonly weightBytes: number;
  readonly graph: string;
  readonly weights: readonly string[];
  readonly maxTokens: number;
  /** Names of the classes, in the order of the logits. */
  readonly classes: readonly string[];
  /** The model says only `LABEL_0`, `LABEL_1` …: a person has to name them. */
  readonly isUnnamed: boolean;
  readonly style: LabelStyle;
  /** Empty where the card says nothing. */
  readonly licence: string;
  readonly languages: readonly string[];
}

const CONFIG = 'config.json';
const TOKENIZER = 'tokenizer.json';
const TOKENIZER_CONFIG = 'tokenizer_config.json';
const CARD = 'README.md';
/** Cards are short; anything longer is not read. */
const MAX_CARD_BYTES = 500_000;
/** Inputs that are known to be fed. */
const INPUTS = ['input_ids', 'attention_mask', 'token_type_ids'];
/** Kinds of graphs in one folder, the one for this runtime first: int8 is the fastest in wasm, half precision the slowest. */
const GRAPH_ORDER = [
  /(quantized|int8|uint8|q8)\.onnx$/,
  /(^|\/)model\.onnx$/,
  /./,
  /(q4|bnb4|fp16|q4f16|q2|q1)\.onnx$/,
];
/** Families that count positions from behind the padding id. */
const POSITIONS_AFTER_PADDING = /roberta|camembert|xmod|mpnet|longformer|esm/;

interface Config {
  readonly architectures?: unknown;
  readonly model_type?: unknown;
  readonly id2label?: unknown;
  readonly num_labels?: unknown;
  readonly max_position_embeddings?: unknown;
  readonly pad_token_id?: unknown;
}

/**
 * Checks the files of a model in Hugging Face layout; nothing is stored. Folders around it are looked through. Throws
 * `model/unfit` with the reason, in the order in which a person would mend them.
 * @param origin name of the folder or archive
 */
export async function readModelFolder(all: readonly SourceFile[], origin: string): Promise<ModelFolder> {
  const { files, folder } = innerFolder(all);
  if (files.length === 0) throw unfit('empty');
  const fileAt = (path: string) => files.find((file) => file.path === path);
  const configFile = fileAt(CONFIG);
  if (!configFile) throw unfit('config');
  const config = (await readJson(configFile)) as Config;
  const graphFile = pickGraph(files);
  if (!graphFile) throw unfit('graphMissing', { weights: files.find(isOtherWeights)?.path ?? '' });
  const tokenizerFile = fileAt(TOKENIZER);
  if (!tokenizerFile) throw unfit('tokenizerMissing');
  checkTokenizer(await readJson(tokenizerFile));
  checkTask(config);
  const graph = await readGraph(graphFile.stream(), graphFile.path);
  const outputWidth = checkPorts(graph);
  const weights = graph.weights.map((name) => `${folderOf(graphFile.path)}${name}`);
  for (const path of weights) if (!fileAt(path)) throw unfit('weightsMissing', { path });
  const tokenizerConfigFile = fileAt(TOKENIZER_CONFIG);
  const tokenizerConfig = tokenizerConfigFile ? await readJson(tokenizerConfigFile) : {};
  const classes = classesOf(config, outputWidth);
  if (outputWidth > 0 && outputWidth !== classes.length)
    throw unfit('classes', { found: outputWidth, named: classes.length });
  const cardFile = fileAt(CARD);
  const card = cardFile && cardFile.bytes <= MAX_CARD_BYTES ? cardFile : undefined;
  const kept = [configFile, tokenizerFile, tokenizerConfigFile, card, graphFile, ...weights.map(fileAt)];
  const stored = kept.filter((file) => file !== undefined);
  return {
    name: nameFrom(folder || origin),
    files: stored,
    bytes: sum(stored),
    weightBytes: sum([graphFile, ...weights.map(fileAt)].filter((file) => file !== undefined)),
    graph: graphFile.path,
    weights,
    maxTokens: Math.min(WINDOW_LIMITS.maxTokens, positionsOf(config, tokenizerConfig)),
    classes,
    isUnnamed: areUnnamed(classes),
    style: styleOf(classes),
    ...readCard(card ? new TextDecoder().decode(await readAll(card)) : ''),
  };
}

const sum = (files: readonly SourceFile[]): number => files.reduce((total, { bytes }) => total + bytes, 0);

/** The files of the folder that holds `config.json`, the outermost if there are several, without what systems leave about. */
function innerFolder(all: readonly SourceFile[]): { files: SourceFile[]; folder: string } {
  const own = all.filter(({ path }) => !/(^|\/)(__MACOSX|\.[^/]*)(\/|$)/.test(path));
  const depth = (path: string) => path.split('/').length;
  const configs = own.filter(({ path }) => path === CONFIG || path.endsWith(`/${CONFIG}`));
  const [outermost] = configs.sort((a, b) => depth(a.path) - depth(b.path));
  const folder = outermost ? folderOf(outermost.path) : '';
  return {
    folder: folder.split('/').at(-2) ?? '',
    files: own
      .filter(({ path }) => path.startsWith(folder))
      .map((file) => ({ ...file, path: file.path.slice(folder.length) })),
  };
}

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1);

const nameFrom = (origin: string): string => origin.replace(/\.(zip|mawdi-model)$/i, '').trim() || 'model';

function pickGraph(files: readonly SourceFile[]): SourceFile | undefined {
  const rank = ({ path }: SourceFile): number => {
    const isLast = GRAPH_ORDER.at(-1)?.test(path) === true;
    return isLast ? GRAPH_ORDER.length : GRAPH_ORDER.findIndex((kind) => kind.test(path));
  };
  const graphs = files.filter(({ path }) => path.endsWith('.onnx'));
  return graphs.sort((a, b) => rank(a) - rank(b) || (a.path < b.path ? -1 : 1))[0];
}

/** Weights that would have to be turned into ONNX first. */
const isOtherWeights = ({ path }: SourceFile): boolean =>
  /\.(bin|safetensors|pt|h5|gguf|msgpack)$/.test(path);

function checkTokenizer(tokenizer: unknown): void {
  const { model } = tokenizer as { model?: { type?: unknown; vocab?: unknown; merges?: unknown } };
  const guess = Array.isArray(model?.vocab) ? 'Unigram' : model?.merges ? 'BPE' : 'WordPiece';
  const kind = typeof model?.type === 'string' ? model.type : guess;
  if (!model?.vocab || !['WordPiece', 'Unigram', 'BPE'].includes(kind))
    throw unfit('tokenizerKind', { kind });
}

function checkTask({ architectures }: Config): void {
  const names = Array.isArray(architectures) ? architectures.map(String) : [];
  if (names.length > 0 && !names.some((name) => /TokenClassification|CRF|NER/i.test(name)))
    throw unfit('task', { found: names.join(', ') });
}

/** Classes that the graph gives out for each token; -1 where it leaves that open. */
function checkPorts({ inputs, outputs }: GraphFacts): number {
  const unknown = inputs.find((name) => !INPUTS.includes(name));
  if (unknown !== undefined) throw unfit('input', { name: unknown });
  const logits = outputs.find(({ name }) => name === 'logits');
  if (!logits || !inputs.includes('input_ids'))
    throw unfit('output', { found: outputs.map(({ name }) => name).join(', ') });
  if (logits.dims && logits.dims.length !== 3) throw unfit('output', { found: 'logits' });
  return logits.dims?.[2] ?? -1;
}

function classesOf({ id2label, num_labels }: Config, width: number): string[] {
  const named =
    typeof id2label === 'object' && id2label !== null
      ? Object.entries(id2label).map(([id, name]) => [Number(id), String(name)] as const)
      : [];
  const count =
    named.length > 0
      ? Math.max(...named.map(([id]) => id + 1))
      : width > 0
        ? width
        : typeof num_labels === 'number'
          ? num_labels
          : 2;
  const byId = new Map(named);
  return Array.from({ length: count }, (_, id) => byId.get(id) ?? `LABEL_${id}`);
}

/** The longest input that the model has positions for. */
function positionsOf(config: Config, tokenizerConfig: unknown): number {
  const { model_max_length } = tokenizerConfig as { model_max_length?: unknown };
  const positions = config.max_position_embeddings;
  const isShifted = POSITIONS_AFTER_PADDING.test(String(config.model_type));
  const padding = isShifted ? Number(config.pad_token_id ?? 1) + 1 : 0;
  // Models with relative positions say -1 or 0.
  const own = typeof positions === 'number' && positions > 0 ? positions - padding : Infinity;
  const told = typeof model_max_length === 'number' && model_max_length > 0 ? model_max_length : Infinity;
  return Math.max(8, Math.min(own, told));
}

async function readJson(file: SourceFile): Promise<object> {
  let value: unknown;
  const text = new TextDecoder().decode(await readAll(file));
  try {
    value = JSON.parse(text);
  } catch (thrown) {
    throw unfit('json', { path: file.path }, thrown);
  }
  if (typeof value !== 'object' || value === null) throw unfit('json', { path: file.path });
  return value;
}
