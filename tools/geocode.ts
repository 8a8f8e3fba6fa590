/**
 * Finds the place of each row of a table: `npm run --silent geocode -- [--focus SY,IQ,…] FILE.tsv`. The table has a head and
 * the columns `id` and `text` (a location string or a sentence); out come `id name lat lon level score`, in the same order,
 * empty but for the id where there is no place.
 */
import { resolve } from 'node:path';
import { AppError, toAppError } from '../src/domain';
import { geocodeTable } from '../src/geocode-table';
import type { GeocodedRow, GeocodeRow } from '../src/linking';
import { createNodeLinker } from '../src/linking/node';
import { cliMessages, errorSentence, type Language } from '../src/messages';
import { createNodeTagger } from '../src/model/node';
import { readUtf8, terminalLanguage } from './command-line';

const ROOT = resolve(import.meta.dirname, '..');
const COLUMNS = ['id', 'name', 'lat', 'lon', 'level', 'score'];

interface Options {
  readonly file: string;
  readonly focus: readonly string[];
}

function parseOptions(args: readonly string[], language: Language): Options {
  const cli = cliMessages[language];
  const usage = (reason: string) =>
    new AppError('cli/usage', { detail: `${reason} ${cli.geocodeUsage}`.trim() });
  const files: string[] = [];
  let focus: string[] = [];
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] ?? '';
    if (arg === '--focus') {
      const value = args[++at];
      if (!value) throw usage(cli.needsValue(arg));
      focus = value
        .toUpperCase()
        .split(',')
        .map((code) => code.trim())
        .filter((code) => code !== '');
    } else if (arg.startsWith('--')) throw usage(cli.unknownOption(arg));
    else files.push(arg);
  }
  const [file] = files;
  if (!file || files.length > 1) throw usage('');
  return { file, focus };
}

/** Rows of a table with tabs; quotes are letters like any other. Throws `cli/usage` where the columns are missing. */
function readRows(content: string, file: string, language: Language): GeocodeRow[] {
  const [head = '', ...lines] = content.split(/\r\n|\n|\r/);
  const names = head.split('\t').map((name) => name.trim().toLowerCase());
  const idAt = names.indexOf('id');
  const textAt = names.indexOf('text');
  if (idAt < 0 || textAt < 0)
    throw new AppError('cli/usage', { detail: cliMessages[language].geocodeColumns(file) });
  return lines
    .filter((line, at) => line !== '' || at < lines.length - 1)
    .map((line) => {
      const cells = line.split('\t');
      return { id: cells[idAt] ?? '', text: cells[textAt] ?? '' };
    });
}

function describe({ id, place, score }: GeocodedRow): string {
  if (!place) return [id, '', '', '', '', ''].join('\t');
  const { name, lat, lon, level } = place;
  return [id, name, lat, lon, level, score.toFixed(3)].join('\t');
}

async function main(): Promise<number> {
  const language = terminalLanguage();
  try {
    const { file, focus } = parseOptions(process.argv.slice(2), language);
    const rows = readRows(await readUtf8(file), file, language);
    const linker = createNodeLinker({ publicDir: resolve(ROOT, 'public') });
    const tagger = createNodeTagger({ modelsDir: resolve(ROOT, 'models') });
    try {
      const { signal } = new AbortController();
      const found = await geocodeTable(rows, { linker, tagger, focus, signal });
      process.stdout.write(`${[COLUMNS.join('\t'), ...found.map(describe)].join('\n')}\n`);
    } finally {
      await tagger.dispose();
    }
    return 0;
  } catch (thrown) {
    console.error(errorSentence(toAppError(thrown), language));
    return 1;
  }
}

process.exitCode = await main();
