export { matrixSvg, type MatrixTexts } from './matrix';
export { barsSvg, type Bar, type BarsTexts } from './bars';
export { curveSvg, type CurveOptions, type CurveTexts } from './curve';
export type { PictureOptions, PictureTheme } from './svg';
