import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { PLACE_LEVELS, rawOffset, type LinkRequest, type Mention, type UserPlace } from '../../../src/domain';
import { loadGazetteer, type PlaceFiles, type PlaceList } from '../../../src/gazetteer';
import { levelCueBefore, linkMentions } from '../../../src/linking';
import { readPlaces } from '../../../src/linking/node';
import { createPlacesHost } from '../../../src/linking/worker/host';
import type { PlacesRequest, PlacesResponse } from '../../../src/linking/protocol';

const PUBLIC = fileURLToPath(new URL('../../../public', import.meta.url));
let places: PlaceList;
beforeAll(async () => {
  places = await readPlaces(PUBLIC);
});

/** Mentions of the names in brackets. */
function marked(text: string): { raw: string; mentions: Mention[] } {
  const mentions: Mention[] = [];
  let raw = '';
  for (const piece of text.split(/(\[[^\]]+\])/)) {
    if (!piece.startsWith('[')) {
      raw += piece;
      continue;
    }
    const surface = piece.slice(1, -1);
    const start = rawOffset(raw.length);
    raw += surface;
    mentions.push({
      documentId: 'd',
      start,
      end: rawOffset(raw.length),
      surface,
      stem: surface,
      label: 'LOC',
      score: 1,
    });
  }
  return { raw, mentions };
}
function link(text: string, focus: string[] = [], more: Partial<LinkRequest> = {}) {
  const { raw, mentions } = marked(text);
  return linkMentions(
    {
      documentId: 'd',
      raw,
      segments: [],
      mentions,
      date: '',
      focus,
      userChoices: {},
      ownPlaces: [],
      ...more,
    },
    places,
  );
}

describe('what a person knows', () => {
  const own = (name: string, more: Partial<UserPlace> = {}): UserPlace => ({
    ...{ id: 'user:1', name, lat: 35.5, lon: 40.1, level: 'facility', country: 'SY', note: '', source: '' },
    ...more,
  });
  const first = (text: string, more: Partial<LinkRequest>) => link(text, [], more)[0];

  it('finds own places that the list does not have, as written and folded', () => {
    expect(first('وصلوا إلى [نقطة الزبرجد] ليلا', {})?.place).toBeNull();
    for (const written of ['نقطة الزبرجد', 'نقطه الزبرجد']) {
      const found = first(`وصلوا إلى [${written}] ليلا`, { ownPlaces: [own('نقطة الزبرجد')] });
      expect(found?.place?.id, written).toBe('user:1');
      expect(found?.reasons[0]).toEqual({ code: 'ownPlace' });
    }
  });

  it('keeps the radius of an own area', () => {
    const area = own('نقطة الزبرجد', { uncertaintyM: 2500 });
    expect(first('في [نقطة الزبرجد]', { ownPlaces: [area] })?.place?.uncertaintyM).toBe(2500);
  });

  it('has own places beside those of the list', () => {
    const found = first('في [الجديدة] أمس', { ownPlaces: [own('الجديدة', { level: 'town' })] });
    expect(found?.candidates.some(({ id }) => id === 'user:1')).toBe(true);
    expect(found?.candidates.length).toBeGreaterThan(3);
  });

  it('follows an earlier choice unless the text says otherwise', () => {
    const listed = first('في [طرابلس]', {})?.candidates ?? [];
    const lebanon = listed.find(({ country }) => country === 'LB')?.id ?? '';
    const userChoices = { طرابلس: lebanon };
    expect(first('في [طرابلس]', { userChoices })?.place?.id).toBe(lebanon);
    expect(first('في [طرابلس]', { userChoices })?.reasons[0]).toEqual({ code: 'userChoice' });
    expect(
      first('في [طرابلس]، [ليبيا]، قرب [بنغازي] و[مصراتة] الليبيتين', { userChoices })?.place?.country,
    ).toBe('LY');
  });
});

