import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { rawOffset, type Span } from '../../src/domain';

/** Words that stand around names, in turn: cues, parents, directions, lists, and nothing of the kind. */
const FRAMES = [
  'وصلت القافلة إلى @ في ريف @ صباح الأحد',
  'قال سكان من @ إن الطريق إلى @ و@ و@ مقطوع',
  'شهدت بلدة @ في محافظة @ هدوءًا حذرًا',
  'قصف طال قرية @ قرب @ وأحياء من مدينة @',
  'نقلت سيارات المساعدة من @ نحو مخيم @',
  'وعاد الأهالي إلى @، @ بعد غياب طويل',
] as const;

/** A text with its names of places as a model would mark them. */
export interface MarkedText {
  readonly raw: string;
  readonly spans: readonly Span[];
}

/** Names of towns and areas of the compiled list from Syria and Iraq, every so many, the same at every call. */
export function namesOfList(publicDir: string, count: number): string[] {
  const list = gunzipSync(readFileSync(join(publicDir, 'gazetteer/places.tsv.gz'))).toString('utf8');
  const [names = [], , , , , countries = []] = list.split('\n').map((line) => line.split('\t'));
  let country = '';
  const found = names.filter((_, at) => {
    country = countries[at] || country;
    return country === 'SY' || country === 'IQ';
  });
  const step = Math.max(1, Math.floor(found.length / count));
  return found.flatMap((name, at) => (at % step === 0 ? [name.split('|')[0] ?? ''] : [])).slice(0, count);
}

/** A text that names places this often: two of three names once or twice, the others again and again, as reports do. */
export function textWithPlaces(mentions: number, names: readonly string[]): MarkedText {
  const spans: Span[] = [];
  let raw = 'نص طويل للقياس\n\n';
  let state = 12_345;
  const next = (below: number): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    // The low bits of such a generator repeat soon.
    return Math.floor((state / 2_147_483_648) * below);
  };
  for (let line = 0; spans.length < mentions; line++) {
    const [first = '', ...rest] = (FRAMES[next(FRAMES.length)] ?? '').split('@');
    raw += first;
    for (const words of rest) {
      const name = names[next(3) === 0 ? next(40) : next(names.length)] ?? '';
      const start = rawOffset(raw.length);
      raw += name;
      const end = rawOffset(raw.length);
      const stem = { start, end, text: name };
      spans.push({ start, end, label: 'LOC', score: 0.95, margin: 0.9, runnerUp: 'O', stem });
      raw += words;
    }
    raw += line % 4 === 3 ? '.\n\n' : '. ';
  }
  return { raw, spans };
}
