import type { AppError } from '../domain';
import { ar } from './ar';
import { en, type Messages } from './en';
import type { Language } from './types';

export type { Language, Section } from './types';
export type { Messages } from './en';
export { formatBytes } from './format';
export { aboutDataMessages } from './sections/about-data';
export { auditMessages } from './sections/audit';
export { cliMessages } from './sections/cli';
export { correctMessages } from './sections/correct';
export { exchangeMessages } from './sections/exchange';
export { geocodeMessages } from './sections/geocode';
export { keyMessages } from './sections/keys';
export { lensMessages } from './sections/lens';
export { mappingMessages } from './sections/mapping';
export { measureMessages } from './sections/measure';
export { modelsMessages, unfitSentence } from './sections/models';
export { placesMessages } from './sections/places';
export { placingMessages } from './sections/placing';
export { queueMessages } from './sections/queue';
export { registerMessages } from './sections/register';
export { rerunMessages } from './sections/rerun';
export { sharingMessages } from './sections/sharing';
export { testsetsMessages } from './sections/testsets';

const CATALOGUE: Record<Language, Messages> = { ar, en };

/** All sentences in one language. */
export function messagesFor(language: Language): Messages {
  return CATALOGUE[language];
}

/** The sentence for an error: what is wrong and what to do. */
export function errorSentence(error: AppError, language: Language): string {
  return CATALOGUE[language].errors[error.code](error.data);
}
