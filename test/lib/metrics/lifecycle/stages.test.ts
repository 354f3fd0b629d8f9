import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lifecycle, open, segmentSizes, sql, type Orders, type Tally } from 'tally';
import { Files } from '../../load/files.js';
import { line, shopOf } from '../../orders/shop-of.js';
import { runs } from '../../../runs.js';

const files = new Files();
let tally: Tally;
beforeAll(async () => {
  tally = await open({ threads: 1 });
});
afterAll(() => {
  tally.close();
  files.remove();
});

const START = Date.UTC(2024, 0, 1);
const dateOf = (day: number): string => new Date(START + day * 86_400_000).toISOString().slice(0, 10);

/** Orders of customers by the days on which they order, from 2024-01-01. */
type Days = Readonly<Record<string, readonly number[]>>;

const linesOf = (days: Days) =>
  Object.entries(days).flatMap(([customer, own]) =>
    own.map((day, nth) => line(`${customer}-${nth} ${customer} ${dateOf(day)} 1x500`)),
  );

const shopWith = async (days: Days, asOf: number): Promise<Orders> =>
  (await shopOf(tally, files, linesOf(days), { asOf: dateOf(asOf) })).shop;

async function stagesOf<K extends string>(shop: Orders, options: lifecycle.StageOptions<K> = {}) {
  const staged = await lifecycle.stages(shop, options);
  const rows = await tally.engine.all(
    sql`SELECT customer_id, usual_interval, own_interval, lateness, stage FROM ${staged} ORDER BY customer_id`,
    {
      ...{ customer_id: 'text', usual_interval: 'double?', own_interval: 'boolean' },
      ...{ lateness: 'double?', stage: 'text' },
    },
  );
  return { staged, rows, stages: Object.fromEntries(rows.map((row) => [row.customer_id, row.stage])) };
}

describe('the stage of a customer', () => {
  it('of a range begins on the day after its lower end', async () => {
    const stages = { late: { label: 'Late', recency: { over: 10 } }, here: { label: 'Here' } };
    const shop = await shopWith({ anna: [0], ben: [1] }, 11);
    expect((await stagesOf(shop, { stages })).stages).toEqual({ anna: 'late', ben: 'here' });
  });

  it('goes by the usual interval: the median of the own ones, or else that of those who have one', async () => {
    // anna: intervals 10, 10, 40, so 10; last one on day 60, 15 days before: 1.5 of them. ben: 20, 20; day 40, 35 days
    // before: 1.75. carl: two orders, so no interval of his own: the median of 10 and 20. dora: one order.
    const shop = await shopWith({ anna: [0, 10, 20, 60], ben: [0, 20, 40], carl: [10, 30], dora: [70] }, 75);
    const { rows } = await stagesOf(shop);
    expect(rows).toEqual([
      {
        ...{ customer_id: 'anna', usual_interval: 10, own_interval: true },
        ...{ lateness: 1.5, stage: 'growing' },
      },
      {
        ...{ customer_id: 'ben', usual_interval: 20, own_interval: true },
        ...{ lateness: 1.75, stage: 'growing' },
      },
      {
        ...{ customer_id: 'carl', usual_interval: 15, own_interval: false },
        ...{ lateness: 3, stage: 'declining' },
      },
      {
        ...{ customer_id: 'dora', usual_interval: 15, own_interval: false },
        ...{ lateness: 5 / 15, stage: 'new' },
      },
    ]);
  });

  it.each([
    [20, 'mature'],
    [21, 'declining'],
    [50, 'declining'],
    [51, 'lost'],
  ])('%i days after the last of six orders every ten days is %s', async (after, stage) => {
    const shop = await shopWith({ anna: [0, 10, 20, 30, 40, 50] }, 50 + after);
    expect((await stagesOf(shop)).stages).toEqual({ anna: stage });
  });

  it('goes by fixed days for everybody where asked', async () => {
    const shop = await shopWith(
      { a: [130], b: [129, 180], c: [9, 20], d: [8, 9], e: [150, 155, 160, 165, 170, 175] },
      190,
    );
    expect((await stagesOf(shop, { stages: lifecycle.FIXED_STAGES })).stages).toEqual({
      ...{ a: 'new', b: 'growing', c: 'declining', d: 'lost', e: 'mature' },
    });
  });

  it('is that of an earlier date, when later orders are not known', async () => {
    const shop = await shopWith({ anna: [0, 10, 20, 90], ben: [80] }, 100);
    expect((await stagesOf(shop, { asOf: dateOf(50) })).stages).toEqual({ anna: 'declining' });
    expect((await stagesOf(shop)).stages).toEqual({ anna: 'growing', ben: 'new' });
  });

  it('is a segment, so that metrics of segments work on it', async () => {
    const shop = await shopWith({ anna: [0, 10, 20], ben: [20] }, 21);
    const sizes = await segmentSizes((await stagesOf(shop)).staged);
    expect(
      sizes.where(({ users }) => users > 0).rows.map((row) => [row.segment, row.users, row.revenue]),
    ).toEqual([
      ['new', 1, 5],
      ['growing', 1, 15],
    ]);
  });

  it('is unassigned where no condition holds', async () => {
    const stages = { few: { label: 'Few', orders: { upTo: 1 } } };
    const shop = await shopWith({ anna: [0], ben: [0, 5] }, 5);
    expect((await stagesOf(shop, { stages })).stages).toEqual({ anna: 'few', ben: 'unassigned' });
  });
});

