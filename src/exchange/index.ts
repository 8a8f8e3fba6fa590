export type { Cell, Column, ColumnKind, Table } from './table';
export { registerTable, type RegisterRow } from './register-table';
export { mentionsTable, type MentionRows } from './mentions-table';
export { namesTable, placesTable } from './tables';
export { toCsv, toHtmlTable, toTsv } from './delimited';
export { toXlsx } from './xlsx';
export { placesToGeoJson } from './geojson';
export { placesToKml } from './kml';
export { coarsenedList, coarsenedTotal, sharingNote, type FileNote } from './sharing-note';
export { parseProject, serializeProject } from './project';
export { toCodePoint } from './code-points';
export { decodeText } from './encoding';
export { readTextFile, type ImportedText } from './text-file';
export {
  isLabelledText,
  parseConll,
  type ConllFile,
  type ConllOptions,
  type Notation,
  type TaggedDocument,
  type TaggedSentence,
} from './conll';
export {
  cellText,
  columnLetters,
  completedToDelimited,
  completedToWorkbook,
  lookAtSheet,
  MOST_ROWS,
  newSheetToDelimited,
  readOwnCoordinates,
  readSheetFile,
  SHEET_PROBLEMS,
  type ColumnChoice,
  type CompletedSheet,
  type NewSheet,
  type OwnCoordinates,
  type Sheet,
  type SheetCell,
  type SheetFile,
  type SheetLook,
  type SheetProblem,
  type SheetResult,
} from './sheet';