describe('the list of places', () => {
  it('opens verified and knows spellings', () => {
    expect(places.size).toBeGreaterThan(56_000);
    for (const name of ['كفر نبل', 'كفرنبل', 'دمشق', 'ادلب', 'إدلب'])
      expect(places.isKnownName(name), name).toBe(true);
    expect(places.isKnownName('كلمة ليست مكانا')).toBe(false);
  });

  it('gives candidates with stable ids, on Earth, best first', () => {
    const found = places.find('حلب', 50);
    expect(found[0]).toMatchObject({ country: 'SY', level: 'town' });
    for (const { id, lat, lon, level } of found) {
      expect(id).toMatch(/^(wof|geonames|pcode|iso|mawdi):[\w-]+$/);
      expect(Math.abs(lat)).toBeLessThanOrEqual(90);
      expect(Math.abs(lon)).toBeLessThanOrEqual(180);
      expect(PLACE_LEVELS).toContain(level);
    }
    expect(found.map((c) => c.score)).toEqual([...found.map((c) => c.score)].sort((a, b) => b - a));
  });

  it('has every id once', () => {
    const names = ['الجديدة', 'الصالحية', 'المنصورة', 'حلب'];
    for (const name of names) {
      const ids = places.find(name, 100).map((c) => c.id);
      expect(new Set(ids).size).toBe(ids.length);
    }
  });
});

