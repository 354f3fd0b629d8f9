import type { Label } from '../../../label.js';

/**
 * The four segments by recency and frequency of purchases, under the study's names: recent and frequent, recent and
 * not frequent, frequent but not recent, neither. Within a window that says nothing of earlier purchases, a
 * "potential new" buyer need not be new, nor a "lost" one lost.
 */
export const RF_SEGMENTS = {
  vip: { en: 'VIP', zh: '核心VIP' },
  potential: { en: 'Potential new', zh: '潜力新客' },
  wake: { en: 'To wake', zh: '需唤醒' },
  lost: { en: 'Lost', zh: '流失' },
} as const satisfies Readonly<Record<string, Label>>;

export type RfSegment = keyof typeof RF_SEGMENTS;

/** The segments in the order of {@link RF_SEGMENTS}. */
export const RF_SEGMENT_KEYS = Object.keys(RF_SEGMENTS) as readonly RfSegment[];
