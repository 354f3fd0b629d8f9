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
  {
    file: `${PRODUCTS}/segment-products.ts`,
    line: 'shareInterval: wilson(row.users, members(row.group)) ?? { low: 0, high: 1 },',
    change: 'ObjectLiteral',
    after: 'shareInterval: wilson(row.users, members(row.group)) ?? {},',
    why: 'A group with a row has users.',
  },
  ...sortedAfterwards(
    `${PRODUCTS}/segment-products.ts`,
    'FROM shares ORDER BY "group", spending_rank, category`;',
    FIRST_ITEM,
  ),
];
