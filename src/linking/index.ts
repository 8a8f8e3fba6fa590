export { linkMentions } from './link';
export { levelCueBefore } from './cues';
