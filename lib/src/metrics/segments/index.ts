/** User segments: their sizes, the scores behind them, how robust they are, and what their users are like. */
export { segmentSizes as sizes, type SegmentSizes } from './sizes.js';
export { scoreTable as scores, type ScoreTable } from './score-table.js';
export { compareTies, type TieComparison } from './compare-ties.js';
export { tieSensitivity, type TieSensitivity, type TieSensitivityOptions } from './tie-sensitivity.js';
export { segmentProfiles as profiles, type ProfileOptions, type SegmentProfiles } from './profiles.js';
export type { SegmentModes } from './profile-modes.js';
export type { SegmentCells } from './profile-cells.js';
export { personas, type PersonaOptions, type Personas } from './personas.js';
export { segmentRegions as byRegion, type SegmentRegions } from '../regions/segment-regions.js';
export { together, type Together } from '../together.js';
