/** Sentences of the page about the data and of packs of places; functions take ready-formatted values. */
export const aboutData = {
  title: 'About the data',
  intro: 'What this page is made of, who made it, and under which licence.',
  places: 'Places',
  entries: (n: string) => `${n} places in the list.`,
  entriesWithPacks: (n: string, added: string) =>
    `${n} places in the list, ${added} of them from lists that you added.`,
  earlierList:
    'A newer list of places arrived damaged and was not used. The list from before stays in use; reload the page later to try again.',
  damagedPack: (name: string) =>
    `The added list of ${name} was damaged on this device and has been removed. Add it again under “About the data”.`,
  unreadable: 'The counts could not be read. Connect once and open this page again.',
  packs: 'Lists to add',
  packsHint:
    'Villages that nobody has counted yet, from Who’s On First. They make the list longer, and common names more ambiguous; add what your texts are about. What you add stays on this device and works without a connection.',
  packsElsewhere:
    'Syria, Iraq, Lebanon, Palestine, Jordan, Sudan, Libya and Tunisia have no list to add: all that the sources know of them is in the list already.',
  packSize: (entries: string, size: string) => `${entries} places · ${size}`,
  add: 'Add',
  addNamed: (name: string) => `Add the list of ${name}`,
  update: 'Update',
  updateNamed: (name: string) => `Update the list of ${name}`,
  remove: 'Remove',
  removeNamed: (name: string) => `Remove the list of ${name}`,
  cancel: 'Stop',
  working: (name: string) => `Adding the list of ${name}`,
  onDevice: 'on this device',
  outdated: 'an earlier version is on this device',
  added: (name: string) => `Added: ${name}. The places of your texts are looked up again.`,
  removed: (name: string) => `Removed: ${name}. The places of your texts are looked up again.`,
  offer: 'A longer list of villages can be added:',
  counts: 'Entries by country and level',
  country: 'Country',
  count: 'All',
  noCountry: 'no country printed: contested places, seas',
  sources: 'Sources of the list of places',
  source: 'Source',
  licence: 'Licence:',
  sourceNames: {
    ocha: 'UN OCHA: communities and areas of Syria',
    countries: 'Countries: Unicode CLDR and ISO 3166',
    supplement: 'Our own supplement: quarters, camps, prisons, crossings, other names',
  } as Readonly<Record<string, string>>,
  severalSources: 'A place that several sources have counts with each of them. Changed: merged and selected.',
  ochaNote:
    'OCHA licenses such sets under CC BY-IGO; the licence line of the Syrian set could not be opened when it was compiled. The compiler can leave it out.',
  basemap: 'Base map',
  basemapText:
    'Made with Natural Earth (public domain); boundaries Who’s On First / Mesoshapes; rivers WDB II via GSHHG (LGPL). Borders are drawn as they are in fact; disputed lines are dashed. Roads are not included.',
  model: 'Model',
  modelText:
    'A small multilingual encoder (12 layers of 384) trained for four kinds of names. The model card lists its corpora and its scores.',
  weights: 'Weights: CC BY-SA 4.0.',
  font: 'Typeface',
  code: 'Code',
  codeText: 'Apache-2.0. Built on transformers.js, ONNX Runtime, Svelte, Dexie and Leaflet.',
} as const;
