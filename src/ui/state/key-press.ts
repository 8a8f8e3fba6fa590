/**
 * A physical key with its modifiers, as one string: `Ctrl+Shift+KeyZ`. `Ctrl` stands for ⌘ as well. The code of a key
 * (`KeyboardEvent.code`) is the same on every layout, so shortcuts work with Arabic and Latin letters alike.
 */
export type KeyPress = string;

/** What a layout writes with each key, by code; `navigator.keyboard` of Chromium. */
export type LayoutMap = ReadonlyMap<string, string>;

const MODIFIER_CODE = /^(Shift|Control|Alt|Meta|OS|CapsLock|Fn|NumLock)/;
/** Keys that write nothing: they may be a shortcut even where single letters are switched off. */
const SILENT_CODE = /^(Arrow|Escape|Enter|Delete|Backspace|Home|End|Page|Insert|F\d|Tab|Space)/;
/** What browsers and readers of the page keep for themselves. */
const RESERVED =
  /^(Shift\+)?(Tab|Space)$|^Ctrl\+(Shift\+)?Key[ACFHLNPQRTVWX]$|^Ctrl\+(Digit\d|Tab|Minus|Equal)$|(^|\+)F\d+$|^Alt\+(Arrow(Left|Right)|Home|F4)$/;

/** The key that an event pressed; null for a modifier alone, or with AltGr, which writes letters. */
export function pressOf(event: KeyboardEvent): KeyPress | null {
  if (event.code === '' || MODIFIER_CODE.test(event.code)) return null;
  if (event.getModifierState('AltGraph')) return null;
  const ctrl = event.ctrlKey || event.metaKey ? 'Ctrl+' : '';
  const alt = event.altKey ? 'Alt+' : '';
  const shift = event.shiftKey ? 'Shift+' : '';
  return ctrl + alt + shift + event.code.replace(/^Numpad(?=\d$)/, 'Digit').replace(/^NumpadEnter$/, 'Enter');
}

export const codeOf = (press: KeyPress): string => press.split('+').at(-1) ?? '';

/** Whether the press would write a character: a shortcut that WCAG 2.1.4 wants to be switched off. */
export const isCharacter = (press: KeyPress): boolean =>
  !/^(Ctrl|Alt)\+/.test(press) && !SILENT_CODE.test(codeOf(press));

/** Whether the browser, or moving by keyboard, needs this press. */
export const isReserved = (press: KeyPress): boolean => RESERVED.test(press);

/** Fields keep their keys and IME composition is never disturbed; so do dialogs, unless the keys are theirs. */
export function isTyping(event: KeyboardEvent, isInDialog = false): boolean {
  const target = event.target;
  if (event.isComposing || event.keyCode === 229) return true;
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || (!isInDialog && target.closest('dialog') !== null)) return true;
  return /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}

/** Whether the press is what works the control in focus. */
export function worksControl(press: KeyPress, target: EventTarget | null): boolean {
  if (press !== 'Enter' || !(target instanceof Element)) return false;
  return target.closest('button, a[href], summary, [role="tab"]') !== null;
}

const CAPS: Readonly<Record<string, string>> = {
  ...{ ArrowUp: '↑', ArrowDown: '↓', ArrowLeft: '←', ArrowRight: '→', Escape: 'Esc', Delete: 'Del' },
  ...{ BracketLeft: '[', BracketRight: ']', Semicolon: ';', Quote: "'", Comma: ',', Period: '.', Slash: '/' },
  ...{ Backslash: '\\', Minus: '-', Equal: '=', Backquote: '`', PageUp: 'PgUp', PageDown: 'PgDn' },
};

/** The caps to press, one after the other: what the layout shows where it is known, else what a Latin keyboard shows. */
export function capsOf(press: KeyPress, layout: LayoutMap | null, isApple = false): string[] {
  const code = codeOf(press);
  const modifiers = press
    .slice(0, press.length - code.length)
    .split('+')
    .filter((name) => name !== '');
  const written = layout?.get(code);
  // What the key writes with Shift is known of this one only.
  if (press === 'Shift+Slash' && (written === undefined || written === '/')) return ['?'];
  const cap = written ? written.toLocaleUpperCase() : (CAPS[code] ?? code.replace(/^(Key|Digit)/, ''));
  return [...modifiers.map((name) => (isApple ? (APPLE[name] ?? name) : name)), cap];
}

const APPLE: Readonly<Record<string, string>> = { Ctrl: '⌘', Alt: '⌥', Shift: '⇧' };
