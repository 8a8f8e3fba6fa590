export { openStore } from './store';
export { linkId } from './link-id';
export { mergeProjects } from './merge';
export { repairDocument, repairEdit, repairLink, repairRun } from './guards';
export { toStoredLinks } from './stored-links';
