import { messagesFor, type Language, type Messages } from '../../messages';

export type Theme = 'auto' | 'light' | 'dark';
export type Digits = 'latn' | 'arab';

interface Stored {
  language: Language;
  theme: Theme;
  digits: Digits;
  readerScale: number;
  letterKeys: boolean;
}

const KEY = 'mawdi.settings';
const SCALES = { min: 0.8, max: 1.8, step: 0.1 };

/** What the person chose for the interface; kept in localStorage so that it is known before the first paint. */
export class Settings {
  language = $state<Language>('ar');
  theme = $state<Theme>('auto');
  digits = $state<Digits>('latn');
  readerScale = $state(1);
  letterKeys = $state(true);
  readonly m: Messages['ui'] = $derived(messagesFor(this.language).ui);
  readonly messages: Messages = $derived(messagesFor(this.language));
  readonly direction: 'rtl' | 'ltr' = $derived(this.language === 'ar' ? 'rtl' : 'ltr');
  readonly #numbers = $derived(
    new Intl.NumberFormat(`${this.language}-u-nu-${this.language === 'ar' ? this.digits : 'latn'}`, {
      maximumFractionDigits: 1,
    }),
  );

  constructor(browserLanguages: readonly string[]) {
    this.language = browserLanguages.some((tag) => /^ar\b/i.test(tag)) ? 'ar' : 'en';
    Object.assign(this, readStored());
  }

  /** A number as the person reads it. Never for scores, coordinates or exports. */
  number(value: number): string {
    return this.#numbers.format(value);
  }

  /** A publication date as the person reads it; what is not a date is shown as it was given. */
  date(iso: string): string {
    const time = Date.parse(iso);
    if (Number.isNaN(time)) return iso;
    const locale = `${this.language === 'ar' ? 'ar-SY' : 'en-GB'}-u-nu-${this.language === 'ar' ? this.digits : 'latn'}`;
    return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(time);
  }

  scaleReader(direction: 1 | -1): void {
    const next = Math.round((this.readerScale + direction * SCALES.step) * 10) / 10;
    this.readerScale = Math.min(SCALES.max, Math.max(SCALES.min, next));
    this.save();
  }

  save(): void {
    const stored: Stored = {
      language: this.language,
      theme: this.theme,
      digits: this.digits,
      readerScale: this.readerScale,
      letterKeys: this.letterKeys,
    };
    try {
      localStorage.setItem(KEY, JSON.stringify(stored));
    } catch {
      // Without storage the choice lasts as long as the page.
    }
  }
}

function readStored(): Partial<Stored> {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    if (typeof value !== 'object' || value === null) return {};
    const found = value as Record<string, unknown>;
    const out: Partial<Stored> = {};
    if (found['language'] === 'ar' || found['language'] === 'en') out.language = found['language'];
    if (found['theme'] === 'auto' || found['theme'] === 'light' || found['theme'] === 'dark')
      out.theme = found['theme'];
    if (found['digits'] === 'latn' || found['digits'] === 'arab') out.digits = found['digits'];
    if (typeof found['readerScale'] === 'number')
      out.readerScale = Math.min(SCALES.max, Math.max(SCALES.min, found['readerScale']));
    if (typeof found['letterKeys'] === 'boolean') out.letterKeys = found['letterKeys'];
    return out;
  } catch {
    return {};
  }
}
