/** Sentences of the command line. */
export const cli = {
  tagUsage: 'Usage: npm run --silent tag -- [--model ID] [--scheme ID] FILE…',
  geocodeUsage: 'Usage: npm run --silent geocode -- [--focus SY,IQ,…] FILE.tsv',
  geocodeColumns: (file: string) =>
    `${file}: the first line should name the columns id and text, separated by tabs.`,
  evaluateUsage:
    'Usage: npm run --silent evaluate -- [--json | --spans] [--model ID] [--scheme ID] [--variant KIND|all] … [--labels PER,LOC,…] [--map GPE=LOC,DATE=none,…] [--predicted FILE.conll] [--nervaluate-order] [--strict-iob2] FILE.conll…',
  badMap: (text: string) => `--map takes pairs such as GPE=LOC or DATE=none, not “${text}”.`,
  onePredicted: (given: number, files: number) =>
    `Give one --predicted for each labelled file, in their order: ${given} given, ${files} needed.`,
  predictedAlone: (option: string) => `${option} asks something of a model; with --predicted no model runs.`,
  spansOrJson: '--spans and --json print different things; give one of them.',
  unknownVariant: (kind: string, kinds: string) =>
    `There is no other spelling “${kind}”. --variant takes ${kinds}.`,
  inVariant: (file: string, kind: string) => `${file} (--variant ${kind})`,
  sameSpelling: (file: string, kind: string) =>
    `${file}: --variant ${kind} would change no word here, so it is left out.`,
  unknownLabels: (file: string, labels: string, known: string) =>
    `${file}: the scheme has no label ${labels}, so these names count as missed. It has ${known}; use --map or --labels to leave them out.`,
  tagging: (done: number, total: number) => `${done} of ${total} sentences`,
  evaluationTitle: (file: string, sentences: number, gold: number, predicted: number) =>
    `${file}: ${sentences} sentences, ${gold} gold, ${predicted} predicted`,
  evaluationColumns: ['', 'precision', 'recall', 'F1', 'support'],
  evaluationRows: {
    micro: 'strict, micro',
    macro: 'strict, macro',
    weighted: 'strict, weighted',
    exact: 'exact',
    partial: 'partial',
    type: 'type',
  },
  leftOut: (precision: number, recall: number) =>
    `Left out of the macro means for want of a divisor: ${precision} of the labels' precisions, ${recall} of their recalls.`,
  intervalByDocument: (low: string, high: string, seed: number) =>
    `95 % interval of strict F1: ${low}–${high}, by document, seed ${seed}.`,
  intervalBySentence: (low: string, high: string, seed: number, fewest: number) =>
    `95 % interval of strict F1: ${low}–${high}, by sentence because there are fewer than ${fewest} documents, seed ${seed}.`,
  noInterval: 'Too little text for an interval.',
  unknownOption: (option: string) => `Unknown option ${option}.`,
  needsValue: (option: string) => `${option} needs a value.`,
} as const;
