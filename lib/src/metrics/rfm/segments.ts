import type { Label } from '../label.js';

/**
 * The eight RFM segments: high or low recency, frequency and money. The study names them twice, in its text and
 * in its query; these are the query's names, on which its figures rest.
 */
export const RFM_SEGMENTS = {
  keyValue: { en: 'Key value', zh: '重要价值客户' },
  keyWinBack: { en: 'Key win-back', zh: '重要唤回客户' },
  newHighValue: { en: 'New high value', zh: '新晋高价值客户' },
  dormantHighValue: { en: 'Dormant high value', zh: '高价值沉睡客户' },
  potential: { en: 'Potential', zh: '潜力客户' },
  generalNew: { en: 'General new', zh: '一般新客户' },
  lowCost: { en: 'Low-cost maintain', zh: '低成本维系客户' },
  lost: { en: 'Lost', zh: '流失客户' },
} as const satisfies Readonly<Record<string, Label>>;

/** One of the eight segments. */
export type RfmSegment = keyof typeof RFM_SEGMENTS;
