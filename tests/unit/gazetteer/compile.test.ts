import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { slugOf } from '../../../tools/gazetteer/slug';
import type { MergedRow, SourceRow } from '../../../tools/gazetteer/sources';
import { traceRows } from '../../../tools/gazetteer/trace';

const row = (name: string, lat: number, lon: number, sources = 'w', level = 'P'): MergedRow => ({
  names: [name],
  lat,
  lon,
  level,
  country: 'SY',
  populationDigits: '',
  admin1: 0,
  sources,
  isPersonLike: false,
});
const source = (id: string, name: string, lat: number, lon: number, level = 'P'): SourceRow => ({
  id,
  names: [name],
  lat,
  lon,
  country: 'SY',
  level,
});

describe('traceRows', () => {
  it('takes the row of this name at the spot, of the same level first', () => {
    const rows = [row('حلب', 36200, 37150), row('حلب', 36200, 37150, 'w', '1')];
    const w = [source('wof:1', 'حلب', 36.2004, 37.1504, '1'), source('wof:2', 'حلب', 36.2, 37.15)];
    expect([...traceRows(rows, { w })]).toEqual([
      [0, 'wof:2'],
      [1, 'wof:1'],
    ]);
  });

  it('follows a name moved by the merge up to six kilometres, no further', () => {
    const w = [source('wof:1', 'قرية', 35.04, 37), source('wof:2', 'بلدة', 35.06, 37)];
    expect([...traceRows([row('قرية', 35000, 37000), row('بلدة', 35000, 37000)], { w })]).toEqual([
      [0, 'wof:1'],
    ]);
  });

  it('gives an id once, to the better match, whatever the order', () => {
    const w = [source('wof:1', 'قرية', 35, 37)];
    expect([...traceRows([row('قرية', 35030, 37000), row('قرية', 35000, 37000)], { w })]).toEqual([
      [1, 'wof:1'],
    ]);
  });

  it('knows another spelling by its spot when it is alone there, in the sources that the row names', () => {
    const g = [source('geonames:1', 'Aleppo', 36.2, 37.15)];
    expect([...traceRows([row('حلب', 36200, 37150, 'g')], { g })]).toEqual([[0, 'geonames:1']]);
    expect([...traceRows([row('حلب', 36200, 37150, 'w')], { g })]).toEqual([]);
    const crowd = [...g, source('geonames:2', 'Halab', 36.2, 37.15)];
    expect([...traceRows([row('حلب', 36200, 37150, 'g')], { g: crowd })]).toEqual([]);
  });
});

describe('slugOf', () => {
  it('writes a name in plain letters', () => {
    expect(slugOf('SY', 'سد تشرين')).toBe('sy-sd-tshryn');
    expect(slugOf('SY', 'مخيم عين عيسى')).toMatch(/^[a-z-]+$/);
  });
});

describe('the compiled list', () => {
  const folder = fileURLToPath(new URL('../../../public/gazetteer/', import.meta.url));
  const manifest = JSON.parse(readFileSync(`${folder}manifest.json`, 'utf8')) as Record<string, unknown>;
  const packed = readFileSync(`${folder}places.tsv.gz`);
  const content = gunzipSync(packed);
  const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
  const lines = content.toString('utf8').trimEnd().split('\n').slice(1);

  it('is what its manifest says', () => {
    expect(manifest).toMatchObject({
      schemaVersion: 1,
      bytes: content.length,
      sha256: sha256(content),
      gzipBytes: packed.length,
      gzipSha256: sha256(packed),
      entries: lines.length,
    });
    expect(packed.readUInt32LE(4), 'time of packing').toBe(0);
  });

  it('gives each place one stable id of its own, nearly all from a source', () => {
    const ids = lines.map((line) => line.split('\t')[8] ?? '');
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) if (!/^(w\d+|g\d+|pC\d+|i[A-Z]{2}|m[a-z0-9-]+)$/.test(id)) expect.fail(id);
    expect(ids.filter((id) => id.startsWith('m')).length).toBeLessThan(600);
  });
});
