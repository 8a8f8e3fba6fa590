/** Sentences about how exactly places are given to others; functions take ready-formatted values. */
export const sharing = {
  given: {
    town: (n: string) => `${n} moved by up to 5 km`,
    district: (n: string) => `${n} by district`,
    governorate: (n: string) => `${n} by governorate`,
    hidden: (n: string) => `${n} left out`,
  },
  between: ', ',
  note: (given: string) =>
    `Not every place is given exactly: ${given}. Names, ids and points of these places are left out, and so are texts that name them.`,
  noteExact: 'Every place is given as exactly as it is known.',
  unnamed: 'place not named',
  sheet: 'About this file',
  made: (date: string) => `Made with Mawdi on ${date}.`,

  menuNote: (given: string) => `Not given exactly: ${given}.`,
  menuExact: 'All places are given exactly until the page is closed.',
  change: 'Change',
  title: 'How exactly places are given to others',
  intro:
    'As usual: areas, towns of 10,000 people and more, and large works such as dams and airports exactly. Villages, quarters and your own places are moved by up to 5 km, or given by district where they are named fewer than three times. Prisons, camps, hospitals and the like: by district.',
  introLost:
    'A place that is not given exactly loses its name, its number and its point in every file and copy, and sentences and titles that name it stay empty. Names for which no place was found go out as they are written, without a point. The saved project keeps everything exactly.',
  exactly: 'Give exactly all places for which nothing is set below',
  ask: (n: string) =>
    `Places that would go out with name and point: ${n}. Whoever gets the file can find the people there. Do it only for people you trust.`,
  askYes: 'Give them exactly',
  askNo: 'Leave it as it is',
  exactNow: 'All places are given exactly from now on, until the page is closed.',
  usualNow: 'Places are given as usual again.',
  list: 'Places in view',
  filter: 'Find a place',
  none: 'No place in view is finer than a district.',
  noneFound: 'No place of this name is in view.',
  precisionOf: (name: string) => `How exactly “${name}” is given`,
  more: (n: string) => `Show ${n} more`,
  project: 'The project file keeps every place exactly, with all texts. Give it only to people you trust.',
} as const;
