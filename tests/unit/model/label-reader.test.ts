import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  areUnnamed,
  classOf,
  kindsOf,
  schemeFor,
  styleOf,
  type ForeignLabels,
} from '../../../src/model/foreign-labels';
import { foreignReader, headReader } from '../../../src/model/label-reader';
import { softmaxRows, viterbi } from '../../../src/model';

const identity = (names: readonly string[]) => Object.fromEntries(kindsOf(names).map((kind) => [kind, kind]));

/** Tags of words whose classes are named, each as sure as can be. */
function readAs(labels: ForeignLabels, words: readonly string[]): string[] {
  const reader = foreignReader(schemeFor('s', labels), labels);
  const scores = new Float32Array(words.length * reader.width);
  words.forEach((name, word) => (scores[word * reader.width + labels.names.indexOf(name)] = 9));
  return reader.read(scores).tags;
}

describe('names of classes', () => {
  it('tell how names are marked', () => {
    expect(styleOf(['O', 'B-PER', 'I-PER'])).toBe('bio');
    expect(styleOf(['O', 'B_PER', 'I_PER', 'L_PER', 'U_PER'])).toBe('bioes');
    expect(styleOf(['O', 'B-PER', 'I-PER', 'E-PER', 'S-PER'])).toBe('bioes');
    expect(styleOf(['O', 'I-PER', 'I-LOC'])).toBe('io');
    expect(styleOf(['O', 'PERSON', 'GPE'])).toBe('io');
  });

  it('are taken apart', () => {
    expect(classOf('B-work-of-art')).toEqual({ role: 'B', kind: 'work-of-art' });
    expect(classOf('L-PER').role).toBe('E');
    expect(classOf('U-PER').role).toBe('S');
    expect(classOf('O')).toEqual({ role: '', kind: '' });
    expect(classOf('LOC')).toEqual({ role: 'I', kind: 'LOC' });
    expect(kindsOf(['O', 'B-pers', 'I-pers', 'GPE'])).toEqual(['pers', 'GPE']);
  });

  it('are missing where only numbers stand', () => {
    expect(areUnnamed(['LABEL_0', 'LABEL_1'])).toBe(true);
    expect(areUnnamed(['O', 'LABEL_1'])).toBe(false);
  });

  it('make a scheme over what they count as, the usual labels first', () => {
    const map = { person: 'PER', gpe: 'LOC', fac: 'LOC', date: null, law: 'LAW' };
    const names = ['O', ...Object.keys(map).map((kind) => `B-${kind}`)];
    expect(schemeFor('own:x', { names, style: 'bio', map })).toEqual({
      id: 'own:x',
      offset: 0,
      labels: ['O', 'B-PER', 'I-PER', 'B-LOC', 'I-LOC', 'B-LAW', 'I-LAW'],
    });
  });
});

