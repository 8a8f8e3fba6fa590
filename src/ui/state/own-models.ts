import { modelOfScheme } from '../../model';
import type { ModelService } from '../services';

/** A model that a person brought along, where texts can be tagged with it. */
export interface OwnModel {
  readonly id: string;
  readonly name: string;
  readonly scheme: string;
}

/** The models of this device that the site does not offer; none where they cannot be looked at. */
export async function ownModels(service: ModelService): Promise<readonly OwnModel[]> {
  try {
    const models = await (await service.shelf()).list();
    return models
      .filter(({ isOwn }) => isOwn)
      .map(({ manifest: { id, name, defaultScheme } }) => ({ id, name: name ?? id, scheme: defaultScheme }));
  } catch {
    return [];
  }
}

/** What a person reads for a scheme: of a model of one's own the model, which has but one. */
export const schemeName = (scheme: string): string => modelOfScheme(scheme)?.slice('own-'.length) ?? scheme;
