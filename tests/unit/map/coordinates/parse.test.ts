import { describe, expect, it } from 'vitest';
import { formatCoordinates, parseCoordinates, type Coordinates } from '../../../../src/map';
import { errorSentence } from '../../../../src/messages';

const DAMASCUS = [33.5138, 36.2765] as const;

const read = (text: string): Coordinates => {
  const result = parseCoordinates(text);
  if (!result.ok) throw result.error;
  return result.value;
};
const refused = (text: string) => {
  const result = parseCoordinates(text);
  return result.ok ? result.value : result.error.code;
};

describe('decimal degrees', () => {
  it.each([
    '33.5138, 36.2765',
    '33.5138,36.2765',
    '33.5138 36.2765',
    '33.5138;36.2765',
    '33.5138/36.2765',
    '33.5138\t36.2765',
    '33.5138\n36.2765',
    '33.5138 - 36.2765',
    '33.5138-36.2765',
    '(33.5138, 36.2765)',
    '[33.5138, 36.2765]',
    '+33.5138 +36.2765',
    '33,5138 36,2765',
    '33,5138, 36,2765',
    '33,5138; 36,2765',
    '33,5138,36,2765',
    '٣٣٫٥١٣٨، ٣٦٫٢٧٦٥',
    '٣٣٫٥١٣٨ ٣٦٫٢٧٦٥',
    '٣٣،٥١٣٨ ٣٦،٢٧٦٥',
    '۳۳٫۵۱۳۸، ۳۶٫۲۷۶۵',
    '\u200f33.5138\u200e,\u00a036.2765\u202c',
    '\u206633.5138, 36.2765\u2069',
    '33.5138\u202f36.2765',
    '33.5138° N, 36.2765° E',
    '33.5138N 36.2765E',
    '33.5138 n 36.2765 e',
    'N33.5138 E36.2765',
    'N 33.5138, E 36.2765',
    'E 36.2765 N 33.5138',
    '36.2765°E 33.5138°N',
    '33.5138º, 36.2765º',
    '33.5138 شمالاً 36.2765 شرقاً',
    '٣٣٫٥١٣٨ شمالاً، ٣٦٫٢٧٦٥ شرقاً',
    '33.5138 شمال و 36.2765 شرق',
    '33.5138 ش، 36.2765 ق',
    '٣٦٫٢٧٦٥ ق ٣٣٫٥١٣٨ ش',
    'خط العرض 33.5138 خط الطول 36.2765',
    'خط عرض: ٣٣٫٥١٣٨ — خط طول: ٣٦٫٢٧٦٥',
    'lat: 33.5138, lon: 36.2765',
    'lng=36.2765&lat=33.5138',
    'Latitude 33.5138 Longitude 36.2765',
    '33.5138N 36.2765',
  ])('reads «%s»', (text) => {
    const { lat, lon, form, uncertaintyM } = read(text);
    expect([lat, lon, form, uncertaintyM]).toEqual([...DAMASCUS, 'decimal', null]);
  });

  it('reads signs, the south and the west', () => {
    expect(read('-33.5 -36.25')).toMatchObject({ lat: -33.5, lon: -36.25 });
    expect(read('−33.5, −36.25')).toMatchObject({ lat: -33.5, lon: -36.25 });
    expect(read('33.5 S 36.25 W')).toMatchObject({ lat: -33.5, lon: -36.25 });
    expect(read('33.5 جنوباً، 36.25 غرباً')).toMatchObject({ lat: -33.5, lon: -36.25 });
    expect(read('33.5 ج 36.25 غ')).toMatchObject({ lat: -33.5, lon: -36.25 });
    expect(read('12.5 -4.25')).toMatchObject({ lat: 12.5, lon: -4.25 });
  });

  it('gives the radius that few digits leave open', () => {
    expect(read('33, 36').uncertaintyM).toBeGreaterThan(70_000);
    expect(read('33.5, 36.3').uncertaintyM).toBeGreaterThan(7000);
    expect(read('33.50, 36.30').uncertaintyM).toBeLessThan(800);
    expect(read('33.500, 36.300').uncertaintyM).toBeNull();
  });
});

