import { afterAll, beforeAll, expect, it } from 'vitest';
import { open, portrait, type Tally } from 'tally';
import { douyin } from 'tally-studies';
import { tableOf } from '../../lib/table-of.js';

let tally: Tally;
beforeAll(async () => {
  tally = await open();
});
afterAll(() => tally.close());

it.each<[string, portrait.Bands, readonly number[], readonly number[]]>([
  ['ages', douyin.AGE_BANDS, [19, 20, 29, 30, 39, 40, 49, 50, 120], [1, 2, 2, 2, 2]],
  ['minutes', douyin.MINUTES_BANDS, [199, 200, 400, 401], [1, 2, 1]],
  ['purchases', douyin.FREQUENCY_BANDS, [4, 5, 10, 11, 15, 16], [1, 2, 2, 1]],
  [
    'order values',
    douyin.ORDER_VALUE_BANDS,
    [199.99, 200, 499.99, 500, 1000, 4999.99, 5000],
    [1, 2, 1, 2, 1],
  ],
  ['spending', douyin.SPENDING_BANDS, [999.99, 1000, 2999, 3000, 4999.99, 5000], [1, 2, 2, 1]],
])("the study's bands of %s have every edge on its side", async (_, bands, values, users) => {
  const rows = values.map((value) => [value]);
  const table = await tableOf(tally, 'values', { x: 'decimal' }, rows, {});
  expect((await portrait.bandCounts(table, 'x', bands)).rows.map((row) => row.users)).toEqual(users);
});
