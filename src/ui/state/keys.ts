import type { App } from './app.svelte';

/** Fields and dialogs keep their keys; IME composition is never disturbed. */
function isTyping(event: KeyboardEvent): boolean {
  const target = event.target;
  if (event.isComposing || event.keyCode === 229) return true;
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.closest('dialog')) return true;
  return /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}

function focusTestId(id: string): void {
  document.querySelector<HTMLElement>(`[data-testid="${id}"]`)?.focus();
}

/**
 * Shortcuts of the page by physical key (`event.code`), so that they work with Arabic and Latin layouts alike.
 * Single letters can be switched off (WCAG 2.1.4).
 */
export function handleKey(app: App, event: KeyboardEvent): void {
  if (isTyping(event) || event.ctrlKey || event.metaKey) return;
  if (event.altKey) {
    if (event.code !== 'ArrowDown' && event.code !== 'ArrowUp') return;
    app.library.step(event.code === 'ArrowDown' ? 1 : -1);
    event.preventDefault();
    return;
  }
  const isInText = event.target instanceof Element && event.target.closest('#text') !== null;
  if (
    isInText &&
    (event.code === 'ArrowDown' || event.code === 'ArrowUp') &&
    app.reading.selectedStart !== null
  ) {
    step(app, event.code === 'ArrowDown' ? 1 : -1);
    event.preventDefault();
    return;
  }
  if (event.code === 'Escape') {
    app.reading.selectedStart = null;
    app.reading.found = null;
    return;
  }
  if (!app.settings.letterKeys) return;
  if (event.code === 'Slash') {
    if (event.shiftKey) app.isSettingsOpen = true;
    else openPane(app, 'library', 'search');
  } else if (event.shiftKey) return;
  else if (event.code === 'KeyJ') step(app, 1);
  else if (event.code === 'KeyK') step(app, -1);
  else if (event.code === 'KeyN') app.isComposing = true;
  else if (event.code === 'KeyT') openPane(app, 'text', 'text');
  else if (event.code === 'KeyM') openPane(app, 'map', 'map');
  else if (event.code === 'KeyL') openPane(app, 'names', 'names-filter');
  else if (event.code === 'KeyB') toggleBlock(app);
  else return;
  event.preventDefault();
}

function step(app: App, direction: 1 | -1): void {
  app.reading.step(direction);
  const start = app.reading.selectedStart;
  if (start === null) return;
  app.pane = 'text';
  setTimeout(() => app.textView?.focusMention(start));
  app.announceMention();
}

function openPane(app: App, pane: App['pane'], testId: string): void {
  app.door = 'read';
  app.pane = pane;
  if (pane === 'names' || pane === 'map') app.side = pane;
  setTimeout(() => focusTestId(testId));
}

/** The block at the mention under attention, else the first block of the text. */
function toggleBlock(app: App): void {
  const blocks = app.reading.document?.sideBlocks ?? [];
  const at = app.reading.selectedStart ?? app.textView?.topOffset() ?? 0;
  const block =
    blocks.find((b) => b.start <= at && at < b.end) ?? blocks.find((b) => b.start >= at) ?? blocks[0];
  if (block) void app.toggleSideBlock(block.start);
}
