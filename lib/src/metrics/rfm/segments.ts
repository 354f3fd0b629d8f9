import type { Label } from '../../label.js';

/**
 * The eight RFM segments: high or low recency, frequency and money. The study names them twice, in its text and
 * in its query; these are the query's names, on which its figures rest. {@link INTRO_NAMES} has the others.
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

/** The segments in the order of {@link RFM_SEGMENTS}. */
export const RFM_SEGMENT_KEYS = Object.keys(RFM_SEGMENTS) as readonly RfmSegment[];

/** Which of recency, frequency and money are high in a segment. */
export const RFM_LEVELS: Readonly<
  Record<RfmSegment, { readonly recency: boolean; readonly frequency: boolean; readonly monetary: boolean }>
> = {
  keyValue: { recency: true, frequency: true, monetary: true },
  keyWinBack: { recency: false, frequency: true, monetary: true },
  newHighValue: { recency: true, frequency: false, monetary: true },
  dormantHighValue: { recency: false, frequency: false, monetary: true },
  potential: { recency: true, frequency: true, monetary: false },
  generalNew: { recency: true, frequency: false, monetary: false },
  lowCost: { recency: false, frequency: true, monetary: false },
  lost: { recency: false, frequency: false, monetary: false },
};

/** The four segments with high money, which the study calls high-value users. */
export const HIGH_VALUE_SEGMENTS: readonly RfmSegment[] = RFM_SEGMENT_KEYS.filter(
  (segment) => RFM_LEVELS[segment].monetary,
);

/**
 * What the study's introduction calls the segments, in the order of their levels: names of another common
 * scheme, which its query then does not use.
 */
export const INTRO_NAMES: Readonly<Record<RfmSegment, Label>> = {
  keyValue: { en: 'Key value', zh: '重要价值客户' },
  keyWinBack: { en: 'Key win-back', zh: '重要唤回客户' },
  newHighValue: { en: 'Key deepening', zh: '重要深耕客户' },
  dormantHighValue: { en: 'Key retention', zh: '重要挽留客户' },
  potential: { en: 'Potential', zh: '潜力客户' },
  generalNew: { en: 'New', zh: '新客户' },
  lowCost: { en: 'General maintain', zh: '一般维持客户' },
  lost: { en: 'Lost', zh: '流失客户' },
};
