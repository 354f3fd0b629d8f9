import fc from 'fast-check';
import type { tags } from 'tally';

/** Customers of tests: what a query on them can read. */
export const COLUMNS = {
  customer: 'text',
  recency: 'integer?',
  spent: 'double?',
  country: 'text?',
  joined: 'date?',
  member: 'boolean?',
} as const;

const names = fc.constantFrom('recency', 'spent');
const comparison = fc.constantFrom('=', '!=', '<', '<=', '>', '>=');
const whole = fc.integer({ min: 0, max: 6 });
const country = fc.constantFrom('DE', 'FR', "L'île", 'x" or 1=1 --');
const day = fc.constantFrom('2024-01-01', '2024-01-15', '2024-02-01');

/** Any test of a column. */
export const columnTest: fc.Arbitrary<tags.ColumnTest> = fc.oneof(
  fc.record({ column: names, is: comparison, value: whole }),
  fc.record({ column: names, in: fc.array(whole, { minLength: 1, maxLength: 3 }) }),
  fc.record({ column: fc.constant('country'), is: fc.constantFrom('=', '!='), value: country }),
  fc.record({ column: fc.constant('country'), in: fc.array(country, { minLength: 1, maxLength: 2 }) }),
  fc.record({ column: fc.constant('joined'), is: comparison, value: day }),
  fc.record({ column: fc.constant('member'), is: fc.constantFrom('=', '!='), value: fc.boolean() }),
  fc.record({
    column: fc.constantFrom('recency', 'spent', 'country', 'joined', 'member'),
    missing: fc.constant(true as const),
  }),
);

const rowTest: fc.Arbitrary<tags.RowQuery> = fc.oneof(
  fc.record({ column: fc.constant('amount'), is: comparison, value: whole }),
  fc.record({ column: fc.constant('amount'), missing: fc.constant(true as const) }),
);

const rowQuery: fc.Arbitrary<tags.RowQuery> = fc.oneof(
  rowTest,
  fc.record({ not: rowTest }),
  fc.record({ or: fc.array(rowTest, { minLength: 2, maxLength: 2 }) }),
);

/** Any test of orders. */
export const eventTest: fc.Arbitrary<tags.EventTest> = fc.record(
  {
    events: fc.constant('orders'),
    sum: fc.constant('amount'),
    where: rowQuery,
    within: fc.integer({ min: 0, max: 40 }),
    is: comparison,
    value: fc.integer({ min: -1, max: 6 }),
  },
  { requiredKeys: ['events', 'is', 'value'] },
);

/** Any query on these columns, on orders with an amount, and on the tags. */
export function anyQuery(tagNames: readonly string[] = []): fc.Arbitrary<tags.Query> {
  const tag = tagNames.map((name) => fc.constant({ tag: name }));
  return fc.letrec<{ query: tags.Query }>((tie) => ({
    query: fc.oneof(
      { maxDepth: 3 },
      ...[columnTest, columnTest, eventTest, ...tag],
      fc.record({ and: fc.array(tie('query'), { minLength: 2, maxLength: 3 }) }),
      fc.record({ or: fc.array(tie('query'), { minLength: 2, maxLength: 3 }) }),
      fc.record({ not: tie('query') }),
    ),
  })).query;
}
