import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { open, OptionsError, rfm, RFM_SEGMENTS, segments, sql, type Tally } from 'tally';
import { Table } from '../../../../lib/src/core/table.js';
import { customersOf, WINDOW_ORDER, type Customer } from './customers.js';

let tally: Tally;
beforeAll(async () => {
  tally = await open({ currency: 'EUR', seed: 7 });
});
afterAll(() => tally.close());

type Options = Parameters<typeof segments.tieSensitivity>[1] & object;

const spreadOf = async (people: readonly Customer[], options: Options = {}) =>
  segments.tieSensitivity(await customersOf(tally, people), options);

const LEVELS = Object.entries(RFM_SEGMENTS).map(([key, { levels }]) => [key, Object.values(levels)] as const);

/** Every trial is sorted whole and dealt into bins one customer after the other, as NTILE does. */
function trialByHand(people: readonly Customer[], bins: number, seed: number, trial: number): string[] {
  const random = (id: number) => createHash('md5').update([seed, trial, id].join(':')).digest('hex');
  const values = [(one: Customer) => -one.days, (one: Customer) => one.orders, (one: Customer) => one.spent];
  const high = values.map((value, dimension) => {
    const key = (id: number) => random(id).slice(dimension * 10, dimension * 10 + 10);
    const places = people
      .map((one, id) => ({ id, value: value(one) }))
      .sort((a, b) => a.value - b.value || (key(a.id) < key(b.id) ? -1 : 1));
    const tiles = Array.from(
      { length: bins },
      (_, tile) => Math.floor(people.length / bins) + (tile < people.length % bins ? 1 : 0),
    );
    const scores = tiles.flatMap((size, tile) => Array.from({ length: size }, () => tile + 1));
    return new Map(places.map(({ id }, place) => [id, (scores[place] ?? 0) >= Math.max(2, bins - 1)]));
  });
  return people.map((_, id) => {
    const own = high.map((levels) => levels.get(id));
    return LEVELS.find(([, levels]) => levels.every((level, index) => level === own[index]))?.[0] ?? '';
  });
}

const tied: Customer[] = Array.from({ length: 23 }, (_, n) => ({
  days: n % 4,
  orders: 1 + (n % 3),
  spent: 1 + ((n * 7) % 5),
}));

