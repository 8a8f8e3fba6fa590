import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { keyMessages } from '../../src/messages';
import { capsOf } from '../../src/ui/state/key-press';
import {
  ACTION_GROUPS,
  ACTION_IDS,
  labelOfAction,
  Shortcuts,
  type KeyScope,
} from '../../src/ui/state/shortcuts.svelte';

let settings = { letterKeys: true };
let shortcuts: Shortcuts;

beforeEach(() => {
  localStorage.clear();
  settings = { letterKeys: true };
  shortcuts = new Shortcuts(settings);
});
afterEach(() => vi.restoreAllMocks());

const press = (init: KeyboardEventInit, target: Element = document.body): KeyboardEvent => {
  const event = new KeyboardEvent('keydown', { ...init, bubbles: true, cancelable: true });
  Object.defineProperty(event, 'target', { value: target });
  return event;
};
const actionOf = (init: KeyboardEventInit, scope: KeyScope, target?: Element) =>
  shortcuts.actionOf(press(init, target), scope);

describe('the table of keys', () => {
  it('lists every action once, with a name in both languages', () => {
    expect(Object.values(ACTION_GROUPS).flat().sort()).toEqual([...ACTION_IDS].sort());
    for (const language of ['ar', 'en'] as const)
      expect(Object.keys(keyMessages[language].actions).sort()).toEqual([...ACTION_IDS].sort());
  });

  it('gives no key to two actions that may be heard together', () => {
    for (const id of ACTION_IDS) expect([id, shortcuts.reset(id)]).toEqual([id, null]);
  });
});

describe('an event', () => {
  it.each([
    // Arabic 101: letters and digits differ, places do not.
    [{ code: 'KeyA', key: 'ش' }, 'correct', 'accept'],
    [{ code: 'KeyX', key: 'ء' }, 'queue', 'reject'],
    [{ code: 'Digit2', key: '٢' }, 'queue', 'labelLOC'],
    [{ code: 'BracketLeft', key: 'ج' }, 'correct', 'startEarlier'],
    [{ code: 'BracketRight', key: '<', shiftKey: true }, 'correct', 'endLater'],
    [{ code: 'Slash', key: '؟', shiftKey: true }, 'page', 'showKeys'],
    [{ code: 'KeyZ', key: 'ئ', ctrlKey: true }, 'correct', 'undo'],
    // AZERTY: A and Q, Z and W change places, digits need Shift to be written, ? is elsewhere.
    [{ code: 'KeyA', key: 'q' }, 'correct', 'accept'],
    [{ code: 'KeyQ', key: 'a' }, 'correct', null],
    [{ code: 'Digit1', key: '&' }, 'correct', 'labelPER'],
    [{ code: 'KeyZ', key: 'W', metaKey: true, shiftKey: true }, 'correct', 'redo'],
    [{ code: 'BracketLeft', key: '^', altKey: true }, 'correct', 'startEarlierByLetter'],
    [{ code: 'KeyM', key: '?', shiftKey: true }, 'page', 'showKeys'],
    // The same on every layout.
    [{ code: 'Numpad4', key: '4' }, 'audit', 'labelMISC'],
    [{ code: 'Backspace', key: 'Backspace' }, 'correct', 'remove'],
    [{ code: 'ArrowLeft', key: 'ArrowLeft', shiftKey: true }, 'correct', 'extendLeft'],
    [{ code: 'KeyY', key: 'y', ctrlKey: true }, 'queue', 'redo'],
    [{ code: 'KeyA', key: 'A', shiftKey: true }, 'correct', 'acceptAll'],
    [{ code: 'KeyE', key: 'e' }, 'queue', null],
    [{ code: 'ShiftLeft', key: 'Shift', shiftKey: true }, 'correct', null],
  ] as const)('%o in %s asks for %s', (init, scope, action) => {
    expect(actionOf(init, scope)).toBe(action);
  });

  it('rests while typing, during composition and, for characters, when these are off', () => {
    const field = document.createElement('input');
    expect(actionOf({ code: 'KeyA' }, 'correct', field)).toBeNull();
    expect(actionOf({ code: 'KeyA', isComposing: true }, 'correct')).toBeNull();
    settings.letterKeys = false;
    for (const code of ['KeyA', 'Digit1', 'BracketLeft']) expect(actionOf({ code }, 'correct')).toBeNull();
    expect(actionOf({ code: 'Delete' }, 'correct')).toBe('remove');
    expect(actionOf({ code: 'KeyZ', ctrlKey: true }, 'correct')).toBe('undo');
  });

  it('leaves Enter to a button in focus, and dialogs to themselves', () => {
    const dialog = document.createElement('dialog');
    const button = document.createElement('button');
    dialog.append(button);
    expect(actionOf({ code: 'Enter' }, 'correct')).toBe('readSentence');
    expect(actionOf({ code: 'Enter' }, 'audit', button)).toBeNull();
    expect(actionOf({ code: 'KeyJ' }, 'page', button)).toBeNull();
    expect(actionOf({ code: 'KeyJ' }, 'audit', button)).toBe('nextMark');
  });
});

