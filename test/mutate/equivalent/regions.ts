import { downwards, sortedAfterwards, type Equivalent } from './entry.js';

const REGIONS = 'lib/src/metrics/regions';
const [FIRST_ITEM = '', SECOND_ITEM = ''] = downwards(1, 2);

/** Looked at one by one: see `EQUIVALENT`. */
export const REGIONS_EQUIVALENT: readonly Equivalent[] = [
  ...['orderValue', 'minutes'].map((measure) => ({
    file: `${REGIONS}/region-intervals.ts`,
    line: `...(${measure} === undefined ? [] : [{ measure: '${measure}' as const, x: id(${measure}), y: one }]),`,
    change: 'ArrayDeclaration',
    after: `...(${measure} === undefined ? ["Stryker was here"] : [{ measure: '${measure}' as const, x: id(${measure}), y: one }]),`,
    why: 'Nobody asks for the sums of a measure without a name.',
  })),
  ...sortedAfterwards(
    `${REGIONS}/segment-regions.ts`,
    'FROM (${known(scored, [segment, region])}) AS people GROUP BY 1, 2 ORDER BY 1, 2`;',
    FIRST_ITEM,
    SECOND_ITEM,
  ),
];
