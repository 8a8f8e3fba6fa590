/** Levels of places and the reasons of linking, in words. */
export const places = {
  levels: {
    country: 'country',
    governorate: 'governorate',
    district: 'district',
    subdistrict: 'subdistrict',
    town: 'town',
    quarter: 'quarter',
    facility: 'facility',
    region: 'region',
    water: 'water',
  },
  reasons: {
    exactName: 'the name is written the same',
    foldedName: 'the name is spelt a little differently',
    onlyCandidate: 'the only place of this name in the list',
    largerPlace: 'the larger place',
    higherLevel: 'the higher level',
    sameCountry: 'other places in the text are in this country',
    levelCue: 'the word before the name says so',
    notInGazetteer: 'not in the list of places',
    tooAmbiguous: 'too many places of this name',
    personLike: 'the name is also a person’s',
    userChoice: 'chosen by you',
  },
} as const;
