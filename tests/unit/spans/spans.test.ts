import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rawOffset, type Mention, type Scheme } from '../../../src/domain';
import { segmentText } from '../../../src/text';
import { bioRanges, decodeSpans, filterSpans, groupMentions, scoreInWords, stemOf } from '../../../src/spans';

const LABELS = ['O', 'B-PER', 'I-PER', 'B-LOC', 'I-LOC', 'B-ORG', 'I-ORG', 'B-MISC', 'I-MISC'];
const SCHEME: Scheme = { id: 'newsroom', offset: 0, labels: LABELS };

/** Probabilities that put `p` on the tag of each word and the rest on `O` (or B-PER where the tag is `O`). */
function tagged(raw: string, tags: readonly string[], p: readonly number[]) {
  const segment = segmentText(raw)[0];
  if (!segment) throw new Error('no segment');
  const probabilities = new Float32Array(tags.length * LABELS.length);
  tags.forEach((tag, i) => {
    probabilities[i * LABELS.length + LABELS.indexOf(tag)] = p[i] ?? 1;
    probabilities[i * LABELS.length + (tag === 'O' ? 1 : 0)] = 1 - (p[i] ?? 1);
  });
  return { segment, tags: { segmentIndex: 0, tags, probabilities } };
}

describe('decodeSpans', () => {
  it('scores a span by the mean over its words and names the runner-up', () => {
    const raw = 'زار بشار أحمد بالرقة';
    const { segment, tags } = tagged(raw, ['O', 'B-PER', 'I-PER', 'B-LOC'], [1, 0.9, 0.7, 0.6]);
    const spans = decodeSpans(tags, segment, SCHEME, raw);
    expect(spans.map((s) => [raw.slice(s.start, s.end), s.label, s.runnerUp, s.stem.text])).toEqual([
      ['بشار أحمد', 'PER', 'O', 'بشار أحمد'],
      ['بالرقة', 'LOC', 'O', 'الرقة'],
    ]);
    expect(spans[0]?.score).toBeCloseTo(0.8, 5);
    expect(spans[0]?.margin).toBeCloseTo(0.6, 5);
    expect(spans[1]?.margin).toBeCloseTo(0.2, 5);
  });

  it('never overlaps and always slices to words, for any tags', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('حلب', 'بِالرقة', 'قال', '📍', '،', 'x'), { minLength: 1, maxLength: 20 }),
        fc.infiniteStream(fc.constantFrom(...LABELS)),
        (pieces, stream) => {
          const raw = pieces.join(' ');
          const segment = segmentText(raw)[0];
          if (!segment) return;
          const tags = segment.words.map(() => stream.next().value as string);
          const spans = decodeSpans(
            {
              segmentIndex: 0,
              tags,
              probabilities: new Float32Array(tags.length * LABELS.length).fill(1 / 9),
            },
            segment,
            SCHEME,
            raw,
          );
          let last = -1;
          for (const span of spans) {
            expect(span.start).toBeGreaterThan(last - 1);
            expect(span.end).toBeGreaterThan(span.start);
            expect(segment.words.some((w) => w.start === span.start)).toBe(true);
            expect(span.stem.start).toBeGreaterThanOrEqual(span.start);
            expect(span.stem.end).toBe(span.end);
            last = span.end;
          }
          const words = bioRanges(tags).reduce((n, r) => n + r.last - r.first + 1, 0);
          expect(words).toBe(tags.filter((tag) => tag !== 'O').length);
        },
      ),
    );
  });

  it.each([
    ['PER', 'والأسد', 'الأسد'],
    ['PER', 'للأسد', 'الأسد'],
    ['PER', 'وليد', 'وليد'],
    ['PER', 'فالنتينا', 'فالنتينا'],
    ['PER', 'وحلب', 'وحلب'],
    ['LOC', 'وحلب', 'حلب'],
    ['LOC', 'فالحسكة', 'الحسكة'],
    ['ORG', 'ولوزارة الدفاع', 'ولوزارة الدفاع'],
    ['ORG', 'وبالأمم المتحدة', 'الأمم المتحدة'],
  ])('takes clitics off a %s: %s', (label, surface, stem) => {
    const known = (name: string) => name === 'حلب';
    const raw = `في ${surface} أمس`;
    const found = stemOf(raw, 3, 3 + surface.length, label, known);
    expect(found.text).toBe(stem);
    expect(found.start).toBeGreaterThanOrEqual(3);
    expect(found.end).toBe(3 + surface.length);
  });

  it('filters by score and label and puts scores in words', () => {
    const raw = 'حلب دمشق';
    const { segment, tags } = tagged(raw, ['B-LOC', 'B-PER'], [0.5, 0.99]);
    const spans = decodeSpans(tags, segment, SCHEME, raw);
    expect(filterSpans(spans, { minScore: 0.6, hiddenLabels: new Set() })).toHaveLength(1);
    expect(filterSpans(spans, { minScore: 0, hiddenLabels: new Set(['PER']) })).toHaveLength(1);
    expect([0.95, 0.7, 0.3].map(scoreInWords)).toEqual(['sure', 'likely', 'doubtful']);
  });
});