describe('linkMentions', () => {
  it('reads the word before a name', () => {
    const [city, governorate, country] = link('في [حلب] وفي محافظة [حلب] وفي [لبنان]');
    expect(city?.place).toMatchObject({ level: 'town', country: 'SY' });
    expect(governorate?.place?.level).toBe('governorate');
    expect(governorate?.reasons.map((r) => r.code)).toContain('levelCue');
    expect(country?.place).toMatchObject({ id: 'iso:LB', level: 'country' });
  });

  it('lets the document decide between countries, never a prior of its own', () => {
    const [libya] = link('في [طرابلس] و[بنغازي] و[مصراتة] و[سرت] في [ليبيا]');
    const [lebanon] = link('في [طرابلس] و[بيروت] و[صيدا] و[زحلة] في [لبنان]');
    expect(libya?.place?.country).toBe('LY');
    expect(lebanon?.place?.country).toBe('LB');
  });

  it('keeps candidates and never drops a mention', () => {
    const links = link('في [الجديدة] وفي [مكان لا يعرفه أحد]');
    expect(links).toHaveLength(2);
    expect(links[0]?.candidates.length).toBeGreaterThan(2);
    expect(links[0]?.candidates.length).toBeLessThanOrEqual(12);
    expect(links[1]?.place).toBeNull();
    expect(links[1]?.reasons[0]?.code).toBe('notInGazetteer');
    const total = links[0]?.candidates.reduce((sum, c) => sum + c.score, 0) ?? 0;
    expect(total).toBeLessThanOrEqual(1.000001);
  });

  it('takes a person-like village only after a word of kind', () => {
    const [bare, village] = link('قال [جاسم محمد] إن قرية [جاسم محمد] هادئة');
    expect(bare).toMatchObject({ place: null, reasons: [{ code: 'personLike' }] });
    // Twenty villages of Iraq have that name: none is pinned, all are there to choose from.
    expect(village).toMatchObject({ place: null, reasons: [{ code: 'tooAmbiguous' }] });
    expect(village?.candidates[0]?.country).toBe('IQ');
  });

  it('finds the name inside «مدينة الرقة»', () => {
    expect(link('وصلوا إلى [مدينة الرقة]')[0]).toMatchObject({
      toponym: 'الرقة',
      place: { level: 'town', country: 'SY' },
    });
  });

  it('never pins a site on its namesake', () => {
    const [prison, dam] = link('في [سجن الباب] وقرب [سد تشرين]');
    expect(prison).toMatchObject({ place: null, toponym: 'سجن الباب' });
    expect(dam?.place?.level).toBe('facility');
  });

  it('takes the word of kind and the name for one name, wherever the mention begins', () => {
    for (const [text, name, level] of [
      ['سد [تشرين]', 'سد تشرين', 'facility'],
      ['وبسد [تشرين]', 'سد تشرين', 'facility'],
      ['مخيم [الهول]', 'مخيم الهول', 'facility'],
      ['سجن [صيدنايا]', 'سجن صيدنايا', 'facility'],
      ['ريف [دمشق]', 'ريف دمشق', 'governorate'],
      ['جسر [الشغور]', 'جسر الشغور', 'town'],
      ['مدينة [الرياض]', 'الرياض', 'town'],
      ['مخيم [جباليا]', 'مخيم جباليا', 'town'],
    ]) {
      const [found] = link(`قرب ${text ?? ''}`);
      expect(found?.place, text).toMatchObject({ name, level });
      expect(found?.score, text).toBeGreaterThan(0.5);
    }
  });

  it('leaves a direction of the countryside off its governorate', () => {
    for (const text of [
      '[ريف دير الزور الشرقي]',
      'ريف [دير الزور] الشرقي',
      'بريف [دير الزور الشمالي الشرقي]',
    ])
      expect(link(text)[0]?.place, text).toMatchObject({ name: 'دير الزور', level: 'governorate' });
    expect(link('[ريف دمشق الغربي]')[0]?.place?.name).toBe('ريف دمشق');
  });

  it('knows no mountain by the village of its name, and shows the namesake of a site as a guess at most', () => {
    expect(link('[جبل الباب]')[0]).toMatchObject({ place: null, toponym: 'جبل الباب' });
    for (const text of ['مطار [منبج]', 'جبل [سراقب]']) {
      const [guess] = link(text);
      expect(guess?.score, text).toBeLessThan(0.5);
      expect(guess?.candidates[0]?.score, text).toBeLessThan(0.5);
    }
  });

  it('takes a sea for the sea, not for the provinces on its coast', () => {
    expect(link('في [البحر الأحمر]')[0]?.place).toMatchObject({ level: 'region', country: null });
    // Beside Sudan it may be the state after all: a guess, with the sea among its candidates.
    const [, beside] = link('في [السودان] على [البحر الأحمر]');
    expect(beside?.score).toBeLessThan(0.5);
    expect(beside?.candidates.map(({ level }) => level)).toContain('region');
    expect(link('في ولاية [البحر الأحمر]')[0]?.place).toMatchObject({ level: 'governorate', country: 'SD' });
  });

  it('does not call one of several candidates the only one', () => {
    for (const { candidates } of link('سد [تشرين] ومخيم [الهول] وحي [الأشرفية]')) {
      expect(candidates.length).toBeGreaterThan(1);
      for (const { reasons } of candidates)
        expect(reasons.map(({ code }) => code)).not.toContain('onlyCandidate');
    }
  });

  it('gives one link a mention, with scores of one whole, whatever the text', () => {
    const word = fc.constantFrom(
      ...'حلب دمشق طرابلس الجديدة مخيم سجن نهر ريف جبل الشيخ الشرقي كلمة 😀 ً،'.split(' '),
    );
    const piece = fc.tuple(fc.array(word, { minLength: 1, maxLength: 3 }), fc.boolean());
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const text = pieces.map(([words, isMention]) =>
          isMention ? `[${words.join(' ')}]` : words.join(' '),
        );
        const { raw, mentions } = marked(text.join(' '));
        const links = link(text.join(' '));
        expect(links.map(({ start, end }) => [start, end])).toEqual(mentions.map((m) => [m.start, m.end]));
        for (const { start, end, surface, place, score, candidates, reasons } of links) {
          expect(raw.slice(start, end)).toBe(surface);
          expect(reasons.length).toBeGreaterThan(0);
          // Without a place the candidates stay, for a person to choose from.
          if (place) expect(candidates[0]?.id).toBe(place.id);
          expect(score).toBe(place ? candidates[0]?.score : 0);
          expect(candidates.reduce((sum, c) => sum + c.score, 0)).toBeLessThanOrEqual(1 + 1e-9);
          expect(new Set(candidates.map((c) => c.id)).size).toBe(candidates.length);
        }
      }),
    );
  });

  it('does not read a cue over punctuation', () => {
    expect(levelCueBefore('خرج من المدينة، حلب', 16)).toBeNull();
    expect(levelCueBefore('وفي قرية حلب', 9)).not.toBeNull();
  });
});