describe('foreignReader', () => {
  const NAMES = {
    bio: ['O', 'B-PER', 'I-PER', 'B-LOC', 'I-LOC'],
    bioes: ['O', 'B-PER', 'I-PER', 'E-PER', 'S-PER'],
    io: ['O', 'PER', 'LOC'],
  };

  it('reads each style as it is meant', () => {
    const bio = { names: NAMES.bio, map: identity(NAMES.bio) };
    expect(readAs({ ...bio, style: 'bio' }, ['B-PER', 'I-PER', 'B-PER', 'O'])).toEqual([
      'B-PER',
      'I-PER',
      'B-PER',
      'O',
    ]);
    // CoNLL 2003: a name begins with I, and with B only beside another of its kind.
    expect(readAs({ ...bio, style: 'iob1' }, ['I-PER', 'I-PER', 'B-PER', 'I-LOC'])).toEqual([
      'B-PER',
      'I-PER',
      'B-PER',
      'B-LOC',
    ]);
    const bioes: ForeignLabels = { names: NAMES.bioes, map: identity(NAMES.bioes), style: 'bioes' };
    expect(readAs(bioes, ['B-PER', 'I-PER', 'E-PER', 'S-PER', 'S-PER'])).toEqual([
      'B-PER',
      'I-PER',
      'I-PER',
      'B-PER',
      'B-PER',
    ]);
    const io: ForeignLabels = { names: NAMES.io, map: identity(NAMES.io), style: 'io' };
    expect(readAs(io, ['PER', 'PER', 'LOC', 'O', 'PER'])).toEqual(['B-PER', 'I-PER', 'B-LOC', 'O', 'B-PER']);
  });

  it('never goes on with a name that did not begin', () => {
    const bio: ForeignLabels = { names: NAMES.bio, map: identity(NAMES.bio), style: 'bio' };
    const tags = readAs(bio, ['O', 'I-PER', 'I-LOC']);
    tags.forEach((tag, i) => {
      if (tag.startsWith('I-')) expect(tags[i - 1]?.slice(2)).toBe(tag.slice(2));
    });
  });

  it('keeps neighbours apart that count as the same', () => {
    const names = ['O', 'GPE', 'FAC'];
    const labels: ForeignLabels = { names, style: 'io', map: { GPE: 'LOC', FAC: 'LOC' } };
    expect(readAs(labels, ['GPE', 'FAC'])).toEqual(['B-LOC', 'B-LOC']);
  });

  it('gives what counts as nothing to O, with its probability', () => {
    const labels: ForeignLabels = { names: NAMES.io, style: 'io', map: { PER: 'PER', LOC: null } };
    const scheme = schemeFor('s', labels);
    const { tags, probabilities } = foreignReader(scheme, labels).read(Float32Array.of(0, 0, 9));
    expect(tags).toEqual(['O']);
    expect(probabilities[0]).toBeGreaterThan(0.99);
  });

  it('reads plain BIO classes as a head of our own, whatever the logits', () => {
    const labels: ForeignLabels = { names: NAMES.bio, map: identity(NAMES.bio), style: 'bio' };
    const scheme = schemeFor('s', labels);
    expect(scheme.labels).toEqual(NAMES.bio);
    const logits = fc
      .integer({ min: 0, max: 8 })
      .chain((words) =>
        fc.float32Array({ minLength: words * 5, maxLength: words * 5, min: -8, max: 8, noNaN: true }),
      );
    fc.assert(
      fc.property(logits, (scores) => {
        expect(foreignReader(scheme, labels).read(scores)).toEqual({
          tags: viterbi(scores, scheme.labels),
          probabilities: softmaxRows(scores, 5),
        });
        expect(headReader(scheme).read(scores).tags).toEqual(viterbi(scores, scheme.labels));
      }),
    );
  });

  it('has probabilities that sum to one and fit the tags, in every style', () => {
    const styles = fc.constantFrom<[readonly string[], ForeignLabels['style']]>(
      [NAMES.bio, 'bio'],
      [NAMES.bio, 'iob1'],
      [NAMES.bioes, 'bioes'],
      [NAMES.io, 'io'],
    );
    const cases = styles.chain(([names, style]) =>
      fc.tuple(
        fc.constant({ names, style, map: identity(names) }),
        fc.integer({ min: 1, max: 6 }).chain((words) => {
          const size = words * names.length;
          return fc.float32Array({ minLength: size, maxLength: size, min: -8, max: 8, noNaN: true });
        }),
      ),
    );
    fc.assert(
      fc.property(cases, ([labels, scores]) => {
        const scheme = schemeFor('s', labels);
        const { tags, probabilities } = foreignReader(scheme, labels).read(scores);
        const width = scheme.labels.length;
        tags.forEach((tag, word) => {
          const row = probabilities.slice(word * width, (word + 1) * width);
          expect(row.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 4);
          expect(scheme.labels).toContain(tag);
          if (tag.startsWith('I-')) expect(tags[word - 1]?.slice(2)).toBe(tag.slice(2));
        });
      }),
    );
  });
});
