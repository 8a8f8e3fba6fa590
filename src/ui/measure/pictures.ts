import type { PictureOptions, PictureTheme } from '../../evaluation';

/** The theme of the page with the colours of the labels. */
export interface PageTheme extends PictureTheme {
  readonly labels: Readonly<Record<string, string>>;
}

/** What the page knows about any picture: all but its words. */
export interface Drawing extends Omit<PictureOptions<never>, 'texts'> {
  readonly theme: PageTheme;
}

/** The colours of the page as they stand now: a picture is also a file, which knows no custom properties. */
export function readTheme(): PageTheme {
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string) => style.getPropertyValue(name).trim() || '#808080';
  return {
    paper: colour('--surface'),
    ink: colour('--ink'),
    inkSoft: colour('--ink-soft'),
    line: colour('--line'),
    accent: colour('--accent'),
    danger: colour('--danger'),
    labels: { PER: colour('--per'), LOC: colour('--loc'), ORG: colour('--org'), MISC: colour('--misc') },
  };
}

/** Puts a picture into an element; a picture is made by the page itself and holds nothing but shapes and text. */
export function drawInto(element: HTMLElement, svg: string): void {
  const root = new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement;
  element.replaceChildren(document.importNode(root, true));
}
