import type { App } from './app.svelte';

/**
 * State that is made when a pane first asks for it, and stays while other panes are in front. It is made under a root
 * of its own: otherwise its derived values would belong to that first pane, and stand still once the pane is gone.
 */
export function onePerApp<T>(make: (app: App) => T): (app: App) => T {
  const known = new WeakMap<App, { readonly state: T }>();
  return (app) => {
    const found = known.get(app);
    if (found) return found.state;
    let state!: T;
    $effect.root(() => {
      state = make(app);
    });
    known.set(app, { state });
    return state;
  };
}
