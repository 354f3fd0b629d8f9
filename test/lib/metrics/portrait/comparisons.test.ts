import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { open, portrait, type Tally } from 'tally';
import { benjaminiHochberg } from '../../../../lib/src/stats/multiple.js';
import { tableOf } from '../../table-of.js';

let tally: Tally;
beforeAll(async () => {
  tally = await open();
});
afterAll(() => tally.close());

const COLUMNS = {
  plot: 'text',
  weight: 'integer',
  height: 'integer',
  wild: 'integer',
  same: 'integer',
} as const;
const ROWS = [
  ['a', 1, 10, 1, 5],
  ['a', 2, 14, 2, 5],
  ['a', 3, 12, 3, 5],
  ['b', 7, 11, 100, 5],
  ['b', 8, 15, 500, 5],
  ['b', 9, 13, 900, 5],
];

describe('comparisons', () => {
  it('gives each test as it is alone, with q over those that are defined', async () => {
    const table = await tableOf(tally, 'plants', COLUMNS, ROWS, {});
    const found = await portrait.comparisons(table, ['weight', 'height', 'wild', 'same'], 'plot');
    const alone = [];
    for (const value of ['weight', 'height', 'wild'] as const) {
      alone.push((await portrait.compareGroups(table, value, 'plot')).at());
    }
    expect(found.rows.map((row) => row.p)).toEqual([...alone.map(({ p }) => p.raw), null]);
    expect(found.rows.map((row) => row.effect)).toEqual([...alone.map(({ effect }) => effect.raw), null]);
    const qs = benjaminiHochberg(alone.map(({ p }) => p.raw ?? 1));
    expect(found.rows.map((row) => row.q)).toEqual([...qs, null]);
    // Means 2 and 8, variance 1 in both: F = 6 * 9 / 1; the test does not depend on the variances.
    expect(found.at({ value: 'weight' }).statistic.raw).toBeCloseTo(54, 9);
    expect(found.at({ value: 'wild' })).toMatchObject({
      test: { raw: 'welch' },
      statistic: { raw: alone[2]?.f.raw },
    });
    expect(found.title).toEqual({ en: 'Differences between groups by plot', zh: '不同plot之间的差异' });
    expect(found.schema.value.values).toEqual({
      ...{ weight: { label: 'weight' }, height: { label: 'height' } },
      ...{ wild: { label: 'wild' }, same: { label: 'same' } },
    });
    expect(found.chart).toEqual({ mark: 'bar', x: 'effect', y: 'value' });
    expect(found.schema.effect.of).toEqual({ interval: 'effectInterval' });
    expect(found.schema.effectInterval.hidden).toBe(true);
    expect(found.where((row) => row.q !== null && row.q < 0.05).list('value').en).toBe('weight');
  });
});
