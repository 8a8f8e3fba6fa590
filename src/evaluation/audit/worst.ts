import { groupErrors } from '../error-groups';
import type { ErrorClass, ErrorItem } from '../errors';

const MOST = 10;

/** How much an error misleads a reader: a name lost, invented or of the wrong kind before a border that is off. */
const WEIGHTS: Readonly<Record<ErrorClass, number>> = {
  missed: 3,
  spurious: 3,
  type: 3,
  typeAndBorder: 3,
  merged: 2,
  split: 2,
  bothBorders: 1,
  startBorder: 1,
  endBorder: 1,
  prefixOnly: 0,
};

/**
 * The ten worst errors: the class that misleads most first, then names that go wrong most often, then those of which
 * the model was surest. One of each name.
 */
export function worstErrors(items: readonly ErrorItem[]): ErrorItem[] {
  const surest = (item: ErrorItem) => Math.max(0, ...item.predicted.map(({ score = 0 }) => score));
  return groupErrors(items)
    .flatMap(({ items: own, count }) => {
      const [worst] = [...own].sort(
        (a, b) => WEIGHTS[b.errorClass] - WEIGHTS[a.errorClass] || surest(b) - surest(a),
      );
      return worst ? [{ worst, count }] : [];
    })
    .sort(
      (a, b) =>
        WEIGHTS[b.worst.errorClass] - WEIGHTS[a.worst.errorClass] ||
        b.count - a.count ||
        surest(b.worst) - surest(a.worst),
    )
    .slice(0, MOST)
    .map(({ worst }) => worst);
}
