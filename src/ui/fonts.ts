const FAMILY = 'Mawdi Text';

/**
 * The Arabic blocks, the joiners and marks between Arabic letters, and the space: without the space the next family would set the gaps and line metrics of Arabic text.
 */
const RANGE =
  'U+20, U+A0, U+600-6FF, U+750-77F, U+870-8FF, U+200C-200E, U+2010, U+204F, U+2E41, U+FB50-FDFF, U+FE70-FEFC';

/** Resolves once the first frame was handed over: in a task after the second frame, as the second may start before the first shows. */
function afterPaint(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve)));
  });
}

/**
 * Loads the Arabic text face (Noto Naskh Arabic, 94 kB) after first paint; until it is there, and where it fails, the face of the system shows.
 * It has no Latin letters and digits: those come from the next family of `--text-face`.
 *
 * @param baseUrl where the app lies, with a slash at its end
 * @returns a promise that never rejects
 */
export async function loadTextFace(baseUrl: string): Promise<void> {
  await afterPaint();
  try {
    const face = new FontFace(FAMILY, `url(${baseUrl}fonts/noto-naskh-arabic.woff2) format('woff2')`, {
      display: 'swap',
      weight: '400 700',
      unicodeRange: RANGE,
    });
    document.fonts.add(await face.load());
  } catch {
    // The face of the system stays.
  }
}
