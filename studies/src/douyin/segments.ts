import { columnOf, id, type Categories, type Segmentation, type TieOrder } from 'tally';

/**
 * The eight RFM segments of the study, by high or low recency, frequency and monetary value. The study names them
 * differently in its text and in its query; these are the query's names, used for its figures. {@link INTRO_NAMES}
 * has the others.
 */
export const SEGMENTS = {
  keyValue: {
    label: { en: 'Key value', zh: '重要价值客户' },
    color: '#0072b2',
    levels: { recency: true, frequency: true, monetary: true },
  },
  keyWinBack: {
    label: { en: 'Key win-back', zh: '重要唤回客户' },
    color: '#d55e00',
    levels: { recency: false, frequency: true, monetary: true },
  },
  newHighValue: {
    label: { en: 'New high value', zh: '新晋高价值客户' },
    color: '#009e73',
    levels: { recency: true, frequency: false, monetary: true },
  },
  dormantHighValue: {
    label: { en: 'Dormant high value', zh: '高价值沉睡客户' },
    color: '#84003c',
    levels: { recency: false, frequency: false, monetary: true },
  },
  potential: {
    label: { en: 'Potential', zh: '潜力客户' },
    color: '#8484fc',
    levels: { recency: true, frequency: true, monetary: false },
  },
  generalNew: {
    label: { en: 'General new', zh: '一般新客户' },
    color: '#600c6c',
    levels: { recency: true, frequency: false, monetary: false },
  },
  lowCost: {
    label: { en: 'Low-cost maintain', zh: '低成本维系客户' },
    color: '#483c00',
    levels: { recency: false, frequency: true, monetary: false },
  },
  lost: {
    label: { en: 'Lost', zh: '流失客户' },
    color: '#785478',
    levels: { recency: false, frequency: false, monetary: false },
  },
} as const satisfies Segmentation;

/** One of the eight segments. */
export type SegmentKey = keyof typeof SEGMENTS;

/** The four segments with a high monetary score, which the study calls high-value users. */
export const HIGH_VALUE: readonly SegmentKey[] = (Object.keys(SEGMENTS) as SegmentKey[]).filter(
  (segment) => SEGMENTS[segment].levels.monetary,
);

/**
 * The segment names in the study's introduction, from another common scheme that its query does not use. They are the
 * categories of a column.
 */
export const INTRO_NAMES = {
  keyValue: { label: { en: 'Key value', zh: '重要价值客户' } },
  keyWinBack: { label: { en: 'Key win-back', zh: '重要唤回客户' } },
  newHighValue: { label: { en: 'Key deepening', zh: '重要深耕客户' } },
  dormantHighValue: { label: { en: 'Key retention', zh: '重要挽留客户' } },
  potential: { label: { en: 'Potential', zh: '潜力客户' } },
  generalNew: { label: { en: 'New', zh: '新客户' } },
  lowCost: { label: { en: 'General maintain', zh: '一般维持客户' } },
  lost: { label: { en: 'Lost', zh: '流失客户' } },
} as const satisfies Categories<SegmentKey>;

/**
 * How the study's query orders users with equal values. The query does not specify it; MySQL sorts the rows as left by
 * the previous window (the first window starts from the file), which reproduces the published sizes.
 *
 * @example
 * const scored = await rfm(users, { segments: douyin.SEGMENTS, ties: douyin.MYSQL_TIES });
 */
export const MYSQL_TIES: TieOrder = {
  name: 'mysql',
  label: { en: 'As in MySQL', zh: 'MySQL的顺序' },
  orderBy: ({ table, previous }) => previous ?? id(columnOf(table, 'row')),
};
