import type { CoreLabel } from '../../domain';
import {
  capsOf,
  isCharacter,
  isReserved,
  isTyping,
  pressOf,
  worksControl,
  type KeyPress,
  type LayoutMap,
} from './key-press';

/** Where a key is heard: anywhere; in the text; in the Correct door; in its review queue; beside a new run; in an audit; in a table. */
export type KeyScope = 'page' | 'text' | 'correct' | 'queue' | 'rerun' | 'audit' | 'table';

interface Row {
  readonly scopes: readonly KeyScope[];
  readonly keys: readonly KeyPress[];
}

const row = (scopes: string, ...keys: readonly KeyPress[]): Row => ({
  scopes: scopes.split(' ') as KeyScope[],
  keys,
});

/** Every action that has a key, with the keys it has by default (formats-and-metrics.md, "Keys"). */
const ACTIONS = {
  newText: row('page', 'KeyN'),
  search: row('page', 'Slash'),
  showText: row('page', 'KeyT'),
  showMap: row('page', 'KeyM'),
  showNames: row('page', 'KeyL'),
  checkPlace: row('page', 'KeyC'),
  toggleBlock: row('page', 'KeyB'),
  nextMark: row('page correct queue rerun audit table', 'KeyJ'),
  previousMark: row('page correct queue rerun audit table', 'KeyK'),
  nextInText: row('text', 'ArrowDown'),
  previousInText: row('text', 'ArrowUp'),
  nextDocument: row('page', 'Alt+ArrowDown'),
  previousDocument: row('page', 'Alt+ArrowUp'),
  leave: row('page correct queue rerun audit', 'Escape'),
  showKeys: row('page', 'Shift+Slash'),
  labelPER: row('correct queue audit', 'Digit1'),
  labelLOC: row('correct queue audit', 'Digit2'),
  labelORG: row('correct queue audit', 'Digit3'),
  labelMISC: row('correct queue audit', 'Digit4'),
  accept: row('correct queue table', 'KeyA'),
  reject: row('correct queue table', 'KeyX'),
  remove: row('correct audit', 'Delete', 'Backspace'),
  undo: row('correct queue rerun audit table', 'Ctrl+KeyZ'),
  redo: row('correct queue rerun audit', 'Ctrl+Shift+KeyZ', 'Ctrl+KeyY'),
  readSentence: row('correct audit', 'KeyR', 'Enter'),
  nextUnread: row('correct', 'KeyU'),
  openInText: row('queue rerun', 'KeyO'),
  keepMine: row('rerun', 'Digit1'),
  takeNew: row('rerun', 'Digit2'),
  acceptAll: row('correct', 'Shift+KeyA'),
  sameNames: row('correct', 'KeyP'),
  stem: row('correct', 'KeyE'),
  split: row('correct', 'KeyS'),
  mergeNext: row('correct', 'KeyG'),
  startEarlier: row('correct', 'BracketLeft'),
  startLater: row('correct', 'BracketRight'),
  endEarlier: row('correct', 'Shift+BracketLeft'),
  endLater: row('correct', 'Shift+BracketRight'),
  startEarlierByLetter: row('correct', 'Alt+BracketLeft'),
  startLaterByLetter: row('correct', 'Alt+BracketRight'),
  endEarlierByLetter: row('correct', 'Alt+Shift+BracketLeft'),
  endLaterByLetter: row('correct', 'Alt+Shift+BracketRight'),
  extendLeft: row('correct audit', 'Shift+ArrowLeft'),
  extendRight: row('correct audit', 'Shift+ArrowRight'),
  extendUp: row('correct audit', 'Shift+ArrowUp'),
  extendDown: row('correct audit', 'Shift+ArrowDown'),
} as const satisfies Readonly<Record<string, Row>>;

export type ActionId = keyof typeof ACTIONS;
export const ACTION_IDS = Object.keys(ACTIONS) as readonly ActionId[];

/** How the list of keys is divided. */
export const ACTION_GROUPS = {
  page: [
    ...(['newText', 'search', 'showText', 'showMap', 'showNames', 'checkPlace', 'toggleBlock'] as const),
    ...(['nextDocument', 'previousDocument', 'nextInText', 'previousInText', 'showKeys', 'leave'] as const),
  ],
  marks: [
    ...(['nextMark', 'previousMark', 'labelPER', 'labelLOC', 'labelORG', 'labelMISC', 'accept'] as const),
    ...(['reject', 'remove', 'acceptAll', 'sameNames', 'undo', 'redo'] as const),
  ],
  sentences: ['readSentence', 'nextUnread', 'openInText', 'keepMine', 'takeNew'],
  borders: [
    ...(['startEarlier', 'startLater', 'endEarlier', 'endLater', 'startEarlierByLetter'] as const),
    ...(['startLaterByLetter', 'endEarlierByLetter', 'endLaterByLetter', 'split', 'mergeNext'] as const),
    ...(['stem', 'extendLeft', 'extendRight', 'extendUp', 'extendDown'] as const),
  ],
} as const satisfies Readonly<Record<string, readonly ActionId[]>>;

/** Why a key was not given to an action. */
export type Refusal = { readonly reason: 'taken'; readonly by: ActionId } | { readonly reason: 'reserved' };

const STORED = 'mawdi.keys';

/** The keys of all actions: the defaults and what the person changed, kept in localStorage. */
export class Shortcuts {
  /** Keys that a person chose, by action. */
  changed = $state.raw<Partial<Readonly<Record<ActionId, readonly KeyPress[]>>>>({});
  /** What the layout of the person writes, once the browser told. */
  layout = $state.raw<LayoutMap | null>(null);
  readonly #settings: { readonly letterKeys: boolean };
  readonly #isApple: boolean;

