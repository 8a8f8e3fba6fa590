import type { Calibration, Run, Span } from '../domain';

/** Scores nearer to 0 or 1 than this say no more; as in the recipe (`mawdi_recipe/calibrate.py`). */
const EDGE = 1e-4;

/**
 * Spans with their scores as chances of being right: sigmoid(slope · logit(score) + offset) by label (Platt 1999; Guo et
 * al. 2017, "On Calibration of Modern Neural Networks"). The order of scores within a label stays. Without a calibration
 * the same list.
 */
export function withConfidence(
  spans: readonly Span[],
  calibration: Calibration | undefined,
): readonly Span[] {
  if (!calibration) return spans;
  return spans.map((span) => {
    const found = calibration[span.label];
    if (!found) return span;
    const score = Math.min(1 - EDGE, Math.max(EDGE, span.score));
    const logit = Math.log(score / (1 - score));
    return { ...span, score: 1 / (1 + Math.exp(-(found.slope * logit + found.offset))) };
  });
}

const known = new WeakMap<Run, readonly Span[]>();

/** Spans of a run as a person is shown them: scores are chances of being right. The run itself keeps what the model said. */
export function confidentSpans(run: Run): readonly Span[] {
  let spans = known.get(run);
  if (!spans) known.set(run, (spans = withConfidence(run.spans, run.settings.calibration)));
  return spans;
}
