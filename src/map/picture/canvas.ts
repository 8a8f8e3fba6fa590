const FACE = "'Mawdi Text', 'Noto Naskh Arabic', 'Geeza Pro', 'Traditional Arabic', 'Noto Serif', serif";
/** Pixels of the file per pixel of the picture. */
const SCALE = 2;
/** Read at once: too many arguments do not fit on the stack. */
const CHUNK = 0x8000;

/** Width of a text in pixels, as the page's face sets it; 0 where there is no canvas. */
export function measureText(text: string, size: number): number {
  const context = (measuring ??= document.createElement('canvas').getContext('2d'));
  if (!context) return 0;
  context.font = `600 ${size}px ${FACE}`;
  return context.measureText(text).width;
}
let measuring: CanvasRenderingContext2D | null = null;

/** The typeface of Arabic text as a data URI, or undefined where it cannot be read: then the device's own shows. */
export async function faceAsDataUri(baseUrl: string): Promise<string | undefined> {
  try {
    const response = await fetch(`${baseUrl}fonts/noto-naskh-arabic.woff2`);
    if (!response.ok) return undefined;
    const bytes = new Uint8Array(await response.arrayBuffer());
    let binary = '';
    for (let at = 0; at < bytes.length; at += CHUNK)
      binary += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
    return `data:font/woff2;base64,${btoa(binary)}`;
  } catch {
    return undefined;
  }
}

/** An SVG as PNG, at twice its size. Rejects where the browser can draw none. */
export async function toPng(svg: string): Promise<Blob> {
  const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = image.naturalWidth * SCALE;
    canvas.height = image.naturalHeight * SCALE;
    const context = canvas.getContext('2d');
    context?.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
    if (!context || !blob) throw new Error('This browser draws no picture.');
    return blob;
  } finally {
    URL.revokeObjectURL(url);
  }
}
