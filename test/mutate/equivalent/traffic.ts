import { downwards, sortedAfterwards, type Equivalent } from './entry.js';

const TRAFFIC = 'lib/src/metrics/traffic';
const [FIRST_ITEM = '', SECOND_ITEM = ''] = downwards(1, 2);

/** Looked at one by one: see `EQUIVALENT`. */
export const TRAFFIC_EQUIVALENT: readonly Equivalent[] = [
  ...sortedAfterwards(
    `${TRAFFIC}/cells.ts`,
    'FROM ${hours} ORDER BY "day", "hour"`;',
    FIRST_ITEM,
    SECOND_ITEM,
  ),
  ...sortedAfterwards(
    `${TRAFFIC}/people.ts`,
    'FROM ${days ?? sql``} GROUP BY "day" ORDER BY "day"`,',
    FIRST_ITEM,
  ),
];
