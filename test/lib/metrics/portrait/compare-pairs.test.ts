import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { open, portrait, type Tally } from 'tally';
import { tableOf } from '../../table-of.js';

const { compareGroups, comparePairs } = portrait;

let tally: Tally;
beforeAll(async () => {
  tally = await open();
});
afterAll(() => tally.close());

/** Heights differ by plot, weights by nothing, and all plots lie on one island. */
const plants = () =>
  tableOf(
    tally,
    'plants',
    { plot: 'text', island: 'text', height: 'integer', weight: 'integer' },
    [
      ['a', 'x', 10, 5],
      ['a', 'x', 11, 6],
      ['a', 'x', 12, 7],
      ['b', 'x', 20, 6],
      ['b', 'x', 21, 5],
      ['b', 'x', 22, 7],
    ],
    {},
  );

describe('pairs of value and group', () => {
  it('are each what compareGroups finds, in the order asked for', async () => {
    const table = await plants();
    const found = await comparePairs(table, [
      ['weight', 'plot'],
      ['height', 'plot'],
    ]);
    expect(found.rows.map(({ value, group }) => [value, group])).toEqual([
      ['weight', 'plot'],
      ['height', 'plot'],
    ]);
    for (const { q, ...row } of found.rows) {
      expect((await compareGroups(table, row.value as 'weight', row.group as 'plot')).rows[0]).toEqual(row);
      expect(q).toBeGreaterThanOrEqual(row.p ?? 0);
    }
  });

  it('correct p for the questions that have one', async () => {
    const found = await comparePairs(await plants(), [
      ['height', 'plot'],
      ['weight', 'plot'],
      ['weight', 'island'],
    ]);
    const [height, weight, island] = found.rows;
    expect(height?.q).toBeCloseTo(2 * (height?.p ?? 0), 12);
    expect([weight?.p, weight?.q]).toEqual([1, 1]);
    expect([island?.p, island?.q]).toEqual([null, null]);
  });

  it('are asked for by value and group', async () => {
    const found = await comparePairs(await plants(), [
      ['height', 'plot'],
      ['height', 'island'],
    ]);
    const { value, group, size } = found.at({ value: 'height', group: 'plot' });
    expect([value.en, group.en, size.en]).toEqual(['height', 'plot', 'Large']);
    expect(found.at({ value: 'height', group: 'island' }).effect.en).toBe('n/a');
    expect(found.title).toEqual({ en: 'Differences between groups', zh: '组间差异' });
    expect([found.schema.value.values, found.schema.group.values]).toEqual([
      { height: { label: 'height' } },
      { plot: { label: 'plot' }, island: { label: 'island' } },
    ]);
    expect(Object.keys(found.schema).slice(0, 7)).toEqual([
      ...['value', 'group', 'groups', 'n', 'test', 'p', 'q'],
    ]);
  });
});
