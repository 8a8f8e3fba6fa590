/** Sentences of the command line. */
export const cli = {
  tagUsage: 'Usage: npm run --silent tag -- [--model ID] [--scheme ID] FILE…',
  unknownOption: (option: string) => `Unknown option ${option}.`,
  needsValue: (option: string) => `${option} needs a value.`,
} as const;