describe('shops that say little', () => {
  it('one order only: nobody has an interval, and no stage by rhythm holds', async () => {
    const shop = await shopWith({ anna: [0] }, 30);
    expect((await stagesOf(shop)).rows).toEqual([
      {
        ...{ customer_id: 'anna', usual_interval: null, own_interval: false },
        ...{ lateness: null, stage: 'unassigned' },
      },
    ]);
    expect((await stagesOf(shop, { stages: lifecycle.FIXED_STAGES })).stages).toEqual({ anna: 'new' });
  });

  it('all orders on one day: the shortest usual interval keeps the next day from being late', async () => {
    const shop = await shopWith({ anna: [0, 0, 0], ben: [0] }, 14);
    const { rows } = await stagesOf(shop);
    expect(rows.map((row) => [row.usual_interval, row.lateness, row.stage])).toEqual([
      [7, 2, 'growing'],
      [7, 2, 'new'],
    ]);
    expect((await stagesOf(shop, { least: 1 })).stages).toEqual({ anna: 'lost', ben: 'lost' });
  });

  it('an order in the future is not known', async () => {
    const shop = await shopWith({ anna: [0, 10, 20, 500] }, 21);
    expect((await stagesOf(shop)).rows).toMatchObject([{ lateness: 1 / 10, stage: 'growing' }]);
  });

  it('a customer without an order left is in no stage', async () => {
    const lines = [...linesOf({ anna: [0] }), line(`r1 ben ${dateOf(1)} -1x500`)];
    const { shop } = await shopOf(tally, files, lines);
    expect((await stagesOf(shop, { stages: lifecycle.FIXED_STAGES })).stages).toEqual({ anna: 'new' });
  });

  it('a date before the first order, or none, is refused', async () => {
    const shop = await shopWith({ anna: [10] }, 20);
    await expect(lifecycle.stages(shop, { asOf: dateOf(5) })).rejects.toThrow(
      'asOf is 2024-01-06, but the orders are known from 2024-01-11 to 2024-01-21',
    );
    await expect(lifecycle.stages(shop, { asOf: 'May' })).rejects.toThrow('write a day as YYYY-MM-DD');
  });
});

