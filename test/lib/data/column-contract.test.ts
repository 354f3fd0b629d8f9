import { expect, it } from 'vitest';
import {
  allowedValues,
  knownCategories,
  type ColumnContract,
} from '../../../lib/src/data/column-contract.js';

const entries = (rule: Omit<ColumnContract, 'type'>) => {
  const known = knownCategories({ type: 'text', ...rule });
  return known === undefined ? undefined : Object.entries(known);
};
const [ONE, FIVE] = [{ label: 'one star' }, { label: 'five stars' }];

it('takes the values of a column as a list, by name, or as pairs in an order of their own', () => {
  const allowed = (values?: ColumnContract['values']) =>
    allowedValues({ type: 'text', ...(values !== undefined && { values }) });
  expect(allowed()).toBeUndefined();
  expect(allowed(['5', '1'])).toEqual(['5', '1']);
  expect(allowed({ a: ONE, b: FIVE })).toEqual(['a', 'b']);
  expect(
    allowed([
      ['5', FIVE],
      ['1', ONE],
    ]),
  ).toEqual(['5', '1']);
});

it('names the values of a column as far as its contract does', () => {
  expect(entries({})).toBeUndefined();
  expect(entries({ categories: { a: ONE } })).toEqual([['a', ONE]]);
  expect(entries({ values: { b: FIVE }, categories: { a: ONE } })).toEqual([['b', FIVE]]);
  expect(entries({ values: ['5', '1'], categories: { '5': FIVE, x: ONE } })).toEqual([
    ['5', FIVE],
    ['1', { label: '1' }],
  ]);
  expect(entries({ values: ['toString'] })).toEqual([['toString', { label: 'toString' }]]);
});
