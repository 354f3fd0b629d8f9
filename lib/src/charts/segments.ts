import type { RfmSegment } from '../metrics/rfm/segments.js';
import { COLORS } from './theme.js';

/** The colour of each RFM segment, the same in every chart of every notebook. */
export const SEGMENT_COLORS: Readonly<Record<RfmSegment, string>> = {
  keyValue: COLORS.blue,
  keyWinBack: COLORS.red,
  newHighValue: COLORS.green,
  dormantHighValue: COLORS.wine,
  potential: COLORS.violet,
  generalNew: COLORS.purple,
  lowCost: COLORS.olive,
  lost: COLORS.mauve,
};