  constructor(settings: { readonly letterKeys: boolean }) {
    this.#settings = settings;
    this.#isApple = /Mac|iPhone|iPad/.test(globalThis.navigator?.platform ?? '');
    this.changed = readStored();
    void this.#readLayout();
  }

  keysOf(action: ActionId): readonly KeyPress[] {
    return this.changed[action] ?? ACTIONS[action].keys;
  }

  isChanged(action: ActionId): boolean {
    return this.changed[action] !== undefined;
  }

  /**
   * What an event asks for in a scope; null while typing or composing, for letters where these are switched off, and
   * for Enter on a button.
   */
  actionOf(event: KeyboardEvent, scope: KeyScope): ActionId | null {
    // Whoever listens for an audit or a table does so on its own pane, which may be a dialog.
    if (isTyping(event, scope === 'audit' || scope === 'table')) return null;
    const press = pressOf(event);
    if (press === null || worksControl(press, event.target)) return null;
    if (isCharacter(press) && !this.#settings.letterKeys) return null;
    const action = ACTION_IDS.find((id) => isHeardIn(id, scope) && this.keysOf(id).includes(press));
    if (action) return action;
    // On some layouts the question mark is on another key: the sign itself counts then.
    const isQuestion = (event.key === '?' || event.key === '؟') && scope === 'page';
    return isQuestion && !this.isChanged('showKeys') ? 'showKeys' : null;
  }

  /** Key caps of an action, one list a key. */
  capsOf(action: ActionId): readonly (readonly string[])[] {
    return this.keysOf(action).map((press) => capsOf(press, this.layout, this.#isApple));
  }

  /** The first key of an action as one word: `Ctrl + Z`. Empty when it has none. */
  labelOf(action: ActionId): string {
    return this.capsOf(action)[0]?.join(' + ') ?? '';
  }

  /** Cap words of a press. */
  wordOf(press: KeyPress): string {
    return capsOf(press, this.layout, this.#isApple).join(' + ');
  }

  /** Gives an action another key in the place of those it has; refused where it is in use or the browser's own. */
  change(action: ActionId, press: KeyPress): Refusal | null {
    if (isReserved(press)) return { reason: 'reserved' };
    const by = ACTION_IDS.find((id) => id !== action && meet(id, action) && this.keysOf(id).includes(press));
    if (by) return { reason: 'taken', by };
    this.#keep({ ...this.changed, [action]: [press] });
    return null;
  }

  /** Gives an action its own keys back; refused where another took one of them. */
  reset(action: ActionId): Refusal | null {
    const keys: readonly KeyPress[] = ACTIONS[action].keys;
    const by = ACTION_IDS.find(
      (id) => id !== action && meet(id, action) && this.keysOf(id).some((press) => keys.includes(press)),
    );
    if (by) return { reason: 'taken', by };
    this.#keep(Object.fromEntries(Object.entries(this.changed).filter(([id]) => id !== action)));
    return null;
  }

  resetAll(): void {
    this.#keep({});
  }

  #keep(changed: Shortcuts['changed']): void {
    this.changed = changed;
    try {
      localStorage.setItem(STORED, JSON.stringify(changed));
    } catch {
      // Without storage the choice lasts as long as the page.
    }
  }

  async #readLayout(): Promise<void> {
    const { keyboard } = (globalThis.navigator ?? {}) as {
      readonly keyboard?: { getLayoutMap(): Promise<LayoutMap> };
    };
    try {
      this.layout = (await keyboard?.getLayoutMap()) ?? null;
    } catch {
      // In a frame the browser may refuse: the caps of a Latin keyboard are shown.
    }
  }
}

/** The label that an action gives, if it gives one. */
export function labelOfAction(action: ActionId): CoreLabel | null {
  switch (action) {
    case 'labelPER':
      return 'PER';
    case 'labelLOC':
      return 'LOC';
    case 'labelORG':
      return 'ORG';
    case 'labelMISC':
      return 'MISC';
    default:
      return null;
  }
}

const isHeardIn = (action: ActionId, scope: KeyScope): boolean => ACTIONS[action].scopes.includes(scope);

/** Whether two actions may be heard at the same time: keys of the page everywhere, those of the text where it is shown. */
function meet(a: ActionId, b: ActionId): boolean {
  const scopesA: readonly KeyScope[] = ACTIONS[a].scopes;
  const scopesB: readonly KeyScope[] = ACTIONS[b].scopes;
  if (scopesA.includes('page') || scopesB.includes('page')) return true;
  if (scopesA.some((scope) => scopesB.includes(scope))) return true;
  const inText = (scopes: readonly KeyScope[]) => scopes.includes('text') || scopes.includes('correct');
  return inText(scopesA) && inText(scopesB);
}

function readStored(): Shortcuts['changed'] {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(STORED) ?? '{}');
    if (typeof value !== 'object' || value === null) return {};
    const found = value as Readonly<Record<string, unknown>>;
    return Object.fromEntries(
      ACTION_IDS.flatMap((id): [ActionId, readonly KeyPress[]][] => {
        const keys = found[id];
        const isGood = Array.isArray(keys) && keys.length > 0 && keys.every((key) => typeof key === 'string');
        return isGood ? [[id, keys]] : [];
      }),
    );
  } catch {
    return {};
  }
}
