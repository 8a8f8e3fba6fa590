import { formatBytes } from '../format';

type Data = Readonly<Record<string, string | number>>;
const bytes = (value: string | number | undefined): string => formatBytes(Number(value ?? 0));

/** Sentences of the window of the models; functions take ready-formatted values. */
export const models = {
  title: 'Models on this device',
  intro:
    'A model reads texts on this device, without a connection. You can add token classifiers of your own beside the one of this page.',
  builtIn: 'of this page',
  own: 'added by you',
  absent: 'not on this device',
  incomplete: (missing: string) => `${missing} still missing`,
  reads: 'Reads new texts',
  readsNow: 'New texts are now read by this model.',
  size: 'Size',
  licence: 'Licence',
  notStated: 'not stated',
  languages: 'Languages',
  labels: 'Labels',
  schemes: 'Guidelines',
  hash: 'Version',
  copyHash: 'Copy the whole hash (SHA-256)',
  copied: 'Copied.',
  speed: 'Speed',
  speedOf: (tokens: string) => `${tokens} tokens a second`,
  speedMeasured: 'measured on this device',
  speedOfRuns: 'from texts read here',
  speedUnknown: 'not measured yet',
  measure: 'Measure the speed',
  measured: (tokens: string) => `${tokens} tokens a second.`,
  verify: 'Check the files',
  good: 'All files are whole.',
  damaged: (files: string) => `Damaged or missing: ${files}.`,
  damagedOwn: 'Add the model again from your copy; results made with it stay.',
  repair: 'Download them again',
  repaired: 'The files are whole again.',
  pack: 'Save as one file',
  packHint: 'To carry to a device without a connection, for example on a USB stick.',
  packed: (file: string) => `Saved as ${file}.`,
  relabel: 'Change what labels count as',
  relabelled: 'Changed. New readings follow it; earlier results stay as they are.',
  download: 'Download',
  remove: 'Delete',
  removeNamed: (name: string) => `Delete ${name}`,
  removeAsk: (name: string) => `Delete “${name}” from this device? What it found in texts stays.`,
  removeYes: 'Delete it',
  removeNo: 'Keep it',
  removed: (name: string) => `“${name}” was deleted. What it found stays.`,
  busy: {
    verify: 'Checking the files…',
    repair: 'Downloading…',
    measure: 'Reading a sample text…',
    pack: 'Packing…',
    add: 'Adding the model…',
    start: 'Starting the model to try it…',
    open: 'Looking at the files…',
  },
  progress: 'Progress',
  stop: 'Stop',

  addTitle: 'Add a model',
  addHint:
    'A folder or a zip as on Hugging Face: config.json, tokenizer.json and onnx/model.onnx, of a model for token classification. Or a .mawdi-model file. You can also drop it on the page.',
  chooseFolder: 'Choose a folder',
  chooseFile: 'Choose a file',
  name: 'Name',
  graph: 'Graph',
  window: 'Reads at once',
  tokens: (n: string) => `${n} tokens`,
  classesTitle: 'Its classes have no names',
  classesHint:
    'The model numbers its classes and does not say what they mean. Its documentation does; say it here, and it is remembered.',
  classOf: (name: string) => `${name} stands for`,
  outside: 'no name',
  first: (label: string) => `${label}: first word`,
  further: (label: string) => `${label}: further words`,
  styleTitle: 'How names begin',
  styles: {
    bio: 'Each name begins with a B class',
    iob1: 'I classes may begin a name (CoNLL 2003)',
  },
  mapHint:
    'The model has names of its own for kinds of names. Say what each counts as here; what is not counted is left out.',
  add: 'Add the model',
  save: 'Save',
  added: (name: string) => `“${name}” was added. It can read texts now.`,
  alreadyThere: (name: string) => `This model is there already, as “${name}”.`,
  carriedTitle: 'A model in a file',
  cannot: 'This model cannot be added.',
  back: 'Back to the models',
  manage: 'Models…',

  reasons: {
    empty: () => 'The folder holds no files. Choose the folder in which config.json lies.',
    zip: () => 'The archive is damaged or not a zip. Download it again, or unpack it and choose the folder.',
    damaged: (d: Data) =>
      `${d['path'] ?? 'A file'} is damaged or was changed while it was read. Get another copy and try again.`,
    config: () =>
      'There is no config.json. Choose the whole folder of the model as it is on Hugging Face, not single files of it.',
    json: (d: Data) =>
      `${d['path'] ?? 'A file'} is not valid JSON. It may be a page or a pointer that was saved instead of the file: download it again.`,
    graphMissing: (d: Data) =>
      d['weights']
        ? `The folder has weights (${d['weights']}) but no ONNX file. Export it once, for example with “optimum-cli export onnx”, and add the result.`
        : 'The folder has no ONNX file. Models on Hugging Face keep it in the folder onnx; download that too.',
    graphDamaged: (d: Data) =>
      `${d['path'] ?? 'The ONNX file'} is not a whole ONNX file. It may be a pointer that git saved instead of the file: download it again.`,
    weightsMissing: (d: Data) =>
      `The ONNX file keeps its weights in ${d['path'] ?? 'another file'}, and that is missing. Put it into the same folder.`,
    tokenizerMissing: () =>
      'There is no tokenizer.json. Without it words cannot be cut as the model knows them; a vocab.txt alone is not enough.',
    tokenizerKind: (d: Data) =>
      `The tokenizer is of the kind ${d['kind'] ?? '?'}. WordPiece, Unigram and BPE can be used.`,
    task: (d: Data) =>
      `This model is made for something else (${d['found'] ?? '?'}). A token classifier is needed (…ForTokenClassification).`,
    input: (d: Data) =>
      `The model asks for an input that is not known here (${d['name'] ?? '?'}). Only text models with input_ids can be used.`,
    output: (d: Data) =>
      `The ONNX file does not give out labels for each word (“logits”); it gives out ${d['found'] || 'something else'}. Export it for token classification.`,
    classes: (d: Data) =>
      `config.json names ${d['named'] ?? '?'} classes, and the model gives out ${d['found'] ?? '?'}. The two do not belong together.`,
    nothingCounts: () => 'No label counts as anything, so nothing would be found. Choose at least one.',
    memory: (d: Data) =>
      `The model needs about ${bytes(d['needed'])} of memory, and a page on this device has about ${bytes(d['available'])}. Take a smaller or quantised version of it.`,
    carried: () =>
      'This file carries no model, or its description is damaged. Save it again on the other device.',
    otherVersion: (d: Data) =>
      `This file carries another version of “${d['name'] ?? ''}” than this page uses. Save it again from a page of the same version.`,
    session: (d: Data) =>
      `The runtime cannot start this model; it may use an operation that is not supported (${d['detail'] ?? '?'}). Try another export of it, for example int8.`,
  },
} as const;
