/** Credits of the list of places, from the manifest beside it; none where it cannot be read. */
export async function readCreditLines(baseUrl: string): Promise<readonly string[]> {
  try {
    const response = await fetch(`${baseUrl}gazetteer/manifest.json`);
    if (!response.ok) return [];
    const { sources } = (await response.json()) as { sources?: unknown };
    if (!Array.isArray(sources)) return [];
    return sources.flatMap((source: unknown) => {
      const credit = (source as { credit?: unknown } | null)?.credit;
      return typeof credit === 'string' && credit !== '' ? [credit] : [];
    });
  } catch {
    return [];
  }
}
