const FAMILY = 'Mawdi Text';

/**
 * Loads the Arabic text face (Noto Naskh Arabic, 94 kB) after first paint; until it is there, and where it fails, the face of the system shows.
 * It has no Latin letters and digits: those come from the next family of `--text-face`.
 */
export async function loadTextFace(baseUrl: string): Promise<void> {
  const face = new FontFace(FAMILY, `url(${baseUrl}fonts/noto-naskh-arabic.woff2) format('woff2')`, {
    display: 'swap',
    weight: '400 700',
  });
  document.fonts.add(face);
  await face.load().catch(() => undefined);
}
