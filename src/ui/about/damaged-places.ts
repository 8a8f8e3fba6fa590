import type { LoadedPlaces } from '../../linking/browser';
import type { App } from '../state/app.svelte';
import { packsOf } from '../state/place-packs.svelte';

/** Says that the list of places, or a pack, is damaged, and what is done about it. */
export function sayDamaged(
  app: App,
  { isEarlier, damagedPacks }: Pick<LoadedPlaces, 'isEarlier' | 'damagedPacks'>,
): void {
  const packs = packsOf(app);
  packs.isListEarlier = isEarlier;
  if (isEarlier) app.notices.say(packs.m.earlierList);
  if (damagedPacks.length > 0) void sayDamagedPacks(app, damagedPacks);
}

async function sayDamagedPacks(app: App, ids: readonly string[]): Promise<void> {
  const packs = packsOf(app);
  await packs.refresh();
  for (const pack of packs.list ?? [])
    if (ids.includes(pack.id)) app.notices.say(packs.m.damagedPack(packs.nameOf(pack)));
}
