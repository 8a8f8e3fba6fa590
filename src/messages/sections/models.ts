import type { AppError } from '../../domain';
import { models as modelsAr } from '../ar/models';
import { models as modelsEn } from '../en/models';
import { isolateValue } from '../format';
import { isolated } from '../isolate';
import type { Language, Section, Widen } from '../types';

/** Sentences of the window of the models. */
export const modelsMessages: Section<Widen<typeof modelsEn>> = {
  en: modelsEn,
  ar: /* @__PURE__ */ isolated(modelsAr),
};

/** Why a model cannot be used, and what to do; undefined for errors that are no matter of the model. */
export function unfitSentence({ code, data }: AppError, language: Language): string | undefined {
  const key = code === 'model/session' ? 'session' : code === 'model/unfit' ? data['reason'] : undefined;
  const { reasons } = modelsMessages[language];
  if (typeof key !== 'string' || !(key in reasons)) return undefined;
  const values = Object.entries(data).map(([name, value]) => [name, isolateValue(value)]);
  return reasons[key as keyof typeof reasons](Object.fromEntries(values) as AppError['data']);
}
