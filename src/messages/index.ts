import type { AppError } from '../domain';
import { ar } from './ar';
import { en, type Messages } from './en';
import type { Language } from './types';

export type { Language } from './types';
export type { Messages } from './en';
export { formatBytes } from './format';
export { keyMessages, queueMessages, registerMessages, rerunMessages } from './review-sections';
export { lensMessages } from './lens-section';
export { measureMessages } from './measure-section';
export { cliMessages, correctMessages, exchangeMessages, type Section } from './sections';
export { auditMessages, testsetsMessages } from './testset-sections';

const CATALOGUE: Record<Language, Messages> = { ar, en };

/** All sentences in one language. */
export function messagesFor(language: Language): Messages {
  return CATALOGUE[language];
}

/** The sentence for an error: what is wrong and what to do. */
export function errorSentence(error: AppError, language: Language): string {
  return CATALOGUE[language].errors[error.code](error.data);
}
