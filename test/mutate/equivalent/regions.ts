import { downwards, sortedAfterwards, type Equivalent } from './entry.js';

const REGIONS = 'lib/src/metrics/regions';
const [FIRST_ITEM = '', SECOND_ITEM = ''] = downwards(1, 2);

/** Looked at one by one: see `EQUIVALENT`. */
export const REGIONS_EQUIVALENT: readonly Equivalent[] = [
  ...sortedAfterwards(
    `${REGIONS}/segment-regions.ts`,
    'FROM (${known(scored, [segment, region])}) AS people GROUP BY 1, 2 ORDER BY 1, 2`;',
    FIRST_ITEM,
    SECOND_ITEM,
  ),
];
