// @vitest-environment jsdom
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  barsSvg,
  confusionMatrix,
  curveSvg,
  MISSED,
  matrixSvg,
  SPURIOUS,
  thresholdCurve,
  type PictureTheme,
} from '../../../../src/evaluation';
import { scored, sentence, span } from '../synthetic';

const theme: PictureTheme = {
  paper: '#ffffff',
  ink: '#1f1c17',
  inkSoft: '#5d574c',
  line: '#ddd7ca',
  accent: '#0f5c56',
  danger: '#9c2a1e',
};
const arabic = new Intl.NumberFormat('ar-u-nu-arab');
const format = (value: number, as: 'count' | 'percent') =>
  as === 'count' ? arabic.format(value) : `${arabic.format(Math.round(value * 100))}٪`;
const sentences = [
  sentence(
    [span(0, 2), span(3, 5, 'ORG'), span(8, 9)],
    [scored(0, 2, 0.9), scored(3, 6, 0.4), scored(11, 12, 0.7)],
  ),
  sentence([span(0, 2, 'PER')], [scored(0, 2, 0.95, 'PER')]),
];
const DIRECTIONS = ['ltr', 'rtl'] as const;
type Direction = (typeof DIRECTIONS)[number];

const names: Record<string, string> = {
  PER: 'شخص',
  LOC: 'مكان',
  ORG: 'جهة',
  [MISSED]: 'فائت',
  [SPURIOUS]: 'زائد',
};
const matrix = (direction: Direction, title = 'ما خُلط بما') =>
  matrixSvg(confusionMatrix(sentences), {
    direction,
    theme,
    format,
    texts: { title, gold: 'الصواب', predicted: 'النموذج', nameOf: (label) => names[label] ?? label },
  });
const bars = (direction: Direction, title = 'F1') =>
  barsSvg(
    [
      { name: 'مكان', value: 0.8, range: [0.7, 0.9], colour: '#123456' },
      { name: 'شخص', value: 0.5, range: null },
      { name: 'جهة', value: null, range: null },
    ],
    {
      direction,
      theme,
      format,
      texts: { title, nothing: '–', withRange: (value, low, high) => `${value} (${low}–${high})` },
    },
  );
const curve = (direction: Direction, title = 'العتبة') =>
  curveSvg(thresholdCurve(sentences, 10), {
    direction,
    theme,
    format,
    current: 0.5,
    texts: { title, threshold: 'الحد', precision: 'الدقة', recall: 'الاستدعاء', f1: 'F1' },
  });
const PICTURES = { matrix, bars, curve };

function parse(svg: string): Element {
  const root = new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement;
  expect(root.querySelector('parsererror')).toBeNull();
  return root;
}
const numbers = (root: Element, selector: string, name: string) =>
  [...root.querySelectorAll(selector)].map((one) => Number(one.getAttribute(name)));

describe.each(Object.entries(PICTURES))('%s picture', (_, draw) => {
  it('is a file of its own, named, without styles, scripts or anything from elsewhere', () => {
    for (const direction of DIRECTIONS) {
      const svg = draw(direction);
      const root = parse(svg);
      expect(root.nodeName).toBe('svg');
      expect(root.getAttribute('role')).toBe('img');
      expect(root.getAttribute('direction')).toBe(direction);
      expect(root.firstElementChild?.nodeName).toBe('title');
      expect(root.firstElementChild?.textContent).toBe(root.getAttribute('aria-label'));
      const used = new Set([...root.querySelectorAll('*')].map((one) => one.nodeName));
      for (const name of used) expect(['title', 'rect', 'line', 'polyline', 'text']).toContain(name);
      expect(svg).not.toMatch(/\sstyle=|\sclass=|href|url\(|NaN|undefined|Infinity/);
      expect(svg.match(/https?:/g)).toHaveLength(1);
    }
  });

  it('is mirrored from right to left, piece by piece', () => {
    const [ltr, rtl] = [parse(draw('ltr')), parse(draw('rtl'))];
    const width = Number(ltr.getAttribute('width'));
    const expectMirrored = (there: number[], back: number[]) => {
      expect(back).toHaveLength(there.length);
      there.forEach((x, i) => expect(back[i]).toBeCloseTo(width - x, 1));
    };
    for (const name of ['x1', 'x2']) expectMirrored(numbers(ltr, 'line', name), numbers(rtl, 'line', name));
    expectMirrored(numbers(ltr, 'text', 'x'), numbers(rtl, 'text', 'x'));
    const ends = (root: Element) => {
      const widths = numbers(root, 'rect', 'width');
      return numbers(root, 'rect', 'x').map((x, i) => x + (widths[i] ?? 0));
    };
    expectMirrored(numbers(ltr, 'rect', 'x').slice(1), ends(rtl).slice(1));
    const points = (root: Element) =>
      [...root.querySelectorAll('polyline')].flatMap((one) =>
        (one.getAttribute('points') ?? '').split(' ').map((point) => Number(point.split(',')[0])),
      );
    expectMirrored(points(ltr), points(rtl));
  });

  it('stays inside its frame', () => {
    for (const direction of DIRECTIONS) {
      const root = parse(draw(direction));
      const width = Number(root.getAttribute('width'));
      const height = Number(root.getAttribute('height'));
      for (const x of [...numbers(root, 'text', 'x'), ...numbers(root, 'line', 'x1')]) {
        expect(x).toBeGreaterThan(0);
        expect(x).toBeLessThan(width);
      }
      for (const y of numbers(root, 'text', 'y')) expect(y).toBeLessThan(height);
    }
  });

  it('escapes whatever text it is given', () => {
    expect(parse(draw('rtl', `<script>"&'</script>`)).firstElementChild?.textContent).toBe(
      `<script>"&'</script>`,
    );
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 20 }), (title) => {
        parse(draw('ltr', title));
      }),
      { numRuns: 50 },
    );
    expect(() => parse(draw('ltr', 'a\u0000b\uD800'))).not.toThrow();
  });
});

