import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  HIGH_VALUE_SEGMENTS,
  MetricError,
  OptionsError,
  rfm,
  RFM_LEVELS,
  RFM_SEGMENT_KEYS,
  segmentSizes,
  sql,
  TIE_POLICIES,
  together,
  type RfmOptions,
} from 'tally';
import { userLine, Workbench } from '../../users.js';
import { scoreByHand, type Person } from './reference.js';

let bench: Workbench;
beforeAll(async () => {
  bench = await Workbench.open();
});
afterAll(() => bench.close());

const line = ({ id, recency, frequency, monetary }: Person): string =>
  userLine(id, { last_login_days_ago: recency, purchase_frequency: frequency, total_spending: monetary });

const person = (id: number | string, recency: number, frequency: number, monetary: number): Person => ({
  id: String(id),
  recency,
  frequency,
  monetary,
});

async function score(people: readonly Person[], options: RfmOptions = {}) {
  const { table } = await bench.users(people.map(line));
  const scored = await rfm(bench.engine, table, options);
  const rows = await bench.engine.all(
    sql`SELECT user_id, r_score, f_score, m_score, segment FROM ${scored} ORDER BY file_row`,
    { user_id: 'text', r_score: 'integer', f_score: 'integer', m_score: 'integer', segment: 'text' },
  );
  return { scored, rows: rows.map((row) => ({ ...row, scores: [row.r_score, row.f_score, row.m_score] })) };
}

/** Five users without ties: scores are their places. */
const five = [
  person(1, 1, 1, 500),
  person(2, 2, 2, 400),
  person(3, 3, 3, 300),
  person(4, 4, 4, 200),
  person(5, 5, 5, 100),
];