describe('stages that cannot be', () => {
  const label = 'Stage';
  const refused: readonly (readonly [string, object, string])[] = [
    ['none', {}, 'needs at least one stage'],
    ['the name of those in none', { unassigned: { label } }, 'call the stage something else'],
    ['a measure that is none', { a: { label, visits: { upTo: 1 } } }, 'Stage a has no measure "visits"'],
    ['a cut below 0', { a: { label, recency: { over: -5 } } }, 'a cut of recency must be 0 or more, not -5'],
    ['a cut that is no number', { a: { label, orders: { upTo: NaN } } }, 'a cut of orders must be 0'],
    ['a contradiction', { a: { label, recency: { over: 60, upTo: 30 } } }, 'Stage a can never hold'],
    [
      'one behind another that takes all of it',
      { a: { label, recency: { upTo: 60 } }, b: { label, recency: { upTo: 30 }, orders: { over: 3 } } },
      'Stage b can have no customer: all whom it describes are in a before it.',
    ],
  ];
  it.each(refused)('are refused when they are defined: %s', async (_, stages, message) => {
    const shop = await shopWith({ anna: [0] }, 1);
    await expect(lifecycle.stages(shop, { stages: stages })).rejects.toThrow(message);
  });

  it('are refused with options that are none', async () => {
    const shop = await shopWith({ anna: [0] }, 1);
    await expect(lifecycle.stages(shop, { least: 0 })).rejects.toThrow('least must be a whole number');
    await expect(lifecycle.stages(shop, { asof: '2024-01-01' } as object)).rejects.toThrow(
      'did you mean asOf?',
    );
  });
});

/** A stage as it is described, by going through all of a customer's days. */
function slowStage(days: Days, asOf: number, customer: string): string {
  const median = (values: readonly number[]) => {
    const sorted = values.toSorted((a, b) => a - b);
    const half = sorted.length / 2;
    return ((sorted[Math.ceil(half) - 1] ?? 0) + (sorted[Math.floor(half)] ?? 0)) / 2;
  };
  const own = (name: string) => {
    const known = (days[name] ?? []).filter((day) => day <= asOf).toSorted((a, b) => a - b);
    const gaps = known.slice(1).map((day, n) => day - (known[n] ?? 0));
    return { known, usual: gaps.length >= 2 ? median(gaps) : null };
  };
  const everybody = Object.keys(days).flatMap((name) => own(name).usual ?? []);
  const { known, usual } = own(customer);
  const interval = usual ?? (everybody.length === 0 ? null : median(everybody));
  if (interval === null) return 'unassigned';
  const late = (asOf - (known.at(-1) ?? 0)) / Math.max(7, interval);
  if (late > 5) return 'lost';
  if (late > 2) return 'declining';
  return known.length === 1 ? 'new' : known.length <= 5 ? 'growing' : 'mature';
}

describe('for random customers', () => {
  it('stages are those of the slow reference, at any date', async () => {
    const days = fc.array(fc.integer({ min: 0, max: 120 }), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(days, { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 0, max: 40 }),
        async (list, before) => {
          const all: Days = Object.fromEntries(list.map((own, n) => [`c${n}`, own]));
          const shop = await shopWith(all, 130);
          const first = Math.min(...list.flat());
          const asOf = Math.max(first, 130 - before);
          const { stages } = await stagesOf(shop, { asOf: dateOf(asOf) });
          const expected = Object.keys(all)
            .filter((name) => all[name]?.some((day) => day <= asOf))
            .map((name) => [name, slowStage(all, asOf, name)]);
          expect(stages).toEqual(Object.fromEntries(expected));
        },
      ),
      { numRuns: runs(12) },
    );
  });
});

describe('customers who moved between stages', () => {
  it('are counted by pairs, with those who had not ordered before', async () => {
    const shop = await shopWith({ anna: [0, 10, 20], ben: [15], carl: [40] }, 50);
    const [before, after] = [
      await lifecycle.stages(shop, { asOf: dateOf(20) }),
      await lifecycle.stages(shop, { asOf: dateOf(50) }),
    ];
    const moved = await lifecycle.transitions(before, after);
    expect(moved.rows.map((row) => [row.before, row.after, row.customers, row.share])).toEqual([
      ['new', 'declining', 1, 1],
      ['growing', 'declining', 1, 1],
      ['notThere', 'new', 1, 1],
    ]);
    await expect(lifecycle.transitions(after, before)).rejects.toThrow('swap the two');
    const fixed = await lifecycle.stages(shop, { stages: lifecycle.FIXED_STAGES });
    await expect(lifecycle.transitions(before, fixed as never)).rejects.toThrow('have different stages');
  });
});
