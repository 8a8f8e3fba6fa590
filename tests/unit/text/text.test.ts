import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normOffset } from '../../../src/domain';
import {
  findFolded,
  foldName,
  foldText,
  guessDirection,
  guessLanguage,
  guessTitle,
  normalForm,
  normalizeWord,
  paragraphsOf,
  segmentText,
  segmentWords,
  stripClitics,
  wordsIn,
} from '../../../src/text';
import { rawOffset } from '../../../src/domain';

/** Text as hostile as pages make it: marks, tatweel, direction marks, emoji, presentation forms, CRLF, lone surrogates. */
const PIECES = [
  'الرقة',
  'بِالرَّقَّةِ',
  'كـــفر',
  'قال',
  '؟',
  '؛',
  '…',
  '.',
  '!',
  '«',
  '»',
  '“',
  '”',
  '"',
  ' ',
  '  ',
  '\n',
  '\r\n',
  '\r',
  '\n\n',
  '\t',
  '\u200f',
  '\u200e',
  '\u202b',
  '\u202c',
  '\ufeff',
  '\u200d',
  '\u200c',
  '👨‍👩‍👧',
  '🇸🇾',
  '📍',
  'ﷺ',
  'ﻼَ',
  'U.S.',
  'د.',
  '3.5',
  '١٢٫٥',
  'http://a.sy/x?y=1.',
  'Straße',
  'é',
  'e\u0301',
  '\ud83d',
  '\ude00',
  '\u0085',
  '\u001d',
  '<s>',
  '1.',
  '-',
  '،',
  ':',
  'ە',
  'کوردستان',
];
const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.array(fc.constantFrom(...PIECES), { maxLength: 60 }).map((parts) => parts.join('')),
);

