import { expect, it } from 'vitest';
import { bindColumns, sourceNames } from '../../../lib/src/data/bind.js';
import { defineTable } from '../../../lib/src/data/contract.js';
import type { ColumnsError } from '../../../lib/src/errors.js';

const contract = defineTable({
  name: 'orders',
  columns: {
    id: { type: 'text', source: 'Order ID' },
    total_paid: { type: 'decimal' },
    city: { type: 'text' },
  },
});
const bound = (...columns: readonly string[]) => bindColumns(contract, { path: 'o.csv', columns });

it('finds the columns of a contract by their names in the file, the first of several', () => {
  expect(sourceNames(contract)).toEqual(['Order ID', 'total_paid', 'city']);
  expect(bound('x', 'City', 'order-id', 'Total Paid', 'city')).toEqual([
    { column: 'id', index: 2 },
    { column: 'total_paid', index: 3 },
    { column: 'city', index: 1 },
  ]);
});

it('names what is missing, what is near among the columns that are free, and all that there are', () => {
  expect(() => bound('city', 'citi', '', 'order_ids')).toThrow(
    [
      'o.csv: 2 of 3 columns of table "orders" are missing:',
      '  - Order ID (the file has "order_ids", which looks close)',
      '  - total_paid',
      'The file\'s columns are: "city", "citi", "", "order_ids".',
    ].join('\n'),
  );
  const failure = () => bound('order id', 'total paid', 'citi');
  expect(failure).toThrow('  - city (the file has "citi", which looks close)');
  expect(failure).toThrow(expect.objectContaining({ missing: ['city'] }) as ColumnsError);
  // A column that is in use is near to nothing else.
  expect(() => bound('Order ID', 'total_paid')).toThrow(/\n {2}- city\n/);
});
