/**
 * Compiles the list of places: `tsx tools/gazetteer/compile.ts GEO_FOLDER [--without whosonfirst|ocha|geonames] [--out DIR]`.
 * Writes the list, its side file, outlines and packs of further villages (`packs.ts`) with a manifest of sizes, hashes,
 * counts and sources. Deterministic: the same input gives the same bytes.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { countByCountry, countByScheme, countBySource } from './describe';
import { COLUMNS, encodePlaces, encodeSide, shortId, SIDE_COLUMNS } from './layout';
import { compilePlaces } from './list';
import type { Place } from './merge';
import { encodeOutline, STEPS_A_DEGREE } from './outlines';
import { encodePack } from './packs';
import { readTable } from './sources';

const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

/** Old ids that were published once, to what they are now. */
function readFormer(current: ReadonlySet<string>, joined: ReadonlyMap<string, string>): string[] {
  const follow = (id: string): string => (current.has(id) ? id : (joined.get(id) ?? id));
  return readTable(join(import.meta.dirname, 'former-ids.tsv'))
    .filter(([old = '']) => !old.startsWith('#'))
    .map(([old = '', now = '']) => [old, follow(now || old)] as const)
    .filter(([old, now]) => !current.has(old) && current.has(now))
    .map(([old, now]) => `${shortId(old)}\t${shortId(now)}`)
    .sort();
}

function packed(out: string, file: string, text: string) {
  const content = Buffer.from(text);
  const bytes = gzipSync(content, { level: 9 });
  // The operating system in the header depends on the machine.
  bytes[9] = 255;
  writeFileSync(join(out, file), bytes);
  return {
    file,
    bytes: content.length,
    sha256: sha256(content),
    gzipBytes: bytes.length,
    gzipSha256: sha256(bytes),
  };
}

const namesOf = (places: readonly Place[]): number =>
  places.reduce((sum, { names }) => sum + names.length, 0);

/** Compiles the sources of a folder into `out` and returns the manifest, which is written too. */
export function writeList(
  geo: string,
  out: string,
  without: ReadonlySet<string> = new Set(),
  report: (line: string) => void = console.warn,
) {
  const { places, former, pcodes, outlines, packs } = compilePlaces(geo, without, report);
  mkdirSync(join(out, PACK_FOLDER), { recursive: true });
  const current = new Set(places.map(({ id }) => id));
  const list = `${encodePlaces(places)}${readFormer(current, former).join('\n')}\n`;
  const manifest = {
    schemaVersion: 2,
    ...packed(out, 'places.tsv.gz', list),
    entries: places.length,
    names: namesOf(places),
    idsByScheme: countByScheme(places),
    columns: COLUMNS,
    side: {
      ...packed(out, 'side.tsv.gz', encodeSide(places, pcodes)),
      columns: SIDE_COLUMNS,
      pcodes: pcodes.size,
    },
    outlines: {
      ...packed(out, 'outlines.tsv.gz', `${outlines.map(encodeOutline).join('\n')}\n`),
      areas: outlines.length,
      stepsADegree: STEPS_A_DEGREE,
    },
    madeBy: 'tools/gazetteer/compile.ts',
    without: [...without].sort(),
    sources: countBySource(places),
    counts: countByCountry(places),
    packs: packs.map((pack) => ({
      id: pack.id,
      countries: pack.countries,
      ...packed(out, `${PACK_FOLDER}/${pack.id}.tsv.gz`, encodePack(pack)),
      entries: pack.places.length,
      names: namesOf(pack.places),
      sources: countBySource(pack.places),
      counts: countByCountry(pack.places),
    })),
  };
  writeFileSync(join(out, 'manifest.json'), `${JSON.stringify(manifest, null, 1)}\n`);
  return manifest;
}

/** Where packs lie beside the list. */
const PACK_FOLDER = 'packs';

function main(): void {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      without: { type: 'string', multiple: true, default: [] },
      out: { type: 'string', default: resolve(import.meta.dirname, '../../public/gazetteer') },
    },
  });
  const [folder] = positionals;
  if (!folder)
    throw new Error('usage: tsx tools/gazetteer/compile.ts GEO_FOLDER [--without ocha] [--out DIR]');
  const at = (path: string) => resolve(process.env['INIT_CWD'] ?? process.cwd(), path);
  const made = writeList(at(folder), at(values.out), new Set(values.without));
  console.log(`${made.entries} entries, ${made.names} names`);
  const files = [made, made.side, made.outlines];
  const sum = (all: readonly { readonly gzipBytes: number }[]) =>
    all.reduce((total, { gzipBytes }) => total + gzipBytes, 0);
  for (const { file, bytes, gzipBytes } of files) console.log(file, bytes, gzipBytes);
  console.log('together', sum(files));
  for (const { file, entries, bytes, gzipBytes } of made.packs) console.log(file, entries, bytes, gzipBytes);
  console.log('packs together', sum(made.packs));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) main();
