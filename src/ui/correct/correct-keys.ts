import { guessDirection } from '../../text';
import type { Correcting } from '../state/correcting.svelte';
import { labelOfAction, type ActionId, type Shortcuts } from '../state/shortcuts.svelte';
import { arrowDirection } from '../state/word-selection';

/** Keys of the door for correcting: arrows in the text by reading order, everything else by the table of keys. */
export function handleCorrectKey(correcting: Correcting, shortcuts: Shortcuts, event: KeyboardEvent): void {
  if (event.defaultPrevented || document.querySelector('dialog[open]')) return;
  const isInText = event.target instanceof Element && event.target.closest('#text') !== null;
  if (isInText && moveCaret(correcting, event)) return event.preventDefault();
  const action = shortcuts.actionOf(event, 'correct');
  if (action === null || !carryOut(correcting, action)) return;
  event.preventDefault();
}

/** Arrows move from word to word and sentence to sentence, with Shift they extend what is selected. */
function moveCaret(correcting: Correcting, event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return false;
  const onward = arrowDirection(event.code, directionAt(correcting));
  if (onward !== null) {
    correcting.inTurn(() => correcting.moveByWord(onward, event.shiftKey));
    return true;
  }
  if (event.code !== 'ArrowDown' && event.code !== 'ArrowUp') return false;
  const direction = event.code === 'ArrowDown' ? 1 : -1;
  correcting.inTurn(() => correcting.moveBySentence(direction, event.shiftKey));
  return true;
}

/** Direction of the line at the caret: lines of one text may differ. */
function directionAt({ document, range }: Correcting): 'rtl' | 'ltr' {
  const text = document?.text ?? '';
  const at = range?.start ?? 0;
  const start = text.lastIndexOf('\n', Math.max(0, at - 1)) + 1;
  const end = text.indexOf('\n', at);
  return guessDirection(text.slice(start, end < 0 ? text.length : end));
}

/** False for actions that this door does not know. */
function carryOut(correcting: Correcting, action: ActionId): boolean {
  const label = labelOfAction(action);
  if (label) {
    correcting.inTurn(() => correcting.label(label));
    return true;
  }
  switch (action) {
    case 'nextMark':
      correcting.inTurn(() => correcting.moveByMark(1));
      return true;
    case 'previousMark':
      correcting.inTurn(() => correcting.moveByMark(-1));
      return true;
    case 'nextUnread':
      correcting.inTurn(() => correcting.moveToUnread());
      return true;
    case 'leave':
      correcting.inTurn(() => correcting.leave());
      return true;
    case 'sameNames':
      correcting.inTurn(() => correcting.findSame());
      return true;
    default:
      return change(correcting, action);
  }
}

function change(correcting: Correcting, action: ActionId): boolean {
  switch (action) {
    case 'accept':
      correcting.inTurn(() => correcting.accept());
      return true;
    case 'reject':
      correcting.inTurn(() => correcting.reject());
      return true;
    case 'remove':
      correcting.inTurn(() => correcting.remove());
      return true;
    case 'undo':
    case 'redo':
      correcting.inTurn(() => correcting.step(action));
      return true;
    case 'readSentence':
      correcting.inTurn(() => correcting.readSentence());
      return true;
    case 'acceptAll':
      correcting.inTurn(() => correcting.decideMany('accept', 0, correcting.inView()));
      return true;
    case 'stem':
      correcting.inTurn(() => correcting.changeStem());
      return true;
    case 'split':
      correcting.inTurn(() => correcting.split());
      return true;
    case 'mergeNext':
      correcting.inTurn(() => correcting.merge());
      return true;
    default:
      return border(correcting, action);
  }
}

const BORDERS: Readonly<Partial<Record<ActionId, Parameters<Correcting['moveBorder']>[0]>>> = {
  startEarlier: { side: 'start', by: 'word', direction: -1 },
  startLater: { side: 'start', by: 'word', direction: 1 },
  endEarlier: { side: 'end', by: 'word', direction: -1 },
  endLater: { side: 'end', by: 'word', direction: 1 },
  startEarlierByLetter: { side: 'start', by: 'character', direction: -1 },
  startLaterByLetter: { side: 'start', by: 'character', direction: 1 },
  endEarlierByLetter: { side: 'end', by: 'character', direction: -1 },
  endLaterByLetter: { side: 'end', by: 'character', direction: 1 },
};

function border(correcting: Correcting, action: ActionId): boolean {
  const move = BORDERS[action];
  if (!move) return false;
  correcting.inTurn(() => correcting.moveBorder(move));
  return true;
}
