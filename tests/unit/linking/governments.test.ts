import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rawOffset } from '../../../src/domain';
import { speaksAsGovernment } from '../../../src/linking';

/** Whether the name in brackets speaks; what stands before `|` in it is attached to it. */
function speaks(text: string): boolean {
  const [before = '', inner = '', after = ''] = text.split(/[[\]]/);
  const surface = inner.replace('|', '');
  const start = rawOffset(before.length);
  return speaksAsGovernment(before + surface + after, {
    ...{ start, end: rawOffset(start + surface.length), surface },
    toponym: inner.split('|').at(-1) ?? '',
  });
}

describe('a country that speaks as a government', () => {
  it.each([
    'قالت [سوريا] إنها لن تشارك في الاجتماع.',
    'وأعلنت [تركيا] وقف الرحلات.',
    'من جهته نفى [العراق] هذه الأنباء.',
    'أدانت [مصر] الهجوم.',
    'ستعلن [قطر] موقفها غدا.',
    'التقى رئيس [لبنان] الوفد.',
    'بحث وزير خارجية [تركيا] الملف.',
    'قال سفير [روسيا] في دمشق.',
    'صرح المتحدث باسم حكومة [السودان].',
    'وصل رئيس جمهورية [العراق].',
    'أضاف أن [إيران] ترفض الشروط.',
    'وكانت [تركيا] قد أعلنت ذلك.',
    '[الأردن]: لن نسمح بعبور السلاح',
    'العنوان\n[روسيا] تحذر من التصعيد',
    '[و|تركيا] تنفي علاقتها بالحادث.',
    'بالتنسيق مع سلطات [الكويت].',
  ])('speaks: %s', (text) => expect(speaks(text)).toBe(true));

  it.each([
    'وقعت اشتباكات في [سوريا] أمس.',
    'في [سوريا] أعلنت السلطات حظر التجول.',
    'شمال [سوريا].',
    'قالت مصادر في [العراق] إن الطريق مغلق.',
    'وقالت [ل|تركيا] إن المهلة انتهت.',
    'وصل اللاجئون إلى [لبنان] ليلا.',
    '[سوريا] بلد يعاني الجفاف.',
    'سافروا من [الأردن] ثم أعلنت الشركة إلغاء الرحلة.',
    'زار الوفد [السعودية].',
    'يعيشون [ب|تركيا] منذ أعوام.',
    'الحرب على [اليمن] مستمرة.',
    'حكومة الوفاق. [ليبيا] أرض واسعة.',
  ])('is a place: %s', (text) => expect(speaks(text)).toBe(false));

  it('does not look beyond the line', () => {
    expect(speaks('قالت\n[سوريا] بلد كبير')).toBe(false);
  });

  it('answers for whatever stands around the name', () => {
    const pieces = fc.array(fc.constantFrom('قالت', 'إن', 'سوريا', '\n', '،', 'حكومة', '🌍', 'ًٌ', ' '));
    fc.assert(
      fc.property(pieces, pieces, (a, b) => {
        expect(typeof speaks(`${a.join(' ')}[سوريا]${b.join(' ')}`)).toBe('boolean');
      }),
    );
  });
});