describe('matrixSvg', () => {
  it('has a cell for each row and column, deeper where more of the row is', () => {
    const root = parse(matrix('rtl'));
    const cells = [...root.querySelectorAll('rect')].slice(1);
    expect(cells).toHaveLength(16);
    const depth = cells.map((cell) => Number(cell.getAttribute('fill-opacity')));
    // PER was found each time; of the two LOC one was missed.
    expect(depth[0]).toBeCloseTo(0.45, 2);
    expect(depth[5]).toBeCloseTo(0.23, 2);
    expect(depth[7]).toBe(depth[5]);
    expect(cells[0]?.getAttribute('fill')).toBe(theme.accent);
    expect(cells[7]?.getAttribute('fill')).toBe(theme.danger);
    const words = [...root.querySelectorAll('text')].map((one) => one.textContent);
    expect(words.filter((word) => word === 'مكان')).toHaveLength(2);
    expect(words.filter((word) => /^[٠-٩]+$/.test(word))).toHaveLength(15);
  });
});

describe('barsSvg', () => {
  it('has bars as long as their figures, whiskers over the intervals, and says where there is nothing', () => {
    const root = parse(bars('ltr'));
    const [, first, second, ...rest] = [...root.querySelectorAll('rect')];
    expect(rest).toEqual([]);
    expect(Number(first?.getAttribute('width')) / Number(second?.getAttribute('width'))).toBeCloseTo(1.6, 5);
    expect(first?.getAttribute('fill')).toBe('#123456');
    expect(second?.getAttribute('fill')).toBe(theme.accent);
    // Five lines of the scale, three of the one whisker.
    expect(root.querySelectorAll('line')).toHaveLength(8);
    const words = [...root.querySelectorAll('text')].map((one) => one.textContent);
    expect(words).toContain('٨٠٪ (٧٠٪–٩٠٪)');
    expect(words).toContain('–');
  });
});

describe('curveSvg', () => {
  it('draws three lines that differ by dash, with gaps where there is no figure', () => {
    const root = parse(curve('ltr'));
    const lines = [...root.querySelectorAll('polyline')];
    expect(new Set(lines.map((line) => line.getAttribute('stroke-dasharray'))).size).toBe(3);
    const points = [
      { threshold: 0, precision: 0.5, recall: 1, f1: 0.6 },
      { threshold: 0.5, precision: null, recall: 0.5, f1: 0.4 },
      { threshold: 0.75, precision: 0.5, recall: 0.5, f1: 0.4 },
      { threshold: 1, precision: 0.5, recall: 0.5, f1: 0.4 },
    ];
    const texts = { title: 't', threshold: 't', precision: 'p', recall: 'r', f1: 'f' };
    const gapped = parse(curveSvg(points, { direction: 'ltr', theme, format, texts }));
    const lengths = [...gapped.querySelectorAll('polyline')].map(
      (line) => line.getAttribute('points')?.split(' ').length,
    );
    expect(lengths).toEqual([4, 2, 4]);
  });

  it('has nothing to draw of nothing', () => {
    const texts = { title: 't', threshold: 't', precision: 'p', recall: 'r', f1: 'f' };
    const empty = parse(curveSvg([], { direction: 'rtl', theme, format, texts }));
    expect(empty.querySelectorAll('polyline')).toHaveLength(0);
  });
});
