import type { advice } from 'tally';
import type { SegmentKey } from '../segments.js';
import { HIGH_VALUE_ACTIONS } from './high-value.js';
import { LOW_VALUE_ACTIONS } from './low-value.js';
import { HORIZONS, type Horizon, type SegmentMeasure } from './words.js';

/**
 * What to do for each segment. Every action is based on how the segment's means differ from those of all users: for the
 * most part by its definition, and where an action takes spending power, or the lack of it, on income, which the data
 * could contradict. None is based on the category that a persona prefers: in the study's data, that shows no
 * association with the segment (chi-square test of category by segment: p = 0.459).
 *
 * @example
 * advice.checkReasons(await segments.profiles(scored), 'segment', douyin.SEGMENT_ACTIONS);
 */
export const SEGMENT_ACTIONS: advice.Catalog<SegmentKey, SegmentMeasure, Horizon> = {
  horizons: HORIZONS,
  // Order value is spending / purchases, so that a high and a low score of these two decide it.
  defining: ['recency', 'frequency', 'monetary', 'orderValue'],
  actions: { ...HIGH_VALUE_ACTIONS, ...LOW_VALUE_ACTIONS },
};