describe('the spread of segment sizes over orders among equals', () => {
  it('is what sorting and dealing every order gives, for any customers', async () => {
    const drawn = fc.record({
      days: fc.integer({ min: 0, max: 4 }),
      orders: fc.integer({ min: 1, max: 4 }),
      spent: fc.integer({ min: 1, max: 6 }),
    });
    const options = fc.record({
      bins: fc.integer({ min: 2, max: 6 }),
      orders: fc.integer({ min: 2, max: 6 }),
      seed: fc.integer(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(drawn, { minLength: 6, maxLength: 30 }), options, async (people, given) => {
        const spread = await spreadOf(people, given);
        const trials = Array.from({ length: given.orders }, (_, trial) =>
          trialByHand(people, given.bins, given.seed, trial),
        );
        for (const row of spread) {
          const sizes = trials.map((keys) => keys.filter((key) => key === row.segment).length);
          const mean = sizes.reduce((sum, size) => sum + size, 0) / sizes.length;
          const squares = sizes.reduce((sum, size) => sum + (size - mean) ** 2, 0);
          expect([row.min, row.max]).toEqual([Math.min(...sizes), Math.max(...sizes)]);
          expect(row.range).toEqual({ low: row.min, high: row.max });
          expect(row.mean).toBeCloseTo(mean, 10);
          expect(row.sd).toBeCloseTo(Math.sqrt(squares / (sizes.length - 1)), 10);
          if (mean === 0) expect(row.reach).toBeNull();
          else expect(row.reach).toBeCloseTo((row.max - row.min) / mean, 10);
        }
      }),
      { numRuns: 8, seed: 11 },
    );
  });

  // 11 and 14 in bins of five: one and four bins have one more.
  it.each([11, 14])('is nothing where nobody of %i has an equal: the sizes of rfm', async (all) => {
    const people = Array.from({ length: all }, (_, n) => ({
      days: (n * 3) % all,
      orders: 1 + ((n * 5) % all),
      spent: 100 + n,
    }));
    const users = await customersOf(tally, people);
    const sizes = await segments.sizes(await rfm(users));
    const spread = await segments.tieSensitivity(users, { orders: 20 });
    expect(spread.rows.map(({ segment, min, max, sd }) => ({ segment, min, max, sd }))).toEqual(
      sizes.rows.map(({ segment, users: n }) => ({ segment, min: n, max: n, sd: 0 })),
    );
  });

  it('takes the seed of the session, and is the same whatever the order of rows', async () => {
    const first = await spreadOf(tied, { orders: 30 });
    expect((await spreadOf(tied, { orders: 30, seed: 7 })).rows).toEqual(first.rows);
    expect((await spreadOf(tied, { orders: 30, seed: 8 })).rows).not.toEqual(first.rows);
    expect(first.total('mean').raw).toBeCloseTo(tied.length, 10);
  });

  it('is drawn as means with the range over all orders', async () => {
    // The third has the most days and orders: low in one and high in the other, in every order.
    const equal = Array.from({ length: 2 }, () => ({ days: 1, orders: 1, spent: 1 }));
    const spread = await spreadOf([...equal, { days: 9, orders: 9, spent: 9 }], {
      ...{ orders: 4, bins: 3, high: 3, dimensions: ['recency', 'frequency'] },
    });
    const { mean, sd, reach } = spread.at({ segment: 'recency_low_frequency_high' });
    expect([mean.en, sd.en, reach.en]).toEqual(['1.0', '0.0', '0%']);
    expect(spread.schema.mean.of).toEqual({ interval: 'range' });
    expect(spread.schema.range.hidden).toBe(true);
    expect(spread.chart).toEqual({ mark: 'dot', x: 'mean', y: 'segment' });
  });

  it('goes over two dimensions, and has no deviation over one order', async () => {
    const spread = await spreadOf(tied, { orders: 1, dimensions: ['recency', 'frequency'] });
    expect(spread.length).toBe(4);
    expect(spread.rows.map(({ sd }) => sd)).toEqual([null, null, null, null]);
  });

  it('has empty segments of nobody', async () => {
    const all = await customersOf(tally, tied);
    const nobody = new Table({
      session: tally,
      name: tally.uniqueName('nobody'),
      columns: all.columns,
      roles: all.roles,
    });
    await tally.engine.run(sql`CREATE VIEW ${nobody} AS SELECT * FROM ${all} WHERE false`);
    const spread = await segments.tieSensitivity(nobody);
    expect(spread.rows.map(({ mean, reach }) => ({ mean, reach }))).toEqual(
      Object.keys(RFM_SEGMENTS).map(() => ({ mean: 0, reach: null })),
    );
  });

  it.each<[Options, RegExp]>([
    [{ orders: 0 }, /orders must be a whole number of at least 1, not 0/],
    [{ orders: 2.5 }, /orders must be a whole number of at least 1, not 2.5/],
    [{ seed: 0.5 }, /seed must be a whole number, not 0.5/],
    [{ bins: 1 }, /at least 2 bins/],
  ])('refuses %j', async (options, message) => {
    const attempt = spreadOf(tied, options);
    await expect(attempt).rejects.toThrow(OptionsError);
    await expect(attempt).rejects.toThrow(message);
  });
});

describe('tie policies side by side', () => {
  it('have the sizes of each, and the users whom another policy moves', async () => {
    const users = await customersOf(tally, tied);
    const compared = await segments.compareTies(users, [WINDOW_ORDER, 'key', 'cume_dist']);
    for (const ties of [WINDOW_ORDER, 'key', 'cume_dist'] as const) {
      const name = typeof ties === 'string' ? ties : ties.name;
      const sizes = await segments.sizes(await rfm(users, { ties }));
      expect(compared.where({ ties: name }).rows.map((row) => row.users)).toEqual(
        sizes.rows.map((row) => row.users),
      );
    }
    const [a, b] = [await rfm(users, { ties: WINDOW_ORDER }), await rfm(users)];
    const { n } = await tally.engine.one(
      sql`SELECT count(*) AS n FROM ${a} AS a JOIN ${b} AS b USING (nr) WHERE a.segment <> b.segment`,
      { n: 'integer' },
    );
    expect(n).toBeGreaterThan(0);
    expect(compared.moved.rows.map((row) => row.ties)).toEqual(['key', 'cume_dist']);
    expect(compared.moved.at({ ties: 'key' })).toMatchObject({
      users: { raw: n },
      share: { raw: n / tied.length },
    });
    expect(compared.moved.schema.share.of).toEqual({ base: 'users' });
    expect([compared.chart, compared.moved.chart]).toEqual([
      { mark: 'bar', x: 'users', y: 'segment', color: 'ties' },
      { mark: 'bar', x: 'users', y: 'ties' },
    ]);
    expect(compared.at({ ties: 'window', segment: 'keyValue' }).ties.zh).toBe('逐窗口');
  });

  it('need names of their own', async () => {
    const users = await customersOf(tally, tied);
    await expect(segments.compareTies(users, ['key', 'key'])).rejects.toThrow(
      'Give each tie policy its own name, not [key, key].',
    );
    await expect(segments.compareTies(users, [])).rejects.toThrow('Give at least one tie policy.');
  });
});
