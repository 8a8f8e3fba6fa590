/** Credits of the list of places with their licences, from the manifest beside it; none where it cannot be read. */
export async function readCreditLines(baseUrl: string): Promise<readonly string[]> {
  try {
    const response = await fetch(`${baseUrl}gazetteer/manifest.json`);
    if (!response.ok) return [];
    const { sources } = (await response.json()) as { sources?: unknown };
    if (!Array.isArray(sources)) return [];
    return sources.flatMap((source: unknown) => {
      const { credit, licence } = (source ?? {}) as { credit?: unknown; licence?: unknown };
      if (typeof credit !== 'string' || credit === '') return [];
      return [typeof licence === 'string' && licence !== '' ? `${credit} · ${licence}` : credit];
    });
  } catch {
    return [];
  }
}