/** A list without the files beside it. */
const alone = (list: PlaceList): PlaceFiles => ({
  list,
  packs: [],
  side: () => Promise.reject(new Error('not read here')),
  outlines: () => Promise.reject(new Error('not read here')),
});

describe('the places host', () => {
  it('answers every request once, failures with their code, and can load again', async () => {
    const { port1, port2 } = new MessageChannel();
    let attempts = 0;
    createPlacesHost(port2, () => {
      attempts += 1;
      if (attempts === 1) return Promise.reject(new Error('no net'));
      return Promise.resolve(alone(loadGazetteer('|حلب\nحلب\t36200\t37160\tP\tSY\t7\t1\t\tw1\n')));
    });
    port2.start();
    const answers: PlacesResponse[] = [];
    const ask = (request: PlacesRequest) =>
      new Promise<PlacesResponse>((resolve) => {
        port1.onmessage = ({ data }: MessageEvent<PlacesResponse>) => {
          answers.push(data);
          resolve(data);
        };
        port1.postMessage(request);
      });
    expect(await ask({ type: 'load', id: 1, baseUrl: '/' })).toMatchObject({
      type: 'failed',
      id: 1,
      error: { code: 'internal' },
    });
    expect(await ask({ type: 'load', id: 2, baseUrl: '/' })).toMatchObject({
      type: 'done',
      outcome: { size: 1 },
    });
    expect(await ask({ type: 'known', id: 3, names: ['حلب', 'غيرها'] })).toMatchObject({
      outcome: { names: ['حلب'] },
    });
    // A person's own places are known too, for this question alone.
    const own = { id: 'user:1', name: 'زنبقان', lat: 35, lon: 40, level: 'town', country: 'SY' } as const;
    const ownPlaces = [{ ...own, note: '', source: '' }];
    expect(await ask({ type: 'known', id: 4, names: ['زنبقان', 'غيرها'], ownPlaces })).toMatchObject({
      outcome: { names: ['زنبقان'] },
    });
    expect(await ask({ type: 'known', id: 5, names: ['زنبقان'] })).toMatchObject({ outcome: { names: [] } });
    expect(answers).toHaveLength(5);
    port1.close();
    port2.close();
  });

  it('stops a request that is given up between two names, and goes on with others', async () => {
    const { port1, port2 } = new MessageChannel();
    createPlacesHost(port2, () => Promise.resolve(alone(places)));
    port2.start();
    const answers: PlacesResponse[] = [];
    const done = new Promise<void>((resolve) => {
      port1.onmessage = ({ data }: MessageEvent<PlacesResponse>) => {
        if (answers.push(data) === 3) resolve();
      };
    });
    const text = Array.from({ length: 3000 }, (_, at) => `[الجديدة] ${at} قرب [حلب] ثم [المنصورة${at}]`).join(
      '. ',
    );
    const { raw, mentions } = marked(text);
    const request = {
      documentId: 'd',
      raw,
      segments: [],
      mentions,
      date: '',
      focus: [],
      userChoices: {},
      ownPlaces: [],
    };
    port1.postMessage({ type: 'load', id: 1, baseUrl: '/' } satisfies PlacesRequest);
    port1.postMessage({ type: 'link', id: 2, request } satisfies PlacesRequest);
    port1.postMessage({ type: 'cancel', id: 2 } satisfies PlacesRequest);
    port1.postMessage({ type: 'known', id: 3, names: ['حلب'] } satisfies PlacesRequest);
    await done;
    expect(answers.find(({ id }) => id === 2)).toMatchObject({
      type: 'failed',
      error: { code: 'tag/cancelled' },
    });
    expect(answers.find(({ id }) => id === 3)).toMatchObject({ type: 'done' });
    port1.close();
    port2.close();
  });
});
