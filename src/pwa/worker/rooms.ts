/** How the service worker keeps a file of the built site. */
export type Room = 'shell' | 'places' | 'pack' | 'runtime' | 'model' | 'worker';

/**
 * The room of a file, by its path relative to the base of the site:
 * - `shell`: what the page is made of, and what the models say of themselves (`index.json`, `manifest.json`: without them a stored model
 *   could not be opened offline); stored when the service worker is installed.
 * - `places`: gazetteer, base map and sample; stored when first needed.
 * - `pack`: further places, which a person adds; the page stores and reads them itself.
 * - `runtime`: ONNX Runtime's `.mjs` and `.wasm`; stored by the model download, only found again here.
 * - `model`: the shards; the model store of the page speaks to the network itself.
 * - `worker`: the service worker, which the browser fetches and keeps by its own rules.
 */
export function roomOf(path: string): Room {
  if (path === 'sw.js') return 'worker';
  if (/^models\/(index|[^/]+\/manifest)\.json$/.test(path)) return 'shell';
  if (path.startsWith('models/')) return 'model';
  if (path.startsWith('gazetteer/packs/')) return 'pack';
  if (path.startsWith('gazetteer/') || path.startsWith('basemap/') || path.startsWith('sample/'))
    return 'places';
  if (/(^|\/)ort-wasm-simd-threaded[^/]*\.(mjs|wasm)$/.test(path)) return 'runtime';
  return 'shell';
}
