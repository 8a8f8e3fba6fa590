/** Sentences for completing a table; functions take ready-formatted values. */
export const geocode = {
  title: 'Complete a table',
  intro:
    'A table with a column of places or texts comes back with its rows and columns as they were, and with the places found: names, areas and codes, coordinates and how sure they are. It never leaves this device.',
  chooseFile: 'Choose a table',
  drop: 'or drop it here: CSV, TSV or Excel (.xlsx)',
  dropNow: 'Drop the table here',
  reading: 'Reading the table…',
  other: 'Another table',
  otherSure: 'Discard this one',
  otherAsk: 'What was found and decided in this table is not saved yet.',
  problems: {
    notTable: (file: string) => `${file} is not a table. Choose a CSV, TSV or Excel (.xlsx) file.`,
    encoding: (file: string) =>
      `The encoding of ${file} was not recognised. Save it as “CSV UTF-8” and choose it again.`,
    empty: (file: string) =>
      `${file} holds no rows. A table needs headings and at least one row, or two rows.`,
    oldExcel: (file: string) =>
      `${file} is an Excel file of an old or binary kind. Open it in a spreadsheet and save it as .xlsx or CSV.`,
    openDocument: (file: string) =>
      `${file} is an OpenDocument spreadsheet. Open it in a spreadsheet and save it as .xlsx or CSV.`,
    encrypted: (file: string) =>
      `${file} is protected by a password. Open it, save a copy without the password, and choose that copy.`,
    tooLarge: (file: string, limit: string) =>
      `${file} is too large: a table may have up to ${limit}. Split it into parts.`,
    tooManyRows: (file: string, limit: string) =>
      `${file} is too long: a table may have up to ${limit} rows. Split it into parts.`,
    damaged: (file: string) =>
      `${file} cannot be read: it is cut off or damaged. Open it in a spreadsheet and save it again.`,
  },

  sheet: 'Sheet',
  facts: (rows: string, columns: string) => `Rows: ${rows}. Columns: ${columns}.`,
  hasHead: 'The first row holds headings',
  columns: 'What the columns hold',
  kinds: {
    text: 'Places or texts',
    id: 'Id of the row',
    date: 'Date',
    lat: 'Latitude',
    lon: 'Longitude',
  },
  latHint: 'Where the table has coordinates already, they are kept and help to choose between places.',
  latBoth: 'Latitude, or both',
  noColumn: '(none)',
  column: (letters: string, name: string) => `${letters} · ${name}`,
  preview: 'First rows',
  needsText: 'Choose the column that holds the places or texts.',
  noArabic:
    'No column holds Arabic text, and the list of places is found by Arabic names. Choose the column that names the places.',
  readAs: 'Read the rows as',
  readAsWays: { auto: 'as each looks', location: 'location strings', sentence: 'sentences' },
  readAsHint: {
    auto: 'Short rows such as “الباب، ريف حلب” go straight to the list of places; sentences are read by the model.',
    location: 'The names are looked up as they stand; the model is not used.',
    sentence: 'The model reads every row. This takes longer.',
  },
  download: (size: string) => `For sentences the model is downloaded once (${size}).`,
  notes: {
    repeated: (names: string) => `These headings stand over more than one column: ${names}.`,
    formulas: (n: string) =>
      `Cells with formulas: ${n}. In an Excel file they stay formulas; in CSV their last values are written.`,
    outOfRange: (rows: string) => `Coordinates outside the globe; they are not used. Rows: ${rows}.`,
    swapped: (rows: string) =>
      `Latitude and longitude stand the wrong way round; they are not used, correct them in the table. Rows: ${rows}.`,
    inMinutes: (rows: string) =>
      `Coordinates in degrees and minutes; they are read and written as decimal degrees. Rows: ${rows}.`,
    unreadable: (rows: string) => `No coordinates can be read; what stands there is not used. Rows: ${rows}.`,
    far: (rows: string) =>
      `The coordinates lie far from every place of that name; the place is marked doubtful. Rows: ${rows}.`,
    farSwapped: (rows: string) =>
      `Latitude and longitude seem to stand the wrong way round: exchanged, they would lie at the place. Rows: ${rows}.`,
  },
  andMore: (rows: string, n: string) => `${rows} and ${n} more`,
  start: 'Find the places',
  failed: 'The search stopped.',

  running: (done: string, total: string) => `${done} of ${total} rows`,
  progress: 'Rows searched',
  downloading: 'The model for reading sentences is being downloaded…',
  stop: 'Stop',
  stopped: 'Stopped. The columns stay as you chose them.',
  behind: 'You may close this window and go on reading: the search goes on.',
  doneBehind: 'The places of your table have been found.',
  show: 'Show',
  doneSaid: (rows: string, doubtful: string) => `Done. Rows: ${rows}. To look at: ${doubtful}.`,

  summary: {
    rows: 'Rows',
    sure: 'Sure',
    likely: 'Fairly sure',
    doubtful: 'Doubtful',
    none: 'No place',
    several: 'Several places',
    reviewed: 'Reviewed',
  },
  certainty: { sure: 'sure', likely: 'fairly sure', doubtful: 'doubtful' },
  queue: 'Doubtful places',
  left: (n: string) => `${n} left`,
  rowNo: (n: string) => `row ${n}`,
  card: 'Place to decide',
  found: 'Found',
  near: (name: string) => `in or near ${name}`,
  noPlace: 'no place',
  candidates: 'Places of that name',
  within: (level: string, area: string) => `${level}, ${area}`,
  accept: 'Accept',
  none: 'None of them',
  previous: 'Back',
  next: 'Skip',
  undo: 'Undo',
  same: (n: string) => `Other rows with the same text: ${n}. They are decided with it.`,
  alsoSame: (n: string) => `Rows with the same text decided with it: ${n}.`,
  saidPlace: (name: string) => `Decided: ${name}.`,
  saidNone: (name: string) => `${name}: no place.`,
  nextSaid: (surface: string, place: string, text: string) => `Next: ${surface}, found ${place}. ${text}`,
  undone: 'Undone.',
  nothingToUndo: 'Nothing to undo.',
  first: 'This is the first one.',
  queueDone: 'No doubtful places are left.',
  noneDoubtful: 'No place of this table is doubtful.',
  onlySkipped: (n: string) => `You have seen them all; ${n} were skipped.`,
  again: 'Go through the skipped ones',

  rows: 'Rows of the table',
  filter: 'Show',
  filters: { all: 'all rows', doubtful: 'doubtful', none: 'no place', several: 'several places' },
  filterOption: (name: string, n: string) => `${name} (${n})`,
  heads: { row: 'Row', text: 'In the table', place: 'Place', certainty: 'How sure' },
  moreRows: (n: string) => `Show ${n} more`,
  more: (n: string) => `and ${n} more`,
  noRows: 'No rows of this kind.',
  reviewedMark: 'reviewed',

  save: 'Save the table',
  saveXlsx: 'Excel (.xlsx)',
  saveCsv: (name: string) => `As ${name}`,
  saveNoteXlsx: 'Your workbook with columns added; all else in it stays as it is.',
  saveNoteNew: 'Rows and columns in the same order, new columns behind them.',
  severalNote: (n: string) =>
    `Rows that name several places: ${n}. All their places are in a second sheet of the Excel file, or in a second CSV file.`,
  saved: (files: string) => `Saved: ${files}.`,
  kept: 'What is found and decided here is kept until you close the page; save the table before.',
  severalSheet: 'Several places',
  columnsAdded: 'Columns added',
} as const;
