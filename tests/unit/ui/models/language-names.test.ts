import { describe, expect, it } from 'vitest';
import { languageNames } from '../../../../src/ui/models/language-names';

describe('names of languages', () => {
  it('are those of the language of the page', () => {
    expect(languageNames(['ar', 'fa'], 'en')).toBe('Arabic · Persian');
    expect(languageNames(['ar', 'fa'], 'ar')).toBe('العربية · الفارسية');
  });

  it('leave what is no code as it is', () => {
    expect(languageNames(['zh-classical', 'en'], 'en')).toBe('zh-classical · English');
  });
});
