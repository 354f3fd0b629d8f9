import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { open, portrait, type Tally } from 'tally';
import { Table } from '../../../../lib/src/core/table.js';
import { tableOf } from '../../table-of.js';

let tally: Tally;
beforeAll(async () => {
  tally = await open({ threads: 1 });
});
afterAll(() => tally.close());

const COLUMNS = { farm: 'text?', plot: 'text', weight: 'integer' } as const;
const ROWS = [
  ...[10, 11, 12].map((weight) => ['north', 'a', weight]),
  ...[20, 21, 22].map((weight) => ['north', 'b', weight]),
  ...[10, 20, 30].map((weight) => ['south', 'a', weight]),
  ...[11, 20, 29].map((weight) => ['south', 'b', weight]),
  ['west', 'a', 5],
  [null, 'b', 99],
];

describe('compareWithin', () => {
  it('compares groups in each part, with q over the parts that have a p', async () => {
    const farms = await tableOf(tally, 'farms', COLUMNS, ROWS, {});
    const found = await portrait.compareWithin(farms, 'weight', 'plot', 'farm');
    expect(found.rows.map((row) => [row.within, row.groups, row.n])).toEqual([
      ['north', 2, 6],
      ['south', 2, 6],
      ['west', 1, 1],
    ]);
    const [north, south, west] = found.rows;
    const north6 = await tableOf(tally, 'north', COLUMNS, ROWS.slice(0, 6), {});
    const alone = (await portrait.compareGroups(north6, 'weight', 'plot')).rows[0];
    expect(north).toMatchObject({ p: alone?.p, effect: alone?.effect, test: 'welch' });
    // Two tests with a p: the smaller is doubled, the larger stays.
    expect(north?.q).toBeCloseTo(2 * (north?.p ?? 0), 12);
    expect(south?.p).toBeCloseTo(1, 12);
    expect(south?.q).toBe(south?.p);
    expect([west?.p, west?.q]).toEqual([null, null]);
  });

  it('has the parts in the order of their categories, without those that nobody is in', async () => {
    const { name, columns, session } = await tableOf(tally, 'farms', COLUMNS, ROWS, {});
    const values = { west: { label: 'West' }, east: { label: 'East' }, south: { label: 'South' } };
    const farm = { kind: 'text?' as const, label: { en: 'Farm', zh: '农场' }, values };
    const table = new Table({ session, name, columns, roles: {}, schema: { farm } });
    const found = await portrait.compareWithin(table, 'weight', 'plot', 'farm');
    expect(found.rows.map(({ within, n }) => [within, n])).toEqual([
      ['west', 1],
      ['south', 6],
      ['north', 6],
    ]);
    expect(found.at({ within: 'west' }).within.en).toBe('West');
    expect(Object.keys(found.schema)).toEqual([
      ...['within', 'groups', 'n', 'test', 'p', 'q', 'effect', 'effectInterval', 'size'],
    ]);
    expect(found.title).toEqual({
      en: 'Differences in weight by plot within each farm',
      zh: '各农场内部不同plot之间weight的差异',
    });
  });

  it('has no rows for a table without any', async () => {
    const none = await tableOf(tally, 'none', COLUMNS, [], {});
    expect((await portrait.compareWithin(none, 'weight', 'plot', 'farm')).rows).toEqual([]);
  });
});
