/** Id of the link of one mention in one run. */
export const linkId = (documentId: string, runId: string, start: number): string =>
  `${documentId}:${runId}:${start}`;
