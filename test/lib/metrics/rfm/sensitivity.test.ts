import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  MetricError,
  OptionsError,
  rfm,
  RFM_SEGMENT_KEYS,
  segmentSizes,
  sql,
  tieSensitivity,
  type RfmSegment,
  type TieSensitivityOptions,
} from 'tally';
import { userLine, Workbench } from '../../users.js';
import { scoreByHand, type Person } from './reference.js';

let bench: Workbench;
beforeAll(async () => {
  bench = await Workbench.open();
});
afterAll(() => bench.close());

const load = (people: readonly Person[]) =>
  bench.users(
    people.map(({ id, recency, frequency, monetary }) =>
      userLine(id, { last_login_days_ago: recency, purchase_frequency: frequency, total_spending: monetary }),
    ),
  );

async function spreadOf(people: readonly Person[], options: TieSensitivityOptions) {
  return tieSensitivity(bench.engine, (await load(people)).table, options);
}

const LEVELS: Readonly<Record<string, RfmSegment>> = {
  HHH: 'keyValue',
  HHL: 'potential',
  HLH: 'newHighValue',
  HLL: 'generalNew',
  LHH: 'keyWinBack',
  LHL: 'lowCost',
  LLH: 'dormantHighValue',
  LLL: 'lost',
};

/** Every trial is sorted whole and dealt into bins one user after the other, as NTILE does. */
function trialByHand(people: readonly Person[], bins: number, seed: number, trial: number): RfmSegment[] {
  const random = (one: Person) => createHash('md5').update([seed, trial, one.id].join(':')).digest('hex');
  const values = [
    (one: Person) => -one.recency,
    (one: Person) => one.frequency,
    (one: Person) => one.monetary,
  ];
  const levels = values.map((value, dimension) => {
    const key = (one: Person) => random(one).slice(dimension * 10, dimension * 10 + 10);
    const sorted = [...people].sort((a, b) => value(a) - value(b) || (key(a) < key(b) ? -1 : 1));
    // In an order without ties, scoring by hand deals by place.
    const places = sorted.map((one, index) => ({ id: one.id, recency: 0, frequency: 0, monetary: index }));
    const scores = scoreByHand(places, 'key', bins).map(({ id, scores }) => [id, scores[2]] as const);
    return new Map(scores);
  });
  const high = Math.max(2, bins - 1);
  return people.map((one) => {
    const code = levels.map((scores) => ((scores.get(one.id) ?? 0) >= high ? 'H' : 'L')).join('');
    return LEVELS[code] ?? 'lost';
  });
}

function byHand(people: readonly Person[], { bins = 5, orders = 1, seed = 1 }: TieSensitivityOptions) {
  const trials = Array.from({ length: orders }, (_, trial) => trialByHand(people, bins, seed, trial));
  return RFM_SEGMENT_KEYS.map((segment) => {
    const sizes = trials.map((segments) => segments.filter((one) => one === segment).length);
    const mean = sizes.reduce((sum, size) => sum + size, 0) / orders;
    const squares = sizes.reduce((sum, size) => sum + (size - mean) ** 2, 0);
    return {
      segment,
      min: Math.min(...sizes),
      max: Math.max(...sizes),
      mean,
      sd: Math.sqrt(squares / (orders - 1)),
    };
  });
}

const tied = Array.from({ length: 23 }, (_, n) => ({
  id: String(n),
  recency: n % 4,
  frequency: 1 + (n % 3),
  monetary: 1 + ((n * 7) % 5),
}));

