import { afterAll, beforeAll, describe, expect, expectTypeOf, it } from 'vitest';
import { column, defineTable, load, open, portrait, type Category, type Tally } from 'tally';
import type { ColumnContract } from '../../../lib/src/data/column-contract.js';
import { byName, inOrder } from '../../../lib/src/core/categories.js';
import { groupOrder } from '../../../lib/src/metrics/groups-of.js';
import { Result } from '../../../lib/src/core/result.js';
import { Files } from '../load/files.js';
import { Source } from '../../../lib/src/charts/marks/source.js';

let tally: Tally;
beforeAll(async () => {
  tally = await open();
});
const files = new Files();
afterAll(() => {
  tally.close();
  files.remove();
});

/** The stars of a file in the order of a table that counts them. */
async function counted(star: ColumnContract): Promise<string[]> {
  const path = files.write('stars.csv', 'star,shop\n1,a\n5,a\n10,b\n5,a\n');
  const table = await load(tally, path, {
    contract: defineTable({ name: 'reviews', columns: { star, shop: { type: 'text' } } }),
  });
  const values = [Object.keys(table.schema['star']?.values ?? {}), groupOrder(table, 'star', ['1'])];
  expect(values[0]).toEqual(values[1]);
  return Object.keys((await portrait.crossTab(table, 'star', 'shop')).schema.row.values);
}

const STARS: readonly (readonly ['5' | '10' | '1', Category])[] = [
  ['5', { label: 'five' }],
  ['10', { label: 'ten' }],
  ['1', { label: 'one' }],
];

describe('categories whose values are numbers', () => {
  it('stay in the order in which they are given', () => {
    expect(Object.keys(inOrder(STARS))).toEqual(['5', '10', '1']);
    expect(Object.values(inOrder(STARS)).map(({ label }) => label)).toEqual(['five', 'ten', 'one']);
    expect(Object.hasOwn(inOrder(STARS), '10')).toBe(true);
    expect(Object.hasOwn(inOrder(STARS), '2')).toBe(false);
  });

  it('are in that order in a result, a pivot and a chart', () => {
    const stars = column.category('Stars', STARS);
    expectTypeOf(Object.keys(stars.values) as (keyof typeof stars.values)[]).toEqualTypeOf<
      ('5' | '10' | '1')[]
    >();
    const rows = (['1', '5', '10'] as const).map((star) => ({ star, shop: 'A', n: Number(star) }));
    const schema = { star: stars, shop: column.text('Shop'), n: column.count('Reviews') };
    const result = new Result({ session: tally, name: 'r', title: '', schema, rows });
    expect(Object.keys(result.pivot('star', 'n').schema)).toEqual(['shop', '5', '10', '1']);
    expect(new Source(result as unknown as Result).keys('star').map(({ name }) => name)).toEqual([
      'five',
      'ten',
      'one',
    ]);
  });

  it('are in that order in a table and what is counted of it', async () => {
    const given = { type: 'text', values: ['5', '10', '1'] } as const;
    expect(await counted(given)).toEqual(['5', '10', '1']);
    expect(await counted({ type: 'text', categories: STARS })).toEqual(['5', '10', '1']);
  });

  it('are ascending where nobody has put them in order', () => {
    expect(['b', '10', 'a', '9', '007'].toSorted(byName)).toEqual(['9', '10', '007', 'a', 'b']);
  });
});
