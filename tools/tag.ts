/**
 * Tags text files on the command line, with the page's own pipeline:
 * `npm run --silent tag -- [--model ID] [--scheme ID] FILE…` prints one JSON object a line and file.
 */
import { resolve } from 'node:path';
import { AppError, toAppError, type Link, type Run } from '../src/domain';
import { createNodeLinker } from '../src/linking/node';
import { cliMessages, errorSentence, type Language } from '../src/messages';
import { createNodeTagger } from '../src/model/node';
import { linkDocument, tagDocument } from '../src/pipeline';
import { readUtf8, terminalLanguage } from './command-line';

const ROOT = resolve(import.meta.dirname, '..');

interface Options {
  readonly model?: string;
  readonly scheme?: string;
  readonly files: readonly string[];
}

function parseOptions(args: readonly string[], language: Language): Options {
  const cli = cliMessages[language];
  const usage = (reason: string) => new AppError('cli/usage', { detail: `${reason} ${cli.tagUsage}`.trim() });
  const files: string[] = [];
  const values: { model?: string; scheme?: string } = {};
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? '';
    if (arg === '--model' || arg === '--scheme') {
      const value = args[++i];
      if (!value) throw usage(cli.needsValue(arg));
      values[arg === '--model' ? 'model' : 'scheme'] = value;
    } else if (arg.startsWith('--')) throw usage(cli.unknownOption(arg));
    else files.push(arg);
  }
  if (files.length === 0) throw usage('');
  return { ...values, files };
}

/** One line of output. Offsets are UTF-16 units of the text. */
function describe(file: string, raw: string, run: Run, links: readonly Link[]): string {
  const linkAt = new Map<number, Link>(links.map((link) => [link.start, link]));
  const spans = run.spans.map((span) => {
    const link = span.label === 'LOC' ? linkAt.get(span.start) : undefined;
    const place = link?.place;
    return {
      start: span.start,
      end: span.end,
      label: span.label,
      surface: raw.slice(span.start, span.end),
      score: span.score,
      place: place ? { ...place, score: link.score, candidates: link.candidates.length } : null,
    };
  });
  return JSON.stringify({ file, model: run.modelId, scheme: run.scheme, offsetUnit: 'utf16', spans });
}

async function main(): Promise<number> {
  const language = terminalLanguage();
  const complain = (thrown: unknown) => console.error(errorSentence(toAppError(thrown), language));
  let options: Options;
  try {
    options = parseOptions(process.argv.slice(2), language);
  } catch (thrown) {
    complain(thrown);
    return 1;
  }
  const { signal } = new AbortController();
  const tagger = createNodeTagger({
    modelsDir: resolve(ROOT, 'models'),
    ...(options.model ? { modelId: options.model } : {}),
  });
  const linker = createNodeLinker({ publicDir: resolve(ROOT, 'public') });
  let failures = 0;
  try {
    await tagger.load(() => {}, signal);
    for (const file of options.files) {
      try {
        const raw = await readUtf8(file);
        const run = await tagDocument({
          documentId: file,
          raw,
          tagger,
          signal,
          ...(options.scheme ? { scheme: options.scheme } : {}),
          knownNames: (names) => linker.knownNames(names),
        });
        const links = await linkDocument({ documentId: file, raw, run, linker, date: '', signal });
        process.stdout.write(`${describe(file, raw, run, links)}\n`);
      } catch (thrown) {
        const error = toAppError(thrown);
        failures += 1;
        complain(error);
        // A wrong scheme is wrong for every file.
        if (!error.code.startsWith('file/')) return 1;
      }
    }
  } catch (thrown) {
    complain(thrown);
    return 1;
  } finally {
    await tagger.dispose();
  }
  return failures > 0 ? 1 : 0;
}

process.exitCode = await main();
