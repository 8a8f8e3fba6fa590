/**
 * Scores a model, or given tags, against labelled files:
 * `npm run --silent evaluate -- [--json] [--model ID] [--scheme ID] … FILE.conll…` prints a table for each file, with
 * `--json` one object a line.
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
import { sentencesOf, tagsOfSameWords, tagWords, type Tags } from './evaluation/predicted';
import { evaluate, toJsonLine, toTable } from './evaluation/report';

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

/** Tags the words and says on the terminal how far it is, and which labels the model cannot find. */
async function tagByModel(
  file: string,
  labelled: ConllFile,
  { tagger, scheme }: LoadedModel,
  options: EvaluateOptions,
  language: Language,
): Promise<Tags> {
  const cli = cliMessages[language];
  const known = new Set(scheme.labels.map(labelOf).filter((label) => label !== 'O'));
  const sentences = sentencesOf(labelled);
  const unknown = new Set<string>();
  for (const tag of sentences.flatMap(({ tags }) => tags)) {
    const label = tag === 'O' ? null : (options.map.get(labelOf(tag)) ?? labelOf(tag));
    const excluded = tag !== 'O' && options.map.get(labelOf(tag)) === null;
    if (label && !excluded && !known.has(label) && (options.labels?.includes(label) ?? true))
      unknown.add(label);
  }
  if (unknown.size > 0)
    console.error(cli.unknownLabels(file, [...unknown].join(', '), [...known].join(', ')));
  const report = (done: number) => {
    if (process.stderr.isTTY && done % 20 === 0)
      process.stderr.write(`\r${cli.tagging(done, sentences.length)}`);
  };
  const tags = await tagWords(labelled, tagger, scheme.id, report);
  if (process.stderr.isTTY) process.stderr.write('\r\u001B[K');
  return tags;
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
  try {
    for (const [i, file] of options.files.entries()) {
      try {
        const labelled = await readLabelled(file, options);
        const given = options.predicted[i];
        const tags =
          given === undefined
            ? await tagByModel(
                file,
                labelled,
                (model ??= await loadModel(tagger, options)),
                options,
                language,
              )
            : tagsOfSameWords(labelled, await readLabelled(given, options), { gold: file, predicted: given });
        const evaluation = evaluate(file, labelled, tags, options);
        const gap = printed++ > 0 && !options.json ? '\n' : '';
        process.stdout.write(
          `${gap}${options.json ? toJsonLine(evaluation) : toTable(evaluation, language)}\n`,
        );
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
