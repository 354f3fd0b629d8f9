import type { Equivalent } from './entry.js';

/** Looked at one by one: see `EQUIVALENT`. */
export const PURCHASES_EQUIVALENT: readonly Equivalent[] = [
  {
    file: 'lib/src/metrics/purchases/buyers.ts',
    line: 'const seen = lasts.length === 1 ? join(lasts) : sql`greatest(${join(lasts)})`;',
    change: 'ConditionalExpression',
    after: 'const seen = false ? join(lasts) : sql`greatest(${join(lasts)})`;',
    why: 'DuckDB takes greatest() of one value, as some other engines do not.',
  },
];
