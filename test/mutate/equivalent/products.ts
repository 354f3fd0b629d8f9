import { downwards, sortedAfterwards, type Equivalent } from './entry.js';

const PRODUCTS = 'lib/src/metrics/products';
const [FIRST_ITEM = ''] = downwards(1);

/** Looked at one by one: see `EQUIVALENT`. */
export const PRODUCTS_EQUIVALENT: readonly Equivalent[] = [
  {
    file: `${PRODUCTS}/segment-products.ts`,
    line: 'FROM parts JOIN overall USING (category)',
    change: 'JOIN -> LEFT JOIN',
    why: 'The category of a part is one of all users.',
  },
  ...sortedAfterwards(
    `${PRODUCTS}/segment-products.ts`,
    'FROM shares ORDER BY "group", spending_rank, category`;',
    FIRST_ITEM,
  ),
];