describe('rfm', () => {
  it.each(TIE_POLICIES)('scores five different users by their place, under %s', async (ties) => {
    const { rows } = await score(five, { ties });
    expect(rows.map((row) => row.scores)).toEqual([
      [5, 1, 5],
      [4, 2, 4],
      [3, 3, 3],
      [2, 4, 2],
      [1, 5, 1],
    ]);
    expect(rows.map((row) => row.segment)).toEqual([
      'newHighValue',
      'newHighValue',
      'lost',
      'lowCost',
      'lowCost',
    ]);
  });

  it('breaks ties as the study does: each window starts from the order that the one before it left', async () => {
    // Equal frequency: the order of recency decides, longest away first. Equal money: that order again.
    const people = [
      person('a', 1, 4, 9),
      person('b', 9, 4, 9),
      person('c', 5, 4, 9),
      person('d', 5, 4, 9),
      person('e', 7, 1, 9),
    ];
    const { table } = await bench.users(people.map(line));
    await expect(rfm(bench.engine, table)).rejects.toThrow(/total_spending is the same for everybody/);
    const { rows } = await score([...people.slice(0, 4), person('e', 7, 1, 8)]);
    expect(rows.map((row) => row.scores)).toEqual([
      [5, 5, 5],
      [1, 2, 2],
      [3, 3, 3],
      [4, 4, 4],
      [2, 1, 1],
    ]);
  });

  it('breaks ties by id under key, whatever the order of the file', async () => {
    const people = [person('c', 1, 1, 3), person('a', 1, 1, 3), person('b', 2, 2, 4)];
    const { rows } = await score(people, { ties: 'key', bins: 3 });
    expect(rows.map((row) => row.scores)).toEqual([
      [3, 2, 2],
      [2, 1, 1],
      [1, 3, 3],
    ]);
  });

  it.each(['percent_rank', 'cume_dist', 'mean'] as const)(
    'gives equal values equal scores under %s',
    async (ties) => {
      const people = [1, 2, 2, 2, 3, 3, 9, 9, 9, 10].map((value, index) =>
        person(index, value, value, value),
      );
      const { rows } = await score(people, { ties });
      for (const a of people) {
        for (const b of people.filter((other) => other.monetary === a.monetary)) {
          expect(rows[Number(a.id)]?.scores).toEqual(rows[Number(b.id)]?.scores);
        }
      }
      const expected = {
        percent_rank: [1, 1, 1, 1, 3, 3, 4, 4, 4, 5],
        cume_dist: [1, 2, 2, 2, 3, 3, 5, 5, 5, 5],
        mean: [1, 2, 2, 2, 3, 3, 4, 4, 4, 5],
      };
      expect(rows.map((row) => row.m_score)).toEqual(expected[ties]);
    },
  );

  it('is what scoring by hand gives, for any people and policy', async () => {
    const anyone = fc.record({
      recency: fc.integer({ min: 0, max: 6 }),
      frequency: fc.integer({ min: 1, max: 5 }),
      monetary: fc.integer({ min: 1, max: 8 }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyone, { minLength: 3, maxLength: 25 }),
        fc.constantFrom(...TIE_POLICIES),
        fc.integer({ min: 2, max: 3 }),
        async (drawn, ties, bins) => {
          const people = drawn.map((one, index) => ({ ...one, id: String(index) }));
          for (const value of ['recency', 'frequency', 'monetary'] as const) {
            fc.pre(new Set(people.map((one) => one[value])).size > 1);
          }
          const { rows, scored } = await score(people, { ties, bins });
          const byHand = scoreByHand(people, ties, bins, Math.max(2, bins - 1));
          expect(rows.map(({ scores, segment }) => ({ scores, segment }))).toEqual(
            byHand.map(({ scores, segment }) => ({ scores, segment })),
          );
          const sizes = await segmentSizes(bench.engine, scored);
          expect(sizes.reduce((sum, { users }) => sum + users, 0)).toBe(people.length);
          expect(sizes.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('does not depend on the order of rows where the order is total', async () => {
    const people = Array.from({ length: 23 }, (_, n) => person(n, n % 4, 1 + (n % 3), 1 + (n % 5)));
    const byId = (rows: readonly { readonly user_id: string }[]) =>
      [...rows].sort((a, b) => (a.user_id < b.user_id ? -1 : 1));
    for (const ties of TIE_POLICIES.filter((policy) => policy !== 'mysql')) {
      const forwards = await score(people, { ties });
      const backwards = await score([...people].reverse(), { ties });
      expect(byId(backwards.rows)).toEqual(byId(forwards.rows));
    }
  });

  it('takes cuts of its own: at a cut counts as reached, for recency as stayed below', async () => {
    const people = [person(1, 30, 4, 100), person(2, 31, 3, 99.99), person(3, 0, 40, 1)];
    const cuts = { recency: [7, 30], frequency: [2, 4], monetary: [100] };
    const { rows } = await score(people, { cuts, high: { recency: 2, frequency: 3, monetary: 2 } });
    expect(rows.map((row) => row.scores)).toEqual([
      [2, 3, 2],
      [1, 2, 1],
      [3, 3, 1],
    ]);
    expect(rows.map((row) => row.segment)).toEqual(['keyValue', 'lost', 'potential']);
  });
});

describe('segment sizes', () => {
  it('have all eight segments, empty ones with 0, and add up', async () => {
    const { scored } = await score(five);
    const sizes = await segmentSizes(bench.engine, scored);
    expect(sizes.map(({ segment }) => segment)).toEqual(RFM_SEGMENT_KEYS);
    expect(sizes.find(({ segment }) => segment === 'keyValue')).toMatchObject({
      users: 0,
      revenue: 0,
      revenueShare: 0,
    });
    expect(together(sizes, HIGH_VALUE_SEGMENTS)).toEqual({
      users: 2,
      share: 0.4,
      revenue: 900,
      revenueShare: 0.6,
    });
  });

  it('have no revenue share where nobody has spent anything', async () => {
    const people = [1, 2, 3].map((n) => person(n, n, n, 0));
    const { scored } = await score(people, { ties: 'mean', bins: 2 });
    expect(
      (await segmentSizes(bench.engine, scored)).every(({ revenueShare }) => revenueShare === null),
    ).toBe(true);
  });

  it('know the high-value segments by their level of money', () => {
    expect(HIGH_VALUE_SEGMENTS).toEqual(['keyValue', 'keyWinBack', 'newHighValue', 'dormantHighValue']);
    expect(new Set(Object.values(RFM_LEVELS).map((levels) => JSON.stringify(levels))).size).toBe(8);
  });
});

describe('rfm refuses', () => {
  const refused = async (
    people: readonly Person[],
    options: RfmOptions,
    kind: typeof MetricError,
    message: RegExp,
  ) => {
    const { table } = await bench.users(people.map(line));
    const attempt = rfm(bench.engine, table, options);
    await expect(attempt).rejects.toThrow(kind);
    await expect(attempt).rejects.toThrow(message);
  };

  it('fewer users than bins', () =>
    refused(five.slice(0, 4), {}, MetricError, /users has 4 users for 5 bins/));

  it('a column that is the same for everybody, where bins would cut at random', () =>
    refused(
      five.map((one) => ({ ...one, recency: 3 })),
      {},
      MetricError,
      /last_login_days_ago is the same for everybody.*tie-safe/,
    ));

  it('negative and missing values', async () => {
    const { table } = await bench.users(five.map(line));
    const broken = { name: 'broken', columns: table.columns };
    await bench.engine.run(
      sql`CREATE OR REPLACE VIEW ${broken} AS SELECT * REPLACE (total_spending - 200 AS total_spending) FROM ${table}`,
    );
    await expect(rfm(bench.engine, broken)).rejects.toThrow(/broken.total_spending: 1 values are negative/);
    await bench.engine.run(
      sql`CREATE OR REPLACE VIEW ${broken} AS SELECT * REPLACE (nullif(purchase_frequency, 3) AS purchase_frequency) FROM ${table}`,
    );
    await expect(rfm(bench.engine, broken)).rejects.toThrow(
      /broken.purchase_frequency: 1 values are missing/,
    );
  });

  it.each<[string, RfmOptions, RegExp]>([
    ['one bin', { bins: 1 }, /at least 2 bins/],
    [
      'cuts out of order',
      { cuts: { recency: [3, 2], frequency: [1], monetary: [1] } },
      /Cuts of recency must be ascending/,
    ],
    [
      'no cut',
      { cuts: { recency: [3], frequency: [], monetary: [1] } },
      /Cuts of frequency must be ascending/,
    ],
    ['a high score that there is not', { high: 6 }, /between 2 and 5/],
    ['a column that is not there', { columns: { recency: 'last_order' } }, /users has no column last_order/],
    ['an unknown policy', { ties: 'random' as 'key' }, /"random" is no tie policy/],
  ])('%s', (_, options, message) => refused(five, options, OptionsError, message));
});
