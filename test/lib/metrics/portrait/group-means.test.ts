import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chart, open, portrait, type Tally } from 'tally';
import { tableOf } from '../../table-of.js';

const { groupMeans } = portrait;

let tally: Tally;
beforeAll(async () => {
  tally = await open({ currency: 'EUR' });
});
afterAll(() => tally.close());

const spending = (rows: readonly (readonly [string | null, number | null])[]) =>
  tableOf(tally, 'kunden', { land: 'text?', umsatz: 'decimal?' }, rows, { monetary: 'umsatz' });

describe('groupMeans', () => {
  it('gives mean, deviation and 95% interval by hand, largest mean first', async () => {
    const table = await spending([
      ['Food', 10],
      ['Food', 20],
      ['Food', 30],
      ['Travel', 40],
    ]);
    const found = await groupMeans(table, 'umsatz', 'land');
    expect(found.rows[0]).toEqual({
      group: 'Travel',
      users: 1,
      share: 0.25,
      n: 1,
      mean: 40,
      meanInterval: null,
      sd: null,
    });
    expect(found.rows[1]).toMatchObject({ group: 'Food', users: 3, share: 0.75, mean: 20, sd: 10 });
    const margin = (1.96 * 10) / Math.sqrt(3);
    expect(found.rows[1]?.meanInterval?.low).toBeCloseTo(20 - margin, 10);
    expect(found.rows[1]?.meanInterval?.high).toBeCloseTo(20 + margin, 10);
    expect(found.title).toEqual({ en: 'Mean umsatz by land', zh: '各land的umsatz均值' });
    expect([found.schema.share.of, found.schema.mean.of]).toEqual([
      { base: 'users' },
      { interval: 'meanInterval' },
    ]);
    expect(found.schema.n.hidden).toBe(true);
    expect(found.at({ group: 'Food' })).toMatchObject({ mean: { en: '€20.00' }, sd: { en: '€10.00' } });
    expect(found.at({ group: 'Food' }).meanInterval.en).toBe('€8.68–€31.32');
  });

  it('rests on the values there are', async () => {
    const table = await spending([
      ['A', 10],
      ['A', null],
      ['A', 30],
      ['B', null],
      [null, 5],
    ]);
    const found = await groupMeans(table, 'umsatz', 'land');
    expect(found.rows.map(({ group, users, n, mean }) => [group, users, n, mean])).toEqual([
      ['A', 3, 2, 20],
      [null, 1, 1, 5],
      ['B', 1, 0, null],
    ]);
    // sd of 10 and 30 is sqrt(200), its interval of two values.
    expect(found.rows[0]?.meanInterval?.high).toBeCloseTo(20 + (1.96 * Math.sqrt(200)) / Math.sqrt(2), 10);
    expect((await groupMeans(await spending([]), 'umsatz', 'land')).rows).toEqual([]);
  });

  it('counts equal values each, and puts equal means by name, missing names last', async () => {
    const table = await spending([
      ['B', 5],
      ['B', 5],
      ['A', 5],
      [null, 5],
    ]);
    const found = await groupMeans(table, 'umsatz', 'land');
    expect(found.rows.map(({ group, n, sd }) => [group, n, sd])).toEqual([
      ['A', 1, null],
      ['B', 2, 0],
      [null, 1, null],
    ]);
  });

  it('is drawn as means upon their intervals', async () => {
    const table = await spending([
      ['Food', 10],
      ['Food', 30],
      ['Travel', 40],
    ]);
    expect(chart(await groupMeans(table, 'umsatz', 'land')).alt).toContain('highest Travel with €40.00');
  });
});