describe('groupMentions', () => {
  const raw =
    'قال الرئيس السوري بشار الأسد إن إدلب وادلب هادئتان. وقوات سوريا الديمقراطية تنفي، قوات سوريا الديمقراطية باقية. وصل الأسد.';
  const mention = (surface: string, label: string, from = 0, stem = surface): Mention => {
    const start = raw.indexOf(surface, from);
    return {
      documentId: 'd',
      start: rawOffset(start),
      end: rawOffset(start + surface.length),
      surface,
      stem,
      label,
      score: 1,
    };
  };
  const mentions = [
    mention('بشار الأسد', 'PER'),
    mention('إدلب', 'LOC'),
    mention('وادلب', 'LOC', 0, 'ادلب'),
    mention('وقوات سوريا الديمقراطية', 'ORG'),
    mention('قوات سوريا الديمقراطية', 'ORG', raw.indexOf('تنفي')),
    mention('الأسد', 'PER', raw.lastIndexOf('وصل')),
  ];
  const groups = groupMentions(mentions, { by: 'count', rawOf: () => raw });

  it('unites spellings and attached letters', () => {
    expect(groups.map((g) => [g.name, g.count])).toEqual([
      ['إدلب', 2],
      ['قوات سوريا الديمقراطية', 2],
      ['الأسد', 1],
      ['بشار الأسد', 1],
    ]);
  });

  it('keeps the order of first mentions where none is asked for, and then looks for no title words', () => {
    const found = groupMentions(mentions, { by: 'found' });
    expect(new Set(found.map((g) => g.key))).toEqual(new Set(groups.map((g) => g.key)));
    const firsts = found.map((g) => g.mentions[0]?.start ?? -1);
    expect(firsts).toEqual([...firsts].sort((a, b) => a - b));
    expect(found.every((g) => g.titleWords === '')).toBe(true);
  });

  it('shows the words of office beside a person', () => {
    expect(groups.find((g) => g.name === 'بشار الأسد')?.titleWords).toBe('الرئيس السوري');
  });

  /** A group of one mention of `name` in `text`. */
  const titleIn = (text: string, name: string, label: string) => {
    const start = text.indexOf(name);
    const one: Mention = {
      documentId: 'x',
      start: rawOffset(start),
      end: rawOffset(start + name.length),
      surface: name,
      stem: name,
      label,
      score: 1,
    };
    return groupMentions([one], { by: 'count', rawOf: () => text })[0]?.titleWords;
  };
  it.each([
    ['وصل نائب وزير الدفاع السابق سامر الحسن', 'سامر الحسن', 'PER', 'نائب وزير الدفاع السابق'],
    ['رسالة للرئيس سامر الحسن', 'سامر الحسن', 'PER', 'الرئيس'],
    ['قال الرئيس إن سامر الحسن عاد', 'سامر الحسن', 'PER', ''],
    ['عاد الرئيس. سامر الحسن بقي', 'سامر الحسن', 'PER', ''],
    ['معارك بمدينة الباب', 'الباب', 'LOC', 'مدينة'],
    ['في محافظة ريف دمشق', 'دمشق', 'LOC', 'محافظة ريف'],
    ['مقر منظمة الهلال', 'الهلال', 'ORG', 'منظمة'],
  ])('in «%s» finds beside %s (%s): «%s»', (text, name, label, title) =>
    expect(titleIn(text, name, label)).toBe(title),
  );

  it('unites a surname with its attached letters, keeps names apart that differ by one, orders by document', () => {
    const at = (documentId: string, start: number, stem: string): Mention => ({
      documentId,
      start: rawOffset(start),
      end: rawOffset(start + stem.length),
      surface: stem,
      stem,
      label: 'PER',
      score: 1,
    });
    const found = groupMentions(
      [
        at('b', 9, 'وبوتين'),
        at('b', 30, 'بوتين'),
        at('a', 5, 'بوتين'),
        at('a', 1, 'لبوتين'),
        at('a', 50, 'كمال'),
        at('a', 60, 'مال'),
      ],
      { by: 'count', rawOf: () => '' },
    );
    expect(found.map((g) => [g.name, g.count])).toEqual([
      ['بوتين', 4],
      ['كمال', 1],
      ['مال', 1],
    ]);
    expect(found[0]?.mentions.map((m) => [m.documentId, m.start])).toEqual([
      ['b', 9],
      ['b', 30],
      ['a', 1],
      ['a', 5],
    ]);
  });

  it('ignores the article in the alphabet', () => {
    const names = ['الباب', 'تدمر', 'أريحا'].map((name): Mention => ({
      documentId: 'd',
      start: rawOffset(0),
      end: rawOffset(1),
      surface: name,
      stem: name,
      label: 'LOC',
      score: 1,
    }));
    expect(groupMentions(names, { by: 'alphabet', rawOf: () => '' }).map((g) => g.name)).toEqual([
      'أريحا',
      'الباب',
      'تدمر',
    ]);
  });
});
