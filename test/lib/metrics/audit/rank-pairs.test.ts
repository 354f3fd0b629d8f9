import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { audit, open, OptionsError, portrait, Table, type Tally } from 'tally';
import { tableOf } from '../../table-of.js';

let tally: Tally;
beforeAll(async () => {
  tally = await open();
});
afterAll(() => tally.close());

const ROWS = [
  ...[1, 2, 3].map((value) => ['a', value] as const),
  ...[4, 5, 6].map((value) => ['b', value] as const),
  ...[7, 8, 9].map((value) => ['c', value] as const),
  ...([
    [null, 5],
    ['a', null],
  ] as const),
];

describe('rankPairs', () => {
  it('compares every two groups, with Holm or Benjamini and Hochberg', async () => {
    const table = await tableOf(tally, 'plants', { plot: 'text?', height: 'integer?' }, ROWS, {});
    const found = await audit.rankPairs(table, 'height', 'plot');
    // Mean ranks 2, 5 and 8; v = 9 * 10 / 12.
    expect(found.rows.map(({ one, other, difference }) => [one, other, difference])).toEqual([
      ['a', 'b', -3],
      ['a', 'c', -6],
      ['b', 'c', -3],
    ]);
    expect(found.at({ one: 'a', other: 'c' }).z.raw).toBeCloseTo(-6 / Math.sqrt((90 / 12) * (2 / 3)), 12);
    const [ab, ac] = found.rows;
    expect(ac?.p).toBeCloseTo(3 * (ac?.plainP ?? 0), 12);
    expect(ab?.p).toBeCloseTo(2 * (ab?.plainP ?? 0), 12);
    const rates = await audit.rankPairs(table, 'height', 'plot', { correction: 'benjamini-hochberg' });
    expect(rates.rows[0]?.p).toBeCloseTo(ab?.plainP ?? 0, 12);
    expect((await portrait.compareGroups(table, 'height', 'plot')).at().kruskalP.raw).toBeLessThan(0.05);
  });

  it('has no pairs with a group without values, and is written with names of columns and groups', async () => {
    const columns = { plot: 'text?', height: 'integer?' } as const;
    const { name } = await tableOf(tally, 'plants', columns, [...ROWS, ['none', null]], {});
    const values = { b: { label: { en: 'Beds', zh: '苗床' } } };
    const table = new Table({
      ...{ session: tally, name, columns, roles: {} },
      schema: {
        height: { kind: 'integer?', label: { en: 'Height', zh: '高度' } },
        plot: { kind: 'text?', label: { en: 'Plot', zh: '地块' }, values },
      },
    });
    const { rows, title, chart, schema } = await audit.rankPairs(table, 'height', 'plot');
    expect(rows.map(({ one, other, difference }) => [one, other, difference])).toEqual([
      ['b', 'a', 3],
      ['b', 'c', -3],
      ['a', 'c', -6],
    ]);
    expect(title).toEqual({
      en: 'Ranks of height of every two groups by plot',
      zh: '不同地块两两之间高度的秩比较',
    });
    expect(chart).toEqual({ mark: 'bar', x: 'difference', y: 'one', color: 'other' });
    expect(schema).toMatchObject({
      one: { values },
      other: { values },
      difference: { digits: 1 },
      plainP: { hidden: true },
    });
  });

  it('is empty for one group or equal values, and refuses an unknown correction', async () => {
    const same = await tableOf(
      tally,
      'same',
      { plot: 'text', height: 'integer' },
      [
        ['a', 1],
        ['b', 1],
      ],
      {},
    );
    expect((await audit.rankPairs(same, 'height', 'plot')).length).toBe(0);
    const one = await tableOf(
      tally,
      'one',
      { plot: 'text', height: 'integer' },
      [
        ['a', 1],
        ['a', 2],
      ],
      {},
    );
    expect((await audit.rankPairs(one, 'height', 'plot')).length).toBe(0);
    const refused = audit.rankPairs(one, 'height', 'plot', { correction: 'none' as never });
    await expect(refused).rejects.toThrow(OptionsError);
  });
});
