import type { OnProgress, Tagger } from '../../domain';
import { segmentText } from '../../text';

/** How fast a model read on this device. */
export interface Speed {
  readonly tokensPerSecond: number;
  readonly threads: number;
}

/** Sentences of the usual length; what they say does not matter. */
export const TRIAL_TEXT = `زار سامر الحسن مدينة حلب أمس والتقى رئيس مجلسها المحلي.
قالت الوزارة في بيان إن الطريق الدولي بين دمشق وحمص سيغلق ثلاثة أيام لأعمال الصيانة.
وصلت قافلة من منظمة الهلال الأحمر إلى الرقة محملة بالأدوية ومواد الإغاثة.
The mayor of Aleppo met a delegation of engineers on Monday to discuss the water station.
`;
const REPEATS = 16;

/** Loads a model, lets it read a text once to warm up, then measures. Takes a few seconds. */
export async function measureSpeed(
  tagger: Tagger,
  scheme: string,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<Speed> {
  await tagger.load(onProgress, signal);
  const read = async (raw: string, documentId: string) => {
    const segments = segmentText(raw);
    const tagged = tagger.tag({ documentId, raw, segments, scheme }, signal);
    let done = 0;
    for (let step = await tagged.next(); ; step = await tagged.next()) {
      if (step.done) return step.value;
      done += 1;
      onProgress({ phase: 'tag', done, total: segments.length });
    }
  };
  await read(TRIAL_TEXT, 'speed-warm');
  const startedAt = performance.now();
  const { tokens, threads } = await read(TRIAL_TEXT.repeat(REPEATS), 'speed');
  return { tokensPerSecond: tokens / ((performance.now() - startedAt) / 1000), threads };
}
