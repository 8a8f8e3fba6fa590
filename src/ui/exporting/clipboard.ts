import { AppError } from '../../domain';
import { toHtmlTable, toTsv, type Table } from '../../exchange';

/** Puts a table on the clipboard as TSV and as HTML with its direction, so that spreadsheets keep columns and order. */
export async function copyTable(table: Table, direction: 'rtl' | 'ltr'): Promise<void> {
  const tsv = toTsv(table);
  const html = toHtmlTable(table, direction);
  try {
    await navigator.clipboard.write([
      new ClipboardItem({
        'text/plain': new Blob([tsv], { type: 'text/plain' }),
        'text/html': new Blob([html], { type: 'text/html' }),
      }),
    ]);
  } catch (thrown) {
    if (copyByEvent(tsv, html)) return;
    throw new AppError('clipboard/denied', {}, { cause: thrown });
  }
}

/** Where the asynchronous clipboard is refused, the copy event still works inside a click. */
function copyByEvent(tsv: string, html: string): boolean {
  let isDone = false;
  const onCopy = (event: ClipboardEvent) => {
    event.clipboardData?.setData('text/plain', tsv);
    event.clipboardData?.setData('text/html', html);
    event.preventDefault();
    event.stopImmediatePropagation();
    isDone = true;
  };
  document.addEventListener('copy', onCopy, { capture: true });
  try {
    document.execCommand('copy');
  } finally {
    document.removeEventListener('copy', onCopy, { capture: true });
  }
  return isDone;
}
