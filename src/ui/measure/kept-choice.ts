export type MeasureScope = 'one' | 'all' | 'set';
export type MeasureView = 'scores' | 'errors' | 'compare' | 'threshold';

const KEY = 'mawdi.measure';
const SCOPES: readonly string[] = ['one', 'all', 'set'] satisfies MeasureScope[];
const VIEWS: readonly string[] = ['scores', 'errors', 'compare', 'threshold'] satisfies MeasureView[];

/** What a person chose to measure. */
export interface KeptChoice {
  readonly scope: MeasureScope;
  readonly chosen: readonly string[];
  readonly systemKey: string | null;
  readonly minScore: number;
  readonly countBulk: boolean;
  readonly view: MeasureView;
}

/** The choice of the last visit; what is damaged is left out. */
export function readChoice(): Partial<KeptChoice> {
  try {
    const value = JSON.parse(localStorage.getItem(KEY) ?? '{}') as Record<string, unknown> | null;
    const { scope, chosen, systemKey, minScore, countBulk, view } = value ?? {};
    return {
      ...(SCOPES.includes(scope as string) ? { scope: scope as MeasureScope } : {}),
      ...(Array.isArray(chosen) ? { chosen: chosen.filter((id) => typeof id === 'string') } : {}),
      ...(typeof systemKey === 'string' ? { systemKey } : {}),
      ...(typeof minScore === 'number' ? { minScore: Math.min(0.99, Math.max(0, minScore)) } : {}),
      ...(typeof countBulk === 'boolean' ? { countBulk } : {}),
      ...(VIEWS.includes(view as string) ? { view: view as MeasureView } : {}),
    };
  } catch {
    return {};
  }
}

export function keepChoice(choice: KeptChoice): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(choice));
  } catch {
    // Without storage the choice lasts as long as the page.
  }
}