describe('degrees, minutes and seconds', () => {
  it.each([
    '33°30′49.7″N 36°16′35.4″E',
    '33°30\'49.7"N 36°16\'35.4"E',
    "33° 30' 49.7'' N, 36° 16' 35.4'' E",
    '33°30’49.7”N 36°16’35.4”E',
    '33d30m49.7s N 36d16m35.4s E',
    '33d30m49.7sN 36d16m35.4sE',
    '33 deg 30 min 49.7 sec north, 36 deg 16 min 35.4 sec east',
    '33 30 49.7 N 36 16 35.4 E',
    'N 33 30 49.7 E 36 16 35.4',
    '33 30 49.7 36 16 35.4',
    '33°30′49.7″ 36°16′35.4″',
    '33°30′49.7 N 36°16′35.4 E',
    '٣٣°٣٠′٤٩٫٧″ شمالاً ٣٦°١٦′٣٥٫٤″ شرقاً',
    '33 درجة 30 دقيقة 49.7 ثانية شمالاً، 36 درجة 16 دقيقة 35.4 ثانية شرقاً',
    '٣٣° ٣٠′ ٤٩٫٧″ ش، ٣٦° ١٦′ ٣٥٫٤″ ق',
    '33°30′49,7″N 36°16′35,4″E',
  ])('reads «%s»', (text) => {
    const { lat, lon, form } = read(text);
    expect(lat).toBeCloseTo(33.51381, 4);
    expect(lon).toBeCloseTo(36.2765, 4);
    expect(form).toBe('dms');
  });

  it.each(["33°30.828'N 36°16.59'E", '33 30.828 36 16.59', '33°30.828′, 36°16.59′', 'N33°30.828 E36°16.59'])(
    'reads decimal minutes: «%s»',
    (text) => {
      expect(read(text).lat).toBeCloseTo(33.5138, 5);
      expect(read(text).lon).toBeCloseTo(36.2765, 5);
    },
  );

  it('tells seconds by letter from the south', () => {
    expect(read('33d30m50s 36d16m35s').lat).toBeGreaterThan(0);
    expect(read('33d30m50S 36d16m35E').lat).toBeLessThan(0);
    expect(read('33°30′50″S 36°16′35″W')).toMatchObject({ form: 'dms' });
    expect(read('33°30′50″S 36°16′35″W').lon).toBeLessThan(0);
  });
});

describe('links', () => {
  it.each([
    ['geo:33.5138,36.2765', null],
    ['geo:33.5138,36.2765;u=250', 250],
    ['geo:33.5138,36.2765,680;crs=wgs84?z=12', null],
    ['geo:0,0?q=33.5138,36.2765(here)', null],
    ['https://www.google.com/maps/@33.5138,36.2765,12z', null],
    ['https://www.google.com/maps/place/X/@33.5,36.3,12z/data=!3m1!3d33.5138!4d36.2765', null],
    ['https://maps.google.com/?q=33.5138,36.2765', null],
    ['https://maps.google.com/maps?q=loc:33.5138%2C36.2765&z=3', null],
    ['https://www.google.com/maps/search/33.5138,+36.2765', null],
    ['https://www.openstreetmap.org/#map=12/33.5138/36.2765', null],
    ['https://www.openstreetmap.org/?mlat=33.5138&mlon=36.2765#map=12/33.6/36.4', null],
    ['https://maps.apple.com/?ll=33.5138,36.2765', null],
    ['@33.5138,36.2765', null],
    ['q=33.5138,36.2765', null],
    ['#map=12/33.5138/36.2765', null],
  ])('reads %s', (text, uncertaintyM) => {
    expect(read(text)).toEqual({ lat: 33.5138, lon: 36.2765, uncertaintyM, form: 'decimal' });
  });

  it('refuses links without coordinates and systems other than WGS 84', () => {
    expect(refused('https://maps.app.goo.gl/abcDEF')).toBe('coordinates/unreadable');
    expect(refused('geo:33.5,36.3;crs=epsg3857')).toBe('coordinates/unreadable');
    expect(refused('https://www.google.com/maps/@333.5,36.3,12z')).toBe('coordinates/range');
  });
});