describe('segmentText', () => {
  it('gives exact, ordered offsets and loses no word of any string', () => {
    fc.assert(
      fc.property(hostile, (raw) => {
        const segments = segmentText(raw);
        const words = segments.flatMap((segment) => segment.words);
        for (const word of words) expect(raw.slice(word.start, word.end)).toBe(word.surface);
        expect(words).toEqual(wordsIn(raw, rawOffset(0), rawOffset(raw.length)));
        segments.forEach((segment, i) => {
          expect(segment.index).toBe(i);
          expect(segment.start).toBe(segment.words[0]?.start);
          expect(segment.end).toBe(segment.words.at(-1)?.end);
        });
      }),
      { numRuns: 600 },
    );
  });

  const sentences = (raw: string) => segmentText(raw).map((s) => raw.slice(s.start, s.end));

  it.each([
    ['وصل الوفد. ثم غادر.', ['وصل الوفد.', 'ثم غادر.']],
    ['هل وصل؟ نعم؛ وصل أمس…', ['هل وصل؟', 'نعم؛', 'وصل أمس…']],
    ['قال: «لن نعود.» ثم خرج.', ['قال: «لن نعود.»', 'ثم خرج.']],
    ['بلغت النسبة 3.5 في المئة عند 10.30 صباحًا.', ['بلغت النسبة 3.5 في المئة عند 10.30 صباحًا.']],
    ['التقى د. سامي بالسيد ج. حداد في دمشق.', ['التقى د. سامي بالسيد ج. حداد في دمشق.']],
    ['انظر www.example.org/a.b للمزيد. انتهى', ['انظر www.example.org/a.b للمزيد.', 'انتهى']],
    ['1. أولًا نقطة\n2. ثانيًا نقطة', ['1. أولًا نقطة', '2. ثانيًا نقطة']],
    ['في تاريخ محدّد. وقد تمّ ذلك.', ['في تاريخ محدّد.', 'وقد تمّ ذلك.']],
    ['انتهى اللقاء.وقال الوزير إنه عاد.', ['انتهى اللقاء.', 'وقال الوزير إنه عاد.']],
    ['عنوان بلا نقطة\nثم نص المقال.', ['عنوان بلا نقطة', 'ثم نص المقال.']],
    ['سأل: «هل تعود؟»، ثم سكت.', ['سأل: «هل تعود؟»، ثم سكت.']],
    ['قال: ... لا أعرف. ومضى.', ['قال: ... لا أعرف.', 'ومضى.']],
    ['حضر الحفل ود. سامي ود.ليلى أيضًا. ثم غادرا.', ['حضر الحفل ود. سامي ود.ليلى أيضًا.', 'ثم غادرا.']],
    [
      'كتب إلى a.b@mail.example.org يوم 12.10.2024. وردّوا.',
      ['كتب إلى a.b@mail.example.org يوم 12.10.2024.', 'وردّوا.'],
    ],
    ['اجتمعوا في أ.ف.ب. صباحًا', ['اجتمعوا في أ.ف.ب. صباحًا']],
    ['ابدأ بـ 1.2. التمهيد', ['ابدأ بـ 1.2.', 'التمهيد']],
    ['1.2. التمهيد طويل', ['1.2. التمهيد طويل']],
    ['a) أول\r\nب) ثانٍ\rج) ثالث', ['a) أول', 'ب) ثانٍ', 'ج) ثالث']],
    [
      'It cost approx. ten pounds... or more. Nobody asked.',
      ['It cost approx. ten pounds... or more.', 'Nobody asked.'],
    ],
    ['ذكرت سي.إن.إن. أمس و(إم. بي. سي.) اليوم', ['ذكرت سي.إن.إن. أمس و(إم. بي. سي.) اليوم']],
    ['صاح: "سندخل!". ثم دخل. "', ['صاح: "سندخل!".', 'ثم دخل. "']],
    ['لن نرحل.. أهالي الحي يعتصمون', ['لن نرحل.. أهالي الحي يعتصمون']],
    ['انتهى.«وسنعود» قال.', ['انتهى.', '«وسنعود» قال.']],
    ['زوروا http://مثال.شبكة/أخبار.محلية اليوم', ['زوروا http://مثال.شبكة/أخبار.محلية اليوم']],
    ['The U.S. said so. Dr. Smith left.', ['The U.S. said so.', 'Dr. Smith left.']],
  ])('cuts %j', (raw, expected) => {
    expect(sentences(raw)).toEqual(expected);
  });

  it('joins lines that a program wrapped', () => {
    const raw = [
      'ذكر شهود من أهالي البلدة أن القافلة توقفت عند',
      'الجسر الشرقي قبل أن تتابع طريقها إلى المدينة',
      'حيث كان في استقبالها عدد من وجهاء العشائر في',
      'ساحة البلدية. وبقيت هناك حتى المساء.',
    ].join('\n');
    expect(sentences(raw)).toHaveLength(2);
  });

  it('joins a short paragraph by the width of the others, never an item of a list', () => {
    const raw = [
      'ذكر شهود من أهالي البلدة أن القافلة توقفت عند',
      'الجسر الشرقي قبل أن تتابع طريقها إلى المدينة',
      'حيث كان في استقبالها عدد من وجهاء العشائر.',
      '',
      'ثم مضت القافلة إلى الساحة ونزل منها المسافرون',
      'ومعهم أمتعتهم كلها.',
    ].join('\r\n');
    expect(sentences(raw)).toHaveLength(2);
    const list = [
      '- فتح الطريق أمام القوافل الآتية من جهة الشرق',
      '- إصلاح الجسر الصغير قرب السوق القديم وتوسيعه',
      '- زيادة عدد الحافلات في أيام الأعياد والعطلات',
    ].join('\n');
    expect(sentences(list)).toHaveLength(3);
  });

  it('stays linear on pathological input', () => {
    const lines = ['كلمة بلا نقطة\n', 'كلمة\n\n', '؟، ', ': ...'];
    for (const piece of ['.', '«', '\n', '. ', 'د. ', '"', '(', '\r\n', '. .\n', ...lines]) {
      const raw = piece.repeat(60_000);
      const words = segmentText(raw).reduce((n, segment) => n + segment.words.length, 0);
      expect(words).toBe(wordsIn(raw, rawOffset(0), rawOffset(raw.length)).length);
    }
  });

  it('keeps the words of a file as they are', () => {
    const { raw, segments } = segmentWords([['و', 'قال', 'لـ', 'سوريا.'], ['نعم']]);
    expect(raw).toBe('و قال لـ سوريا.\nنعم');
    expect(segments.map((s) => s.words.map((w) => raw.slice(w.start, w.end)))).toEqual([
      ['و', 'قال', 'لـ', 'سوريا.'],
      ['نعم'],
    ]);
  });
});

