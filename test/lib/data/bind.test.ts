import { expect, it } from 'vitest';
import { bindColumns, sourceNames, unusedColumns } from '../../../lib/src/data/bind.js';
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

it('finds the columns of a contract by their names in the file, written exactly so or the first of several', () => {
  expect(sourceNames(contract)).toEqual(['Order ID', 'total_paid', 'city']);
  expect(bound('x', 'City', 'order-id', 'Total Paid', 'city')).toEqual([
    { column: 'id', index: 2 },
    { column: 'total_paid', index: 3 },
    { column: 'city', index: 4 },
  ]);
  expect(bound('order-id', 'City', 'CITY', 'total paid')[2]).toEqual({ column: 'city', index: 1 });
});

it('finds a name by its signs where letters do not tell, and none by signs that are others', () => {
  const columns = { c: { type: 'text', source: 'C#' }, usd: { type: 'text', source: '$' } } as const;
  const signs = defineTable({ name: 't', columns });
  const inFile = (...names: readonly string[]) => bindColumns(signs, { path: 't.csv', columns: names });
  expect(inFile('C', '#', 'c#', '%', ' $').map(({ index }) => index)).toEqual([2, 4]);
  // Without the very name, a name that differs by signs is taken for it, but not signs alone.
  expect(inFile('C', '$').map(({ index }) => index)).toEqual([0, 1]);
  expect(() => inFile('C#', '#', '')).toThrow(/\n {2}- \$\n/);
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
});

it('takes no column that is in use for one that is missing, nor one without a name', () => {
  const two = defineTable({ name: 't', columns: { total: { type: 'text' }, totals: { type: 'text' } } });
  expect(() => bindColumns(two, { path: 't.csv', columns: ['total'] })).toThrow(/\n {2}- totals\n/);
  const one = defineTable({ name: 't', columns: { x: { type: 'text' } } });
  expect(() => bindColumns(one, { path: 't.csv', columns: ['', 'zz'] })).toThrow(/\n {2}- x\n/);
});

it('lists the columns that are not used', () => {
  const source = { columns: ['', 'a', 'b', 'b'] };
  expect(unusedColumns(source, [{ column: 'x', index: 2 }])).toEqual(['', 'a', 'b']);
});
