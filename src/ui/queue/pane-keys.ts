import type { App } from '../state/app.svelte';
import type { ActionId, KeyScope } from '../state/shortcuts.svelte';

/**
 * Hears the keys of a pane while the focus is in it, before the panes around it do; a pane that was just opened from its
 * tab takes the focus, so that its keys work at once. `carryOut` says false to what it does not know.
 */
export function listenForKeys(app: App, scope: KeyScope, carryOut: (action: ActionId) => boolean) {
  return (pane: HTMLElement): (() => void) => {
    const hear = (event: KeyboardEvent) => {
      const action = app.shortcuts.actionOf(event, scope);
      if (action !== null && carryOut(action)) {
        event.preventDefault();
        event.stopPropagation();
        return;
      }
      // What would change marks of the text is meant for the text, where the person is not.
      const { shortcuts } = app;
      if (shortcuts.actionOf(event, 'correct') !== null && shortcuts.actionOf(event, 'page') === null)
        event.stopPropagation();
    };
    // Reached by Tab as well, so that keys work without a button in focus.
    pane.tabIndex = 0;
    pane.addEventListener('keydown', hear);
    if (document.activeElement?.getAttribute('role') === 'tab') pane.focus({ preventScroll: true });
    return () => pane.removeEventListener('keydown', hear);
  };
}