describe('normalizeWord', () => {
  it('is the normal form of the models, with offsets inside the word', () => {
    fc.assert(
      fc.property(hostile, (raw) => {
        const { text, toRaw } = normalizeWord(raw);
        expect(text).toBe(normalForm(raw));
        let last = 0;
        for (let i = 0; i <= text.length; i++) {
          const at = toRaw(normOffset(i));
          expect(at).toBeGreaterThanOrEqual(last);
          expect(at).toBeLessThanOrEqual(raw.length);
          last = at;
        }
        expect(last).toBe(raw.length);
      }),
    );
    expect(normalizeWord('بِالرَّقَّةِ').text).toBe('بالرقة');
    expect(normalizeWord('كـــفر').toRaw(normOffset(1))).toBe(4);
  });
});

describe('folding', () => {
  it.each([
    ['أُحُد', 'احد'],
    ['إدلب', 'ادلب'],
    ['مدرسة', 'مدرسه'],
    ['مستشفى', 'مستشفي'],
    ['کرکوک', 'كركوك'],
    ['الـــرقة', 'الرقه'],
    ['١٢٣ شارع', '123 شارع'],
    ['Café', 'cafe'],
    ['سُوءٍ', 'سو'],
  ])('folds %s', (name, key) => expect(foldName(name)).toBe(key));

  it('is idempotent and maps back inside the text', () => {
    fc.assert(
      fc.property(hostile, (raw) => {
        expect(foldName(foldName(raw))).toBe(foldName(raw));
        const { text, toRaw } = foldText(raw);
        let last = 0;
        for (let i = 0; i <= text.length; i++) {
          const at = toRaw(normOffset(i));
          expect(at).toBeGreaterThanOrEqual(last);
          expect(at).toBeLessThanOrEqual(raw.length);
          last = at;
        }
      }),
    );
  });

  it('finds whole characters: a ligature is never cut, a query of marks finds nothing', () => {
    const at = (raw: string, query: string) =>
      findFolded(raw, query).map(({ start, end }) => raw.slice(start, end));
    expect(at('كﻼم طويل', 'كل')).toEqual(['كﻼ']);
    expect(at('محمد ﷺ', 'الله')).toEqual(['ﷺ']);
    expect(at('ال\u061cرقة', 'الرقة')).toEqual(['ال\u061cرقة']);
    expect(at('دير\r\nالزور', 'دير الزور')).toEqual(['دير\r\nالزور']);
    expect(at('حلب', 'ـ')).toEqual([]);
    fc.assert(
      fc.property(hostile, hostile, (raw, query) => {
        let last = 0;
        for (const { start, end } of findFolded(raw, query)) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          expect(foldName(raw.slice(start, end))).toContain(foldName(query));
          last = end;
        }
        expect(last).toBeLessThanOrEqual(raw.length);
      }),
    );
  });

  it('finds spellings, or with the switch only the exact one', () => {
    const raw = 'في إِدْلِب وادلب وإدلب.';
    const at = (options?: { exact: boolean }) =>
      findFolded(raw, 'إدلب', options).map(({ start, end }) => raw.slice(start, end));
    expect(at()).toEqual(['إِدْلِب', 'ادلب', 'إدلب']);
    expect(at({ exact: true })).toEqual(['إدلب']);
  });
});

describe('stripClitics', () => {
  const known = (name: string) =>
    'لبنان|بليون|وهران|حلب|كفرنبل|الرقة|ليبيا|لندن|اللاذقية|كاليفورنيا|التل'.split('|').includes(name);
  it.each([
    ['بالرقة', 'الرقة'],
    ['وبالرقة', 'الرقة'],
    ['للرقة', 'الرقة'],
    ['ولبنان', 'لبنان'],
    ['بحلب', 'حلب'],
    ['وهران', 'وهران'],
    ['بليون', 'بليون'],
    ['سالم', 'سالم'],
    ['والي', 'والي'],
    ['بِالرَّقَّة', 'الرَّقَّة'],
    ['وكفرنبل', 'كفرنبل'],
    ['وقوات سوريا', 'وقوات سوريا'],
    ['للبنان', 'لبنان'],
    ['فلليبيا', 'ليبيا'],
    ['للاذقية', 'اللاذقية'],
    ['لِلقنيطرة', 'القنيطرة'],
    ['كاليفورنيا', 'كاليفورنيا'],
    ['بالتل', 'التل'],
    ['والتر', 'والتر'],
    ['وكالات', 'وكالات'],
    ['سبحلب', 'سبحلب'],
    ['بـحلب', 'حلب'],
    ['بـــالقدس الشرقية', 'القدس الشرقية'],
  ])('%s → %s', (surface, stem) => {
    const stripped = stripClitics(surface, known);
    expect(stripped.text).toBe(stem);
    // What is not restored stands in the surface.
    expect(stem.endsWith(surface.slice(stripped.start, stripped.end))).toBe(true);
  });

  it('stays a range within any surface', () => {
    fc.assert(
      fc.property(hostile, fc.boolean(), (surface, isKnown) => {
        const { start, end, text } = stripClitics(surface, (name) => isKnown && name !== surface);
        expect(start).toBeGreaterThanOrEqual(0);
        expect(end).toBe(surface.length);
        expect(text.endsWith(surface.slice(start, end))).toBe(true);
      }),
    );
  });
});

