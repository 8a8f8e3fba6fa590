import { describe, expect, it } from 'vitest';
import { countriesByName, countryCodes, findCountry } from '../../../src/ui/state/countries';

describe('countries to choose from', () => {
  it('are those of ISO 3166, each once', () => {
    const codes = countryCodes();
    expect(codes.length).toBeGreaterThan(240);
    expect(codes.length).toBeLessThan(256);
    for (const code of ['SY', 'SD', 'PS', 'LY', 'IQ']) expect(codes).toContain(code);
    for (const code of ['SU', 'YU', 'UK', 'EU', 'UN']) expect(codes).not.toContain(code);
    const names = countriesByName('en').map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  it.each([
    ['السودان', 'SD'],
    ['سودان', 'SD'],
    ['Sudan', 'SD'],
    ['ليبيا', 'LY'],
    ['iraq', 'IQ'],
    ['الاردن', 'JO'],
    ['SY', 'SY'],
  ])('are found by %s', (text, code) => expect(findCountry(text)).toBe(code));

  it.each(['', '  ', 'كوكب', 'Sud'])('are not found by “%s”', (text) => expect(findCountry(text)).toBeNull());
});
