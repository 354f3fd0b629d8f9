import type { Segmentation } from 'tally';

/**
 * The four segments of the study by recency and frequency of purchases. The names are the study's: within a window a
 * "potential new" buyer need not be new, nor a "lost" one lost.
 *
 * @example
 * const bought = await purchases.buyers(events, { type: 'buy' });
 * const scored = await rfm(bought, {
 *   dimensions: ['recency', 'frequency'], cuts: taobao.CUTS, segments: taobao.SEGMENTS,
 * });
 */
export const SEGMENTS = {
  vip: { label: { en: 'VIP', zh: '核心VIP' }, levels: { recency: true, frequency: true } },
  potential: { label: { en: 'Potential new', zh: '潜力新客' }, levels: { recency: true, frequency: false } },
  wake: { label: { en: 'To wake', zh: '需唤醒' }, levels: { recency: false, frequency: true } },
  lost: { label: { en: 'Lost', zh: '流失' }, levels: { recency: false, frequency: false } },
} as const satisfies Segmentation;

/** One of the four segments. */
export type SegmentKey = keyof typeof SEGMENTS;

/** The segments in their order. */
export const SEGMENT_KEYS = Object.keys(SEGMENTS) as readonly SegmentKey[];

/** The study's cuts: recent up to four days, frequent from four purchases. */
export const CUTS = { recency: [4], frequency: [4] } as const;
