/**
 * Scores a model, or given tags, against labelled files:
 * `npm run --silent evaluate -- [--json | --spans] [--model ID] [--scheme ID] … FILE.conll…` prints a table for each file,
 * with `--json` one object a line, with `--spans` one predicted span a line; with `--variant`, for each other spelling.
 */
import { resolve } from 'node:path';
import { AppError, toAppError, type Scheme, type Tagger } from '../src/domain';
import { parseConll, type ConllFile } from '../src/exchange';
import { cliMessages, errorSentence, type Language } from '../src/messages';
import { schemeOf } from '../src/model';
import { createNodeTagger } from '../src/model/node';
import { labelOf } from '../src/spans';
import { readUtf8, terminalLanguage } from './command-line';
import { parseOptions, type EvaluateOptions } from './evaluation/options';
import { readWords, sentencesOf, tagsOf, tagsOfSameWords, type ReadSentence } from './evaluation/predicted';
import { evaluate, toJsonLine, toTable, type Evaluation } from './evaluation/report';
import { foundSpans, toSpanLine } from './evaluation/spans';
import { respell, type FileVariant } from './evaluation/variants';

const ROOT = resolve(import.meta.dirname, '..');

/** Throws `file/missing`, `file/not-utf8`, `file/conll`, and `file/empty` where no sentence is in it. */
async function readLabelled(file: string, options: EvaluateOptions): Promise<ConllFile> {
  const labelled = parseConll(await readUtf8(file), { file, keepStray: options.strictIob2 });
  if (labelled.documents.length === 0) throw new AppError('file/empty', { file });
  return labelled;
}

/** A model, loaded when the first file is ready for it. */
interface LoadedModel {
  readonly tagger: Tagger;
  readonly scheme: Scheme;
}

async function loadModel(tagger: Tagger, options: EvaluateOptions): Promise<LoadedModel> {
  const info = await tagger.load(() => {}, new AbortController().signal);
  return { tagger, scheme: schemeOf(info, options.scheme) };
}

/** Says which labels of a file the model cannot find. */
function warnOfUnknownLabels(
  file: string,
  labelled: ConllFile,
  scheme: Scheme,
  options: EvaluateOptions,
  language: Language,
): void {
  const known = new Set(scheme.labels.map(labelOf).filter((label) => label !== 'O'));
  const unknown = new Set<string>();
  for (const tag of sentencesOf(labelled).flatMap(({ tags }) => tags)) {
    const label = tag === 'O' ? null : (options.map.get(labelOf(tag)) ?? labelOf(tag));
    const excluded = tag !== 'O' && options.map.get(labelOf(tag)) === null;
    if (label && !excluded && !known.has(label) && (options.labels?.includes(label) ?? true))
      unknown.add(label);
  }
  if (unknown.size > 0)
    console.error(cliMessages[language].unknownLabels(file, [...unknown].join(', '), [...known].join(', ')));
}

/** Has the model read the words and says on the terminal how far it is. */
async function readByModel(
  labelled: ConllFile,
  { tagger, scheme }: LoadedModel,
  language: Language,
): Promise<ReadSentence[]> {
  const total = sentencesOf(labelled).length;
  const read = await readWords(labelled, tagger, scheme.id, (done) => {
    if (process.stderr.isTTY && done % 20 === 0)
      process.stderr.write(`\r${cliMessages[language].tagging(done, total)}`);
  });
  if (process.stderr.isTTY) process.stderr.write('\r\u001B[K');
  return read;
}

/** The file as it is, or in each spelling that was asked for and changes it, as the model read it. */
async function* spellings(
  file: string,
  labelled: ConllFile,
  model: LoadedModel,
  options: EvaluateOptions,
  language: Language,
): AsyncGenerator<{ variant?: FileVariant; spelt: ConllFile; read: ReadSentence[] }> {
  warnOfUnknownLabels(file, labelled, model.scheme, options, language);
  if (options.variants.length === 0)
    yield { spelt: labelled, read: await readByModel(labelled, model, language) };
  for (const variant of options.variants) {
    const spelt = respell(labelled, variant);
    if (spelt) yield { variant, spelt, read: await readByModel(spelt, model, language) };
    else console.error(cliMessages[language].sameSpelling(file, variant));
  }
}

async function main(): Promise<number> {
  const language = terminalLanguage();
  const complain = (thrown: unknown) => console.error(errorSentence(toAppError(thrown), language));
  let options: EvaluateOptions;
  try {
    options = parseOptions(process.argv.slice(2), language);
  } catch (thrown) {
    complain(thrown);
    return 1;
  }
  const tagger = createNodeTagger({
    modelsDir: resolve(ROOT, 'models'),
    ...(options.model ? { modelId: options.model } : {}),
  });
  let model: LoadedModel | undefined;
  let failures = 0;
  let printed = 0;
  let sentences = 0;
  const print = (evaluation: Evaluation) => {
    const gap = printed++ > 0 && !options.json ? '\n' : '';
    process.stdout.write(`${gap}${options.json ? toJsonLine(evaluation) : toTable(evaluation, language)}\n`);
  };
  const byModel = async (file: string, labelled: ConllFile) => {
    const loaded = (model ??= await loadModel(tagger, options));
    for await (const { variant, spelt, read } of spellings(file, labelled, loaded, options, language)) {
      if (!options.spans) print(evaluate(file, spelt, tagsOf(read), options, variant));
      else
        for (const span of foundSpans(spelt, read, loaded.scheme, options, sentences))
          process.stdout.write(`${toSpanLine(span)}\n`);
    }
    // The same sentence has the same number in every spelling.
    sentences += sentencesOf(labelled).length;
  };
  try {
    for (const [i, file] of options.files.entries()) {
      try {
        const labelled = await readLabelled(file, options);
        const given = options.predicted[i];
        if (given === undefined) await byModel(file, labelled);
        else {
          const other = await readLabelled(given, options);
          const tags = tagsOfSameWords(labelled, other, { gold: file, predicted: given });
          print(evaluate(file, labelled, tags, options));
        }
      } catch (thrown) {
        const error = toAppError(thrown);
        failures += 1;
        complain(error);
        // A wrong model or scheme is wrong for every file.
        if (!error.code.startsWith('file/')) return 1;
      }
    }
  } finally {
    await tagger.dispose();
  }
  return failures > 0 ? 1 : 0;
}

process.exitCode = await main();
