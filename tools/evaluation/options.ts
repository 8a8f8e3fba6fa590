import { AppError, type Label } from '../../src/domain';
import { cliMessages, type Language } from '../../src/messages';
import { FILE_VARIANTS, type FileVariant } from './variants';

/** What `npm run evaluate` was called with. */
export interface EvaluateOptions {
  readonly json: boolean;
  /** One line for each predicted span instead of scores. */
  readonly spans: boolean;
  /** Other spellings to read in place of the file's own; none: the file as it is. */
  readonly variants: readonly FileVariant[];
  readonly model?: string;
  readonly scheme?: string;
  readonly labels?: readonly Label[];
  /** `null`: taken out. */
  readonly map: ReadonlyMap<Label, Label | null>;
  /** As many as files, or none: then a model runs. */
  readonly predicted: readonly string[];
  readonly nervaluateOrder: boolean;
  readonly strictIob2: boolean;
  readonly files: readonly string[];
}

const SWITCHES = ['--json', '--spans', '--nervaluate-order', '--strict-iob2'];
const WITH_VALUE = ['--model', '--scheme', '--labels', '--map', '--predicted', '--variant'];
/** What asks something of a model. */
const OF_A_MODEL = ['--model', '--scheme', '--variant', '--spans'];

/** Throws `cli/usage` with what is wrong and how to call. */
export function parseOptions(args: readonly string[], language: Language): EvaluateOptions {
  const cli = cliMessages[language];
  const usage = (reason: string) =>
    new AppError('cli/usage', { detail: `${reason} ${cli.evaluateUsage}`.trim() });
  const files: string[] = [];
  const switches = new Set<string>();
  const values = new Map<string, string[]>();
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? '';
    if (WITH_VALUE.includes(arg)) {
      const value = args[++i];
      if (!value || value.startsWith('--')) throw usage(cli.needsValue(arg));
      values.set(arg, [...(values.get(arg) ?? []), value]);
    } else if (SWITCHES.includes(arg)) switches.add(arg);
    else if (arg.startsWith('--')) throw usage(cli.unknownOption(arg));
    else files.push(arg);
  }
  if (files.length === 0) throw usage('');
  const predicted = values.get('--predicted') ?? [];
  if (predicted.length > 0) {
    if (predicted.length !== files.length) throw usage(cli.onePredicted(predicted.length, files.length));
    const needless = OF_A_MODEL.find((option) => values.has(option) || switches.has(option));
    if (needless) throw usage(cli.predictedAlone(needless));
  }
  if (switches.has('--spans') && switches.has('--json')) throw usage(cli.spansOrJson);
  const isVariant = (kind: string): kind is FileVariant =>
    (FILE_VARIANTS as readonly string[]).includes(kind);
  const variants = new Set<FileVariant>();
  for (const kind of listOf(values.get('--variant'))) {
    if (kind === 'all') FILE_VARIANTS.forEach((each) => variants.add(each));
    else if (isVariant(kind)) variants.add(kind);
    else throw usage(cli.unknownVariant(kind, [...FILE_VARIANTS, 'all'].join(', ')));
  }
  const map = new Map<Label, Label | null>();
  for (const pair of listOf(values.get('--map'))) {
    const [from, to, ...rest] = pair.split('=');
    if (!from || !to || rest.length > 0) throw usage(cli.badMap(pair));
    map.set(from, to === 'none' ? null : to);
  }
  const model = values.get('--model')?.at(-1);
  const scheme = values.get('--scheme')?.at(-1);
  const labels = listOf(values.get('--labels'));
  return {
    json: switches.has('--json'),
    spans: switches.has('--spans'),
    variants: [...variants],
    nervaluateOrder: switches.has('--nervaluate-order'),
    strictIob2: switches.has('--strict-iob2'),
    ...(model ? { model } : {}),
    ...(scheme ? { scheme } : {}),
    ...(labels.length > 0 ? { labels } : {}),
    map,
    predicted,
    files,
  };
}

const listOf = (values: readonly string[] = []): string[] =>
  values
    .flatMap((value) => value.split(','))
    .map((item) => item.trim())
    .filter((item) => item !== '');
