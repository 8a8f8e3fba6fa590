import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { rawOffset, type Link, type Mention } from '../../../src/domain';
import type { PlaceList } from '../../../src/gazetteer';
import { geocodeRows, linkMentions } from '../../../src/linking';
import { createNodeLinker, readPlaces } from '../../../src/linking/node';

const PUBLIC = fileURLToPath(new URL('../../../public', import.meta.url));
let places: PlaceList;
beforeAll(async () => {
  places = await readPlaces(PUBLIC);
});

/** Links of the names in brackets, by name. */
function link(text: string): Record<string, Link> {
  const mentions: Mention[] = [];
  let raw = '';
  for (const piece of text.split(/[[\]]/).entries()) {
    const [at, surface] = piece;
    const start = rawOffset(raw.length);
    raw += surface;
    const end = rawOffset(raw.length);
    if (at % 2 === 1)
      mentions.push({ documentId: 'd', start, end, surface, stem: surface, label: 'LOC', score: 1 });
  }
  const asked = { date: '', focus: [], userChoices: {}, ownPlaces: [] };
  const links = linkMentions({ documentId: 'd', raw, segments: [], mentions, ...asked }, places);
  return Object.fromEntries(links.map((one) => [one.surface, one]));
}

const placeOf = async (text: string) => {
  const linker = createNodeLinker({ publicDir: PUBLIC });
  const [row] = await geocodeRows([{ id: '1', text }], { linker, signal: new AbortController().signal });
  return row;
};

describe('words of kind', () => {
  it('hold for all names of a list', () => {
    const found = link('زار الوفد أحياء [الصاخور] و[الفردوس] و[السكري] في [حلب].');
    for (const name of ['الصاخور', 'الفردوس', 'السكري'])
      expect(found[name]?.place, name).toMatchObject({ level: 'quarter', country: 'SY' });
    expect(Math.abs((found['الفردوس']?.place?.lat ?? 0) - 36.2)).toBeLessThan(0.2);
  });

  it('do not hold past a preposition or a full stop', () => {
    const found = link('زار أحياء [الصاخور] في [حلب] و[تدمر]. ثم أحياء كثيرة. و[منبج].');
    expect(found['تدمر']?.place?.level).toBe('town');
    expect(found['منبج']?.place?.level).toBe('town');
  });

  it('stand for one another where they mean the same', () => {
    expect(link('نزحوا إلى معسكر [كلمة] قرب [نيالا]')['كلمة']?.place).toMatchObject({
      level: 'facility',
      country: 'SD',
    });
    expect(link('فتحت بوابات خزان [الروصيرص]')['الروصيرص']?.place?.level).toBe('facility');
    expect(link('شمال قطاع [غزة]')['غزة']?.place).toMatchObject({ name: 'قطاع غزة', level: 'governorate' });
  });

  it('find a quarter that is listed without its word beside others that are listed with it', () => {
    const found = link('حريق في [حي التضامن] غربي [تونس العاصمة]')['حي التضامن'];
    expect(found?.place?.country).toBe('TN');
    expect(found?.candidates.map(({ country }) => country)).toContain('SY');
  });
});

describe('names taken apart', () => {
  it('are no names by themselves, whatever is called so: «غرب المدينة» is not about Medina', () => {
    const found = link('[تعز]: اشتباكات غرب [المدينة] وفي [الشمال] و[الجنوب]، والوضع في [العاصمة] هادئ.');
    for (const name of ['المدينة', 'الشمال', 'الجنوب', 'العاصمة'])
      expect(found[name], name).toMatchObject({ place: null });
    expect(found['تعز']?.place?.country).toBe('YE');
    expect(link('زار الحجاج [المدينة المنورة] أمس.')['المدينة المنورة']?.place?.country).toBe('SA');
    expect(link('جال في محافظة [الشمال] أمس.')['الشمال']?.place?.country).toBe('LB');
    expect(link('قصف [الجنوب اللبناني] ليلا.')['الجنوب اللبناني']?.place?.country).toBe('LB');
  });

  it('say their kind with an article too', () => {
    expect(link('زار الوفد [السجن المركزي في صنعاء]')['السجن المركزي في صنعاء']?.place?.level).toBe(
      'facility',
    );
  });

  it('are no two letters that are left of a word', async () => {
    expect(await placeOf('مدرسة الشهيد فلان')).toMatchObject({ place: null });
  });
});

describe('what is no name of a place', () => {
  it('is what describes one, a plain word, or a person by name and father’s name', async () => {
    const texts = ['قرية مجاورة', 'بلدة صغيرة', 'داخل المنزل', 'قرب الفرن', 'البناية المجاورة'];
    for (const text of [...texts, 'عبد الكريم السالم'])
      expect(await placeOf(text), text).toMatchObject({ place: null });
    expect((await placeOf('قرية الفرن، لبنان'))?.place?.country).toBe('LB');
  });

  it('is believed less where it is only like a name in the list', () => {
    const found = link('وصلت رسالة من [دواجن] أمس')['دواجن'];
    expect(found?.candidates[0]?.match).toBe('fuzzy');
    expect(found?.score).toBeLessThanOrEqual(0.5);
  });
});

describe('names beside each other', () => {
  it('settle on a common answer instead of changing their minds in turn', async () => {
    expect(await placeOf('المنصورة، ريف الرقة الغربي')).toMatchObject({
      place: { name: 'المنصورة', country: 'SY' },
      isWider: false,
    });
  });

  it('are ends of a way after «إلى» and «طريق», neither in the other', () => {
    expect(link('نزح آلاف من [سنجة] إلى [الدمازين] و[سنار].')['الدمازين']?.place?.country).toBe('SD');
    const road = link('قطع محتجون طريق [سبها] - [مصراتة]');
    expect(road['سبها']?.place?.country).toBe('LY');
    expect(road['مصراتة']?.score).toBeGreaterThan(0.8);
  });

  it('lie in one part of a country where they are listed', () => {
    const found = link('أضرب العمال في [المرج] و[البيضاء] و[سوسة] و[درنة].');
    for (const name of ['المرج', 'البيضاء', 'سوسة', 'درنة'])
      expect(found[name]?.place?.country, name).toBe('LY');
  });

  it('take a town for its governorate, however far it is', () => {
    const found = link('حريق في [عين صالح]، [تمنراست]');
    expect(found['عين صالح']?.place?.country).toBe('DZ');
    expect(found['تمنراست']?.place?.country).toBe('DZ');
  });
});

describe('what the text says of where it plays', () => {
  it('is the country where a country is named, not a hamlet called after it', () => {
    expect(link('[الدريهمي]، محافظة [الحديدة]، [اليمن]')['اليمن']?.place?.level).toBe('country');
  });

  it('counts a dateline less than a place that is told of', () => {
    const ofLebanon = (text: string) =>
      link(text)['طرابلس']?.candidates.find(({ country }) => country === 'LB')?.score ?? 0;
    const written = ofLebanon('[بيروت] (رويترز) - انقطع الماء أمس. وقال سكان في [طرابلس] إنهم ينتظرون.');
    const told = ofLebanon('انقطع الماء أمس في [بيروت]. وقال سكان في [طرابلس] إنهم ينتظرون.');
    expect(written).toBeGreaterThan(0);
    expect(told).toBeGreaterThan(written);
  });

  it('is never sure of a town that the list knows only to a hundred kilometres', () => {
    const found = link('معارك قرب [الطينة] في [شمال دارفور] غربي [السودان]')['الطينة'];
    expect(found?.place?.uncertaintyM).toBeGreaterThan(50_000);
    expect(found?.score).toBeLessThanOrEqual(0.6);
  });
});
