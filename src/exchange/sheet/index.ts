export { cellText, columnLetters } from './cells';
export { lookAtSheet, type ColumnChoice, type SheetLook } from './columns';
export { readOwnCoordinates, type OwnCoordinates } from './coordinates';
export { readSheetFile } from './read';
export type { NewSheet } from './append';
export {
  MOST_ROWS,
  SHEET_PROBLEMS,
  type Sheet,
  type SheetCell,
  type SheetFile,
  type SheetProblem,
  type SheetResult,
} from './types';
export { completedToDelimited, completedToWorkbook, newSheetToDelimited, type CompletedSheet } from './write';
