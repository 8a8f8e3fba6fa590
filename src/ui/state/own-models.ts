import { modelOfScheme } from '../../model';
import type { ModelService } from '../services';

/** A model that a person brought along, where texts can be tagged with it. */
export interface OwnModel {
  readonly id: string;
  readonly name: string;
  readonly scheme: string;
}

/** The models of this device that the site does not offer; none where they cannot be looked at. */
export const ownModels = async (service: ModelService): Promise<readonly OwnModel[]> =>
  (await modelsHere(service)).own;

/** Those models, and how many bytes of the built-in one are still to be fetched; `null` where that is not known. */
export async function modelsHere(
  service: ModelService,
): Promise<{ readonly own: readonly OwnModel[]; readonly builtInMissing: number | null }> {
  try {
    const models = await (await service.shelf()).list();
    const own = models
      .filter(({ isOwn }) => isOwn)
      .map(({ manifest: { id, name, defaultScheme } }) => ({ id, name: name ?? id, scheme: defaultScheme }));
    return { own, builtInMissing: models.find(({ isOwn }) => !isOwn)?.bytesMissing ?? null };
  } catch {
    return { own: [], builtInMissing: null };
  }
}

/** What a person reads for a scheme: of a model of one's own the model, which has but one. */
export const schemeName = (scheme: string): string => modelOfScheme(scheme)?.slice('own-'.length) ?? scheme;
