import { formatBytes } from '../format';
import type { ErrorMessages } from '../types';

/** One sentence for each error code: what is wrong, and what to do. */
export const errors: ErrorMessages = {
  'model/offline': () =>
    'The model could not be downloaded because there is no connection. Connect once and press “Try again”; what has arrived is kept.',
  'model/http': (d) =>
    `The server answered ${d['status'] ?? '?'} for ${d['path'] ?? 'a file of the model'}. Try again later; what has arrived is kept.`,
  'model/hash': (d) =>
    `${d['path'] ?? 'A file of the model'} arrived damaged and was thrown away. Press “Try again”.`,
  'model/storage-full': (d) =>
    `The model needs ${formatBytes(Number(d['needed'] ?? 0))}, and this browser offers ${formatBytes(Number(d['free'] ?? 0))}. Free some space for this site and try again.`,
  'model/no-simd': () =>
    'This browser lacks WebAssembly SIMD, which the model needs. Update the browser, or open the page in a current Chrome, Edge, Firefox or Safari.',
  'model/missing': (d) =>
    `The file ${d['path'] ?? ''} of the model is not on this device. Download the model again.`,
  'model/unknown': (d) =>
    `There is no model called “${d['id'] ?? ''}”. Available: ${d['available'] ?? 'none'}.`,
  'model/manifest': (d) =>
    `The description of the model “${d['id'] ?? ''}” cannot be read. Reload the page; if it stays, the copy of the site is damaged.`,
  'model/session': (d) =>
    `The model could not be started (${d['detail'] ?? 'no detail'}). Close other tabs and try again.`,
  'model/scheme': (d) =>
    `The model has no scheme “${d['scheme'] ?? ''}”. Available: ${d['available'] ?? 'none'}.`,
  'model/not-loaded': () => 'The model is not loaded yet. Load it first.',
  'model/unfit': (d) => `This model cannot be used here (${d['reason'] ?? 'no detail'}).`,
  'worker/crashed': (d) =>
    `The background worker stopped (${d['detail'] ?? 'no detail'}). Your texts are safe; reload the page.`,
  'worker/protocol': (d) =>
    `The page and its background worker disagree (${d['detail'] ?? 'no detail'}). Reload the page.`,
  'tag/cancelled': () => 'Stopped. What was stored before is unchanged.',
  'tag/superseded': () => 'A newer request for the same text replaced this one.',
  'text/empty': () => 'There is no text to read. Paste an article or choose a file.',
  'text/too-long': (d) =>
    `The text has ${d['length'] ?? '?'} characters; up to ${d['limit'] ?? '?'} can be read at once. Split it into parts.`,
  'file/missing': (d) => `${d['file'] ?? 'The file'} cannot be opened. Check the path and the permissions.`,
  'file/not-utf8': (d) => `${d['file'] ?? 'The file'} is not UTF-8 text. Save it as UTF-8 and try again.`,
  'file/encoding': (d) =>
    `The encoding of ${d['file'] ?? 'the file'} was not recognised. Save it as UTF-8 and drop it again.`,
  'file/type': (d) =>
    `${d['file'] ?? 'This file'} cannot be read here. Choose .txt, .md or .html, or a Mawdi project.`,
  'file/empty': (d) => `${d['file'] ?? 'The file'} holds no text.`,
  'file/not-project': (d) =>
    `${d['file'] ?? 'The file'} is not a Mawdi project. Choose a file saved with “Save project”.`,
  'file/project-version': (d) =>
    `This project was saved by a newer version (${d['version'] ?? '?'}). Update the page, then open it again.`,
  'file/project-damaged': (d) =>
    `This project is damaged (${d['detail'] ?? 'no detail'}). Nothing of it was stored; use another copy.`,
  'file/conll': (d) => {
    const expected: Record<string, string> = {
      columns: 'a word and its tag, apart by a tab or a space',
      width: `${d['width'] ?? 'as many'} columns, as on the lines before`,
      tag: 'a tag such as O, B-LOC or I-LOC in the last column',
      word: 'one word without a space in it',
    };
    return `${d['file'] ?? 'The file'}, line ${d['line'] ?? '?'}: expected ${expected[String(d['expected'])] ?? 'CoNLL'}, found “${d['found'] ?? ''}”. Correct the line and try again.`;
  },
  'file/conll-words': (d) =>
    `${d['file'] ?? 'The file'}, line ${d['line'] ?? '?'}: the words differ from ${d['gold'] ?? 'the labelled file'}: expected “${d['expected'] ?? ''}” as on its line ${d['goldLine'] ?? '?'}, found “${d['found'] ?? ''}”. Both files must hold the same sentences.`,
  'storage/unavailable': () =>
    'This browser does not let the page store anything, so nothing can be kept. Leave private browsing, or save your work to a file.',
  'storage/full': () =>
    'This browser has no room left for the page. Save your project to a file, then delete texts that you no longer need.',
  'storage/newer': () =>
    'This browser holds texts stored by a newer version of the page. Reload to get that version; nothing was changed.',
  'storage/damaged': (d) =>
    `A stored record could not be read and was set aside (${d['detail'] ?? 'no detail'}). The others are unchanged.`,
  'storage/immutable': () =>
    'A text that is stored never changes. Add the changed text as a new one; the old one is kept.',
  'places/offline': () =>
    'The list of places could not be downloaded because there is no connection. Connect once and try again.',
  'places/hash': (d) =>
    `${d['path'] ?? 'The list of places'} arrived damaged and was not used. Reload the page.`,
  'coordinates/unreadable': (d) =>
    `“${d['text'] ?? ''}” cannot be read as coordinates. Write them like 33.5138, 36.2765.`,
  'coordinates/half': (d) =>
    `“${d['text'] ?? ''}” is only half of a pair. Write latitude and longitude, with a space between.`,
  'coordinates/range': (d) =>
    `There is no such point: ${d['lat'] ?? '?'}, ${d['lon'] ?? '?'}. Latitude ends at 90, longitude at 180, minutes and seconds below 60.`,
  'coordinates/swapped': (d) =>
    `Latitude and longitude look swapped. Write ${d['lat'] ?? '?'}, ${d['lon'] ?? '?'}; if yours is right, add N and E.`,
  'coordinates/polar': () => 'MGRS of the polar zones cannot be read. Write degrees.',
  'edit/overlap': (d) =>
    `Marks never overlap, and “${d['name'] ?? ''}” is marked there already. Remove that mark or move its border first.`,
  'edit/empty': () => 'A mark needs at least one letter. Select a word, or put the caret in one.',
  'edit/nothing': () => 'There is nothing to change here. Choose another mark, border or sentence.',
  'edit/gone': () =>
    'This mark is no longer there: another tab or device changed it. Choose one that is on show.',
  'edit/stem': () => 'The name without its attached letters must lie within the mark and must not be empty.',
  'clipboard/denied': () => 'The browser did not allow copying. Use “Save” instead.',
  'cli/usage': (d) => `${d['detail'] ?? 'Wrong call.'}`,
  internal: (d) =>
    `Something unexpected happened (${d['detail'] ?? 'no detail'}). Your stored texts are unchanged; reload the page.`,
};
