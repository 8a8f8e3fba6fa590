import { sharingMessages } from '../../messages';
import type { App } from '../state/app.svelte';

/** Says that a saved project keeps every place exactly. */
export const sayProjectIsExact = ({ notices, settings }: App): void =>
  notices.say(sharingMessages[settings.language].project);
