import type { App } from './app.svelte';
import type { ActionId } from './shortcuts.svelte';

function focusTestId(id: string): void {
  document.querySelector<HTMLElement>(`[data-testid="${id}"]`)?.focus();
}

/** Shortcuts of the page; what a pane took for itself, and what the Correct door hears, is left to them. */
export function handleKey(app: App, event: KeyboardEvent): void {
  if (event.defaultPrevented) return;
  const isInText = event.target instanceof Element && event.target.closest('#text') !== null;
  if (isInText && app.door === 'read' && app.reading.selectedStart !== null) {
    const inText = app.shortcuts.actionOf(event, 'text');
    if (inText === 'nextInText' || inText === 'previousInText') {
      step(app, inText === 'nextInText' ? 1 : -1);
      event.preventDefault();
      return;
    }
  }
  const action = app.shortcuts.actionOf(event, 'page');
  if (action === null) return;
  if (app.door === 'correct' && app.shortcuts.actionOf(event, 'correct') !== null) return;
  if (!carryOut(app, action)) return;
  // Escape keeps what it does elsewhere: leaving full screen, stopping a load.
  if (action !== 'leave') event.preventDefault();
}

/** False for actions that are not the page's. */
function carryOut(app: App, action: ActionId): boolean {
  switch (action) {
    case 'nextDocument':
      app.library.step(1);
      break;
    case 'previousDocument':
      app.library.step(-1);
      break;
    case 'nextMark':
      step(app, 1);
      break;
    case 'previousMark':
      step(app, -1);
      break;
    case 'leave':
      app.reading.selectedStart = null;
      app.reading.found = null;
      break;
    case 'showKeys':
      app.isKeysOpen = true;
      break;
    case 'search':
      openPane(app, 'library', 'search');
      break;
    case 'newText':
      app.isComposing = true;
      break;
    case 'showText':
      openPane(app, 'text', 'text');
      break;
    case 'showMap':
      openPane(app, 'map', 'map');
      break;
    case 'showNames':
      openPane(app, 'names', 'names-filter');
      break;
    case 'checkPlace':
      openPane(app, 'map', 'map');
      void import('./place-card.svelte').then(({ placeCardOf }) => placeCardOf(app).open());
      break;
    case 'toggleBlock':
      toggleBlock(app);
      break;
    default:
      return false;
  }
  return true;
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
