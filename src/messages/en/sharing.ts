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
} as const;
