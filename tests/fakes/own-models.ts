import type { InstalledModel, ModelManifest, ModelShelf } from '../../src/model';
import type { Services } from '../../src/ui/services';

/** A model that a person brought along, as the shelf lists it. */
export const ownModel = (name: string, change: Partial<InstalledModel> = {}): InstalledModel => ({
  manifest: {
    id: `own-${name}`,
    name: `My ${name}`,
    sha256: name,
    defaultScheme: `own:${name}`,
    schemes: [{ id: `own:${name}`, offset: 0, labels: ['O', 'B-PER', 'I-PER'] }],
    licence: 'mit',
    files: [],
  } as unknown as ModelManifest,
  isOwn: true,
  bytes: 10,
  bytesMissing: 0,
  ...change,
});

/** Has services list these models; the rest of the shelf as given. */
export function withModels(
  services: Services,
  models: readonly InstalledModel[],
  shelf: Partial<ModelShelf> = {},
): void {
  const made = { list: () => Promise.resolve([...models]), ...shelf } as ModelShelf;
  services.model.shelf = () => Promise.resolve(made);
}