describe('MGRS', () => {
  // 43SDT: manual of AGI's STK; 4QFJ: Honolulu as Wikipedia gives it, checked there against another converter.
  it('agrees with published references', () => {
    // Theirs is rounded, the standard's is cut off.
    expect(formatCoordinates({ lat: 33.5, lon: 74.75 }, 'mgrs')).toMatch(/^43S DT 7677[89] 06747$/);
    expect(read('43SDT7677906747').lat).toBeCloseTo(33.5, 4);
    expect(read('43SDT7677906747').lon).toBeCloseTo(74.75, 4);
    const honolulu = read('4Q FJ 1234 6789');
    const published = read('21°24′35.43″N 157°54′57.89″W');
    expect(Math.abs(honolulu.lat - published.lat)).toBeLessThan(0.0001);
    expect(Math.abs(honolulu.lon - published.lon)).toBeLessThan(0.0001);
  });

  it('takes the part of a cut square that is inside its zone', () => {
    const cut = read('31TBN73');
    expect(cut.lon).toBeGreaterThan(0);
    expect(cut.lat).toBeCloseTo(47.23, 1);
  });

  it.each([
    ['18SUJ2337106519', 1],
    ['18S UJ 23371 06519', 1],
    ['18 S UJ 23371 06519', 1],
    ['18s uj 23371 06519', 1],
    ['١٨S UJ ٢٣٣٧١ ٠٦٥١٩', 1],
    ['18SUJ23370651', 8],
    ['18SUJ233065', 71],
    ['18SUJ2306', 708],
    ['18SUJ20', 7072],
    ['18SUJ', 70_711],
  ])('reads %s to its digits', (text, uncertaintyM) => {
    const found = read(text);
    expect(found.uncertaintyM).toBe(uncertaintyM);
    const metres = Math.hypot((found.lat - 38.8898) * 111_320, (found.lon + 77.03654) * 111_320 * 0.778);
    expect(metres).toBeLessThanOrEqual(uncertaintyM + 3);
  });

  it.each(['99SUJ2337106519', '18SUJ233', '18SUJ 233 0651', '18SAA12341234', '18SUJ123456123456'])(
    'refuses %s',
    (text) => {
      expect(refused(text)).toBe('coordinates/unreadable');
    },
  );

  it('refuses the polar zones with a sentence of their own', () => {
    expect(refused('ZAH 12345 12345')).toBe('coordinates/polar');
    expect(refused('BAN1234512345')).toBe('coordinates/polar');
  });
});

describe('what cannot be a place', () => {
  it.each([
    ['', 'coordinates/unreadable'],
    ['دمشق', 'coordinates/unreadable'],
    ['33.5 36.3 40.1', 'coordinates/unreadable'],
    ['33.5N 36.3S', 'coordinates/unreadable'],
    ['-33.5 S 36.3 E', 'coordinates/unreadable'],
    ['33.5 kg 36.3', 'coordinates/unreadable'],
    ['33.5.1, 36.3', 'coordinates/unreadable'],
    ['33,5,36', 'coordinates/unreadable'],
    ['33.5138', 'coordinates/half'],
    ['33,36', 'coordinates/half'],
    ['33°30′N', 'coordinates/half'],
    ['٣٣٫٥ شمالاً', 'coordinates/half'],
    ['33.5138,', 'coordinates/half'],
    ['95, 200', 'coordinates/range'],
    ['33.5, 190', 'coordinates/range'],
    ['136.3N 33.5E', 'coordinates/range'],
    ['33°75′N 36°10′E', 'coordinates/range'],
    ['136.2765, 33.5138', 'coordinates/swapped'],
  ])('«%s»: %s', (text, code) => {
    expect(refused(text)).toBe(code);
  });

  it('says what swapped coordinates would be, in both languages', () => {
    const result = parseCoordinates('136.2765, 33.5138');
    if (result.ok) throw new Error('read');
    expect(errorSentence(result.error, 'en').replace(/[\u2066-\u2069]/g, '')).toContain('33.5138, 136.2765');
    expect(errorSentence(result.error, 'ar')).toMatch(/معكوسان.*33\.5138.*136\.2765/s);
  });

  it('finds them swapped where only the other way is plausible', () => {
    const isPlausible = ({ lat, lon }: { lat: number; lon: number }) =>
      lat > 32 && lat < 38 && lon > 35 && lon < 43;
    const swapped = parseCoordinates('36.2765 33.5138', { isPlausible });
    expect(swapped.ok ? null : [swapped.error.code, swapped.error.data]).toEqual([
      'coordinates/swapped',
      { lat: '33.5138', lon: '36.2765' },
    ]);
    expect(parseCoordinates('33.5138 36.2765', { isPlausible }).ok).toBe(true);
    expect(parseCoordinates('36.2765N 33.5138E', { isPlausible }).ok).toBe(true);
    expect(parseCoordinates('10 10', { isPlausible }).ok).toBe(true);
  });
});
