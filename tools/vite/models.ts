import { cpSync, existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Plugin } from 'vite';

/** Copies `models/index.json` and the models it lists, never `models/recipe/`, to the built site. */
export function copyModels(): Plugin {
  let root = '';
  return {
    name: 'mawdi:models',
    apply: 'build',
    configResolved(config) {
      root = config.root;
    },
    writeBundle(output) {
      const from = join(root, 'models');
      const index = join(from, 'index.json');
      if (!existsSync(index)) this.error('models/index.json is missing: it lists the models to ship.');
      const to = resolve(root, output.dir ?? 'dist', 'models');
      cpSync(index, join(to, 'index.json'));
      for (const id of modelIds(readFileSync(index, 'utf8')))
        cpSync(join(from, id), join(to, id), { recursive: true });
    },
  };
}

/** The ids in the text of `models/index.json`: an array, or an object with `models`. */
export function modelIds(text: string): string[] {
  const parsed = JSON.parse(text) as string[] | { models: string[] };
  const ids = Array.isArray(parsed) ? parsed : parsed.models;
  for (const id of ids)
    if (!/^[a-z0-9-]+$/.test(id) || id === 'recipe') throw new Error(`models/index.json: bad id ${id}`);
  return ids;
}