describe('changing a key', () => {
  it('counts from then on, is remembered, and can be taken back', () => {
    expect(shortcuts.change('accept', 'KeyQ')).toBeNull();
    expect(actionOf({ code: 'KeyQ' }, 'correct')).toBe('accept');
    expect(actionOf({ code: 'KeyA' }, 'correct')).toBeNull();
    expect(new Shortcuts(settings).labelOf('accept')).toBe('Q');
    expect(shortcuts.reset('accept')).toBeNull();
    expect(actionOf({ code: 'KeyA' }, 'correct')).toBe('accept');
  });

  it('is refused where the key is in use or the browser’s own', () => {
    expect(shortcuts.change('accept', 'KeyX')).toEqual({ reason: 'taken', by: 'reject' });
    // Heard everywhere.
    expect(shortcuts.change('stem', 'KeyN')).toEqual({ reason: 'taken', by: 'newText' });
    expect(shortcuts.change('accept', 'Ctrl+KeyW')).toEqual({ reason: 'reserved' });
    expect(shortcuts.change('accept', 'Tab')).toEqual({ reason: 'reserved' });
    // Never heard together: the queue has the focus, or the text has.
    expect(shortcuts.change('openInText', 'KeyE')).toBeNull();
    expect(shortcuts.change('accept', 'KeyQ')).toBeNull();
    expect(shortcuts.change('split', 'KeyA')).toBeNull();
    expect(shortcuts.reset('accept')).toEqual({ reason: 'taken', by: 'split' });
    shortcuts.resetAll();
    expect(shortcuts.labelOf('split')).toBe('S');
  });

  it('survives damaged storage', () => {
    localStorage.setItem('mawdi.keys', '{"accept": 3, "reject": [], "split": ["KeyQ"], "other": ["KeyB"]}');
    const again = new Shortcuts(settings);
    expect([again.labelOf('accept'), again.labelOf('reject'), again.labelOf('split')]).toEqual([
      'A',
      'X',
      'Q',
    ]);
    localStorage.setItem('mawdi.keys', 'no JSON');
    expect(new Shortcuts(settings).changed).toEqual({});
  });
});

describe('key caps', () => {
  it('show what the layout writes', async () => {
    const azerty = new Map([
      ['KeyA', 'q'],
      ['Digit1', '&'],
    ]);
    vi.stubGlobal('navigator', {
      platform: 'Linux',
      keyboard: { getLayoutMap: () => Promise.resolve(azerty) },
    });
    const french = new Shortcuts(settings);
    await vi.waitFor(() => expect(french.layout).not.toBeNull());
    expect([french.labelOf('accept'), french.labelOf('labelPER')]).toEqual(['Q', '&']);
    vi.unstubAllGlobals();
  });

  it('name the keys that write nothing, and the modifiers of the device', () => {
    expect(capsOf('Ctrl+Shift+KeyZ', null)).toEqual(['Ctrl', 'Shift', 'Z']);
    expect(capsOf('Ctrl+Shift+KeyZ', null, true)).toEqual(['⌘', '⇧', 'Z']);
    expect(capsOf('Alt+ArrowDown', null)).toEqual(['Alt', '↓']);
    expect(capsOf('Shift+Slash', null)).toEqual(['?']);
  });

  it('tell which label a key gives', () => {
    expect(ACTION_IDS.map(labelOfAction).filter((label) => label !== null)).toEqual([
      'PER',
      'LOC',
      'ORG',
      'MISC',
    ]);
  });
});