describe('the spread of segment sizes over orders among equals', () => {
  it('is what sorting and dealing every order gives, for any users', async () => {
    const drawn = fc.record({
      recency: fc.integer({ min: 0, max: 4 }),
      frequency: fc.integer({ min: 1, max: 4 }),
      monetary: fc.integer({ min: 1, max: 6 }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(drawn, { minLength: 6, maxLength: 30 }),
        fc.record({
          bins: fc.integer({ min: 2, max: 6 }),
          orders: fc.integer({ min: 2, max: 6 }),
          seed: fc.integer(),
        }),
        async (values, options) => {
          const people = values.map((one, index) => ({ ...one, id: String(index) }));
          const spread = await spreadOf(people, options);
          for (const [index, expected] of byHand(people, options).entries()) {
            const { segment, min, max, mean, sd } = spread[index] ?? {};
            expect({ segment, min, max }).toEqual({
              segment: expected.segment,
              min: expected.min,
              max: expected.max,
            });
            expect(mean).toBeCloseTo(expected.mean, 10);
            expect(sd).toBeCloseTo(expected.sd, 10);
          }
        },
      ),
      { numRuns: 12 },
    );
  });

  it('is nothing where nobody has an equal: the sizes of rfm, in every order', async () => {
    const people = Array.from({ length: 11 }, (_, n) => ({
      id: String(n),
      recency: (n * 3) % 11,
      frequency: 1 + ((n * 5) % 11),
      monetary: 100 + n,
    }));
    const { table } = await load(people);
    const sizes = await segmentSizes(bench.engine, await rfm(bench.engine, table));
    const spread = await tieSensitivity(bench.engine, table, { orders: 20 });
    expect(spread.map(({ segment, min, max, mean, sd }) => ({ segment, min, max, mean, sd }))).toEqual(
      sizes.map(({ segment, users }) => ({ segment, min: users, max: users, mean: users, sd: 0 })),
    );
  });

  it('reaches what can be: of four alike but for money, two are frequent and two lately there, by chance', async () => {
    const people = [1, 2, 3, 4].map((n) => ({ id: String(n), recency: 5, frequency: 5, monetary: n }));
    const spread = await spreadOf(people, { bins: 2, orders: 300 });
    // Money is high for two; how many of these two are high in both others is 0, 1 or 2.
    expect(spread[0]).toMatchObject({ segment: 'keyValue', min: 0, max: 2 });
    expect(spread[0]?.mean).toBeGreaterThan(0.35);
    expect(spread[0]?.mean).toBeLessThan(0.65);
    for (const { max } of spread) expect(max).toBeLessThanOrEqual(2);
  });

  it('is the same for the same seed, whatever the order of rows, and another for another seed', async () => {
    const first = await spreadOf(tied, { orders: 30, seed: 7 });
    expect(await spreadOf([...tied].reverse(), { orders: 30, seed: 7 })).toEqual(first);
    expect(await spreadOf(tied, { orders: 30, seed: 8 })).not.toEqual(first);
    const users = first.reduce((sum, { mean }) => sum + mean, 0);
    expect(users).toBeCloseTo(tied.length, 10);
  });

  it('has no standard deviation over one order', async () => {
    const [keyValue] = await spreadOf(tied, { orders: 1 });
    expect(keyValue?.sd).toBeNull();
    expect(keyValue?.min).toBe(keyValue?.max);
  });

  it('refuses fewer users than bins', async () => {
    const { table } = await load(tied);
    const empty = { name: 'nobody', columns: table.columns };
    await bench.engine.run(sql`CREATE OR REPLACE VIEW ${empty} AS SELECT * FROM ${table} WHERE false`);
    const attempt = tieSensitivity(bench.engine, empty);
    await expect(attempt).rejects.toThrow(MetricError);
    await expect(attempt).rejects.toThrow(/nobody has 0 users for 5 bins/);
  });

  it.each<[TieSensitivityOptions, RegExp]>([
    [{ orders: 0 }, /orders must be at least 1, not 0/],
    [{ orders: 2.5 }, /orders must be at least 1, not 2.5/],
    [{ seed: 0.5 }, /seed must be a whole number, not 0.5/],
    [{ bins: 1 }, /at least 2 bins/],
  ])('refuses %j', async (options, message) => {
    const attempt = spreadOf(tied, options);
    await expect(attempt).rejects.toThrow(OptionsError);
    await expect(attempt).rejects.toThrow(message);
  });
});