describe('guesses', () => {
  it('takes the first headline-like line as title and leaves the text alone', () => {
    expect(
      guessTitle('عنب بلدي\nمقتل ثلاثة مدنيين في ريف حلب الشمالي\n\nقال شهود إن القصف استمر ساعة.'),
    ).toBe('مقتل ثلاثة مدنيين في ريف حلب الشمالي');
  });

  it.each([
    [
      'هل تعود الحرب إلى المدينة القديمة؟\n\nعنوان فرعي في القصة\nقال الرجل.',
      'هل تعود الحرب إلى المدينة القديمة؟',
    ],
    [
      'الرئيسية > أخبار > سوريا\nانفجار يهز سوق البلدة القديمة\nقال شهود إن.',
      'انفجار يهز سوق البلدة القديمة',
    ],
    ['عنب بلدي – خاص\nأزمة مياه في قرى الريف الغربي\nيعاني.', 'أزمة مياه في قرى الريف الغربي'],
    ['بقلم: سامر الحسن الأحمد\nعن المدينة والبحر والريح\nكان.', 'عن المدينة والبحر والريح'],
    ['شارك على فيسبوك وتويتر\nأزمة مياه في قرى الريف\nنص', 'أزمة مياه في قرى الريف'],
    ['اقرأ أيضاً: خبر عن السوق\nأزمة مياه في قرى الريف\nنص', 'أزمة مياه في قرى الريف'],
    ['آخر تحديث: 12 آذار 2024\nأزمة مياه في قرى الريف\nنص', 'أزمة مياه في قرى الريف'],
    ['دمشق-سانا\nافتتاح سوق جديد في المدينة\nنص', 'افتتاح سوق جديد في المدينة'],
    ['أبرز أحداث الأربعاء 25 آذار 2017\nنص المقال', 'أبرز أحداث الأربعاء 25 آذار 2017'],
    ['سامر الحسن – الخميس 3 مارس 2024\nأزمة مياه في قرى الريف\nنص', 'أزمة مياه في قرى الريف'],
    ['AFP: الفريق في المباراة النهائية\nنص', 'AFP: الفريق في المباراة النهائية'],
    ['كبير يا نور\n\nوصل اللاعب إلى المدينة أمس بعد رحلة طويلة.', 'كبير يا نور'],
    ['# أزمة مياه في قرى الريف\nنص', 'أزمة مياه في قرى الريف'],
    ['وصل الوفد إلى دمشق أمس بعد رحلة.\n\nعنوان فرعي للقسم الثاني\nنص.', 'وصل الوفد إلى دمشق أمس بعد رحلة.'],
    ['', ''],
  ])('takes the title of %j', (raw, title) => expect(guessTitle(raw)).toBe(title));

  it('knows languages and directions', () => {
    expect(guessLanguage('قال الوزير إن القوات وصلت إلى المدينة صباح اليوم')).toBe('ar');
    expect(guessLanguage('The minister said that the forces were in the city and on the road')).toBe('en');
    expect(guessLanguage('هێزەکانی پێشمەرگە گەیشتنە شارەکە و دەستیان بە کار کرد')).toBe('ckb');
    expect(guessLanguage('؟!')).toBe('und');
    expect(guessDirection('BBC قالت إن الوزير وصل إلى بغداد')).toBe('rtl');
    expect(guessDirection('Reuters said دمشق is calm today')).toBe('ltr');
  });

  it('covers the whole text with paragraphs', () => {
    fc.assert(
      fc.property(hostile, (raw) => {
        expect(
          paragraphsOf(raw)
            .map(({ start, end }) => raw.slice(start, end))
            .join(''),
        ).toBe(raw);
      }),
    );
  });
});
