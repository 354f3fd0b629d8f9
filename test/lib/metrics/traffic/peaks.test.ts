import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chart, column, open, OptionsError, traffic, type Tally } from 'tally';
import { heading } from '../../../../lib/src/core/heading.js';
import { studentCritical } from '../../../../lib/src/stats/distributions.js';
import { seeded } from '../../../../lib/src/stats/random.js';
import { pairedRatios, type PairedUnit, type Sides } from '../../../../lib/src/stats/clustered.js';
import { TRAFFIC, type TestEvent } from '../../events.js';

import { sessionEvents } from '../../session-events.js';
import { FEW } from './few.js';

let tally: Tally;
beforeAll(async () => (tally = await open({ threads: 1 })));
afterAll(() => tally.close());

const at = (hour: number, day = 25) => `2017-11-${day} ${String(hour).padStart(2, '0')}:00`;

/** Ten users who all come at these hours; the first five buy at ten, the fifth also at eleven, nobody at twelve. */
const tenUsers = (hours: readonly number[]): TestEvent[] =>
  hours.flatMap((hour) =>
    Array.from({ length: 10 }, (_, index): TestEvent[] => {
      const buys = (hour === 10 && index < 5) || (hour === 11 && index === 4);
      const user = index + 1;
      const view: TestEvent = { user, behavior: 'pv', at: at(hour) };
      return buys ? [view, { user, behavior: 'buy', at: at(hour) }] : [view];
    }).flat(),
  );

const bestHour = async (rows: readonly TestEvent[], window = {}) => {
  const events = await sessionEvents(tally, rows, window);
  return traffic.peak(events, await traffic.byHour(events, TRAFFIC), TRAFFIC, 'buyerShare');
};

describe('rivals of the best hour', () => {
  // Per user the difference of 10 and 11 is 1 four times and 0 six times: mean 0.4, variance 0.2667, standard error
  // sqrt(0.02667) = 0.1633. With 9 degrees of freedom t is 2.262 for one comparison: 0.4 - 0.369 = 0.031.
  it('are none where the interval by users stays above 0', async () => {
    const found = await bestHour(tenUsers([10, 11]));
    expect(found.rows).toMatchObject([{ leader: 10, value: 0.5, next: 11, rivals: 0, beyondChance: true }]);
    expect(found.rivals).toHaveLength(0);
    const long = await bestHour(tenUsers([10, 11]), { to: '2018-02-28' });
    expect(long.rows).toEqual(found.rows);
  });

  // With twelve there are two comparisons and t is 2.685: 0.4 - 0.438 = -0.038. From twelve the difference is 0.5,
  // variance 0.2778, standard error 0.1667: 0.5 - 0.447 = 0.053.
  it('are those whose interval reaches 0 at the level for all comparisons together', async () => {
    const found = await bestHour(tenUsers([10, 11, 12]));
    expect(found.rows).toMatchObject([{ leader: 10, rivals: 1, beyondChance: false }]);
    expect(found.rivals.rows.map(({ hour }) => hour)).toEqual([11]);
  });

  // Of purchases every hour counts, 23 beside the leader, and t is above 4.2: the difference from an hour without any
  // is 0.5 with standard error 0.1667, whose interval reaches 0.
  it('are those of each measure', async () => {
    const events = await sessionEvents(tally, tenUsers([10, 11, 12]));
    const hours = await traffic.byHour(events, TRAFFIC);
    const measures = ['viewsPerHour', 'purchases', 'buyerShare'] as const;
    const peaks = await traffic.peaks(events, hours, TRAFFIC, measures);
    expect(peaks.rows.map(({ rivals }) => rivals)).toEqual([null, 23, 1]);
  });

  it('of users and buyers are read from rollups', async () => {
    const events = await sessionEvents(tally, tenUsers([10, 11, 12]));
    const hours = await traffic.byHour(events, TRAFFIC);
    const without = { ...events, events: { ...events.events, name: 'no_such_table' } };
    const best = await traffic.peak(without, hours, TRAFFIC, 'buyerShare');
    expect(best.rivals.rows.map(({ hour }) => hour)).toEqual([11]);
    expect((await traffic.peak(without, hours, TRAFFIC, 'users')).rows).toMatchObject([{ value: 10 }]);
    await expect(traffic.peak(without, hours, TRAFFIC, 'views')).rejects.toThrow('no_such_table');
  });

  it('are also those that tie, and those of which nothing can be told', async () => {
    const alike = tenUsers([11]).map((event): TestEvent => ({ ...event, at: at(10) }));
    expect((await bestHour([...tenUsers([11]), ...alike])).rows).toMatchObject([
      { leader: 10, tied: 2, rivals: 1, beyondChance: false },
    ]);
    // Two hours of one user each: nobody varies.
    const lone: readonly TestEvent[] = [
      { user: 1, behavior: 'buy', at: at(3) },
      { user: 2, behavior: 'pv', at: at(4) },
    ];
    expect((await bestHour(lone)).rows).toMatchObject([{ leader: 3, rivals: 1, beyondChance: false }]);
  });

  it('are not judged without another hour, without a leader, or for what is no count', async () => {
    expect((await bestHour(tenUsers([10]))).rows).toMatchObject([
      { leader: 10, rivals: 0, beyondChance: null },
    ]);
    expect((await bestHour(tenUsers([12]))).rows).toMatchObject([
      { leader: null, value: 0, rivals: null, beyondChance: null },
    ]);
    const events = await sessionEvents(tally, tenUsers([10, 11]));
    const hours = await traffic.byHour(events, TRAFFIC);
    expect((await traffic.peak(events, hours, TRAFFIC, 'viewsPerHour')).rows).toMatchObject([
      { leader: 10, tied: 2, rivals: null, beyondChance: null },
    ]);
    const own = hours.with({ twice: [column.count('views'), ({ views }) => 2 * views] });
    expect((await traffic.peak(events, own, TRAFFIC, 'twice')).rows).toMatchObject([
      { value: 20, rivals: null },
    ]);
  });

  it('are refused where the hours were counted from other events or types', async () => {
    const hours = await traffic.byHour(await sessionEvents(tally, tenUsers([10, 11])), TRAFFIC);
    const events = await sessionEvents(tally, tenUsers([11, 12]));
    await expect(traffic.peak(events, hours, TRAFFIC, 'buyerShare')).rejects.toThrow(OptionsError);
    const others = { views: ['cart'], purchases: ['buy'] } as const;
    await expect(traffic.peaks(events, hours, others)).rejects.toThrow(
      '"views" was counted from other events',
    );
    const nothing = await sessionEvents(tally, []);
    for (const measure of ['users', 'views'] as const)
      await expect(traffic.peak(nothing, hours, TRAFFIC, measure)).rejects.toThrow(OptionsError);
  });
});

const MEASURES = {
  views: ({ views }) => ({ x: views, y: 1 }),
  users: ({ came }) => ({ x: came, y: 1 }),
  purchases: ({ purchases }) => ({ x: purchases, y: 1 }),
  viewsPerUser: ({ views, came }) => ({ x: views, y: came }),
  purchasesPerBuyer: ({ purchases }) => ({ x: purchases, y: Math.min(1, purchases) }),
  purchasesPerUser: ({ purchases, came }) => ({ x: purchases, y: came }),
  buyerShare: ({ purchases, came }) => ({ x: Math.min(1, purchases), y: came }),
  purchasesPerView: ({ purchases, views }) => ({ x: purchases, y: views }),
} as const satisfies Record<string, (of: Cell) => Sides>;

interface Cell {
  readonly views: number;
  readonly purchases: number;
  readonly came: number;
}

/** Events of users who differ; later hours sell better. */
function shop(seed: number): TestEvent[] {
  const random = seeded(seed);
  return Array.from({ length: 60 }, (_, user) =>
    Array.from({ length: 1 + random.below(40) }, (): TestEvent => {
      const hour = random.below(6);
      const behavior = random.next() < 0.02 + 0.06 * hour ? 'buy' : random.next() < 0.8 ? 'pv' : 'cart';
      return { user, behavior, at: at(hour, 25 + random.below(5)) };
    }),
  ).flat();
}

/** The rivals by going through users one by one. */
function slowRivals(
  rows: readonly TestEvent[],
  keyOf: (event: TestEvent) => string,
  sidesOf: (of: Cell) => Sides,
) {
  const users = [...new Set(rows.map(({ user }) => user))];
  const keys = [...new Set(rows.map(keyOf))].sort();
  const byCell = new Map<string, TestEvent[]>();
  for (const row of rows) {
    const cell = `${row.user} ${keyOf(row)}`;
    byCell.set(cell, [...(byCell.get(cell) ?? []), row]);
  }
  const cellOf = (user: number, key: string): Sides => {
    const own = byCell.get(`${user} ${key}`) ?? [];
    const count = (behavior: string) => own.filter((row) => row.behavior === behavior).length;
    return sidesOf({ views: count('pv'), purchases: count('buy'), came: Math.min(1, own.length) });
  };
  const sides = new Map(keys.map((key) => [key, users.map((user) => cellOf(user, key))]));
  const sum = (key: string, of: 'x' | 'y') => (sides.get(key) ?? []).reduce((all, side) => all + side[of], 0);
  const valueOf = (key: string) => sum(key, 'x') / sum(key, 'y');
  const leader = keys.reduce((top, key) => (valueOf(key) > valueOf(top) ? key : top));
  return keys.filter((key) => {
    if (key === leader) return false;
    const none = { x: 0, y: 0 };
    const units = users.map((_, index): PairedUnit => {
      return { one: sides.get(leader)?.[index] ?? none, other: sides.get(key)?.[index] ?? none };
    });
    const found = pairedRatios(units);
    if (found === null) return true;
    const error = (found.interval.high - found.difference) / studentCritical(0.05, found.units - 1);
    return found.difference - studentCritical(0.05 / (keys.length - 1), found.units - 1) * error <= 0;
  });
}

describe.each([1, 2])('rivals of made-up shop %i', (seed) => {
  const rows = shop(seed);
  const names = Object.keys(MEASURES) as (keyof typeof MEASURES)[];

  it('by hour are those found user by user, all measures at once', async () => {
    const events = await sessionEvents(tally, rows);
    const hours = await traffic.byHour(events, TRAFFIC);
    const all = await traffic.peaks(events, hours, TRAFFIC, names);
    for (const name of names) {
      const slow = slowRivals(rows, (event) => String(event.at).slice(11, 13), MEASURES[name]);
      const known = hours.rows.filter((row) => row[name] !== null && row[name] !== 0);
      const { rivals } = await traffic.peak(
        events,
        hours.where((row) => known.includes(row)),
        TRAFFIC,
        name,
      );
      expect(
        rivals.rows.map(({ hour }) => String(hour).padStart(2, '0')),
        name,
      ).toEqual(slow);
      expect(all.at({ measure: name }).leader.raw, name).not.toBeNull();
    }
  });

  it.each([
    ['in a window of nine days', {}],
    ['late in a window of 33 days', { from: '2017-11-01' }],
    ['in a window too long for sets of days', { to: '2018-02-28' }],
  ])('by day are those found user by user, %s', async (_, options) => {
    const events = await sessionEvents(tally, rows, options);
    const days = (await traffic.byDay(events, TRAFFIC)).where(({ users }) => users > 0);
    for (const name of ['buyerShare', 'purchasesPerView', 'users'] as const) {
      const slow = slowRivals(rows, (event) => String(event.at).slice(0, 10), MEASURES[name]);
      const { rivals } = await traffic.peak(events, days, TRAFFIC, name);
      expect(
        rivals.rows.map(({ date }) => date),
        name,
      ).toEqual(slow);
    }
  });
});

describe('hours that are equally good', () => {
  /** Users with many events, who buy at a rate of their own, whatever the hour: events of one user are alike. */
  const equal = (seed: number, hours: number): TestEvent[] => {
    const random = seeded(seed);
    return Array.from({ length: 40 }, (_, user) => {
      const rate = random.next() ** 3;
      const favorite = random.below(hours);
      return Array.from({ length: 12 }, (): TestEvent => {
        const hour = random.next() < 0.7 ? favorite : random.below(hours);
        return { user, behavior: random.next() < rate ? 'buy' : 'pv', at: at(hour) };
      });
    }).flat();
  };

  const leadsFound = async (hours: number, trials: number) => {
    let found = 0;
    for (let seed = 1; seed <= trials; seed += 1) {
      const events = await sessionEvents(tally, equal(seed, hours));
      const peak = await traffic.peak(
        events,
        await traffic.byHour(events, TRAFFIC),
        TRAFFIC,
        'purchasesPerUser',
      );
      found += Number(peak.at().beyondChance.raw);
    }
    return found;
  };

  it('are rarely told apart: two in about one of twenty trials, six hardly ever', async () => {
    expect(await leadsFound(2, 40)).toBeLessThanOrEqual(4);
    expect(await leadsFound(6, 15)).toBeLessThanOrEqual(1);
  });
});

describe('the peaks of several measures', () => {
  it('are views and the three conversions when none are named', async () => {
    const events = await sessionEvents(tally, FEW);
    const peaks = await traffic.peaks(events, await traffic.byHour(events, TRAFFIC), TRAFFIC);
    expect(peaks.rows.map(({ measure, leader }) => [measure, leader])).toEqual([
      ['views', 10],
      ['purchasesPerUser', 10],
      ['buyerShare', 10],
      ['purchasesPerView', 10],
    ]);
    expect(peaks.at({ measure: 'purchasesPerView' }).value.en).toBe('66.67%');
    expect(chart(peaks).alt).toContain('Views 200.0%');
    const some = (await traffic.byHour(events, TRAFFIC)).select('hour', 'views', 'buyerShare');
    const found = await traffic.peaks(events, some, TRAFFIC);
    expect(found.rows.map(({ measure }) => measure)).toEqual(['views', 'buyerShare']);
  });

  it('are written as their measures are', async () => {
    const events = await sessionEvents(tally, tenUsers([10, 11]));
    const peaks = await traffic.peaks(events, await traffic.byHour(events, TRAFFIC), TRAFFIC);
    const { leader, value, interval, next, nextValue } = peaks.at({ measure: 'buyerShare' });
    expect([leader.en, value.en, interval.en]).toEqual(['10:00', '50.0%', '23.7%–76.3%']);
    expect([next.en, nextValue.en]).toEqual(['11:00', '10.0%']);
    expect(peaks.at({ measure: 'views' }).value.en).toBe('10');
    expect(peaks.schema.tied.hidden).toBe(true);
  });

  it('have the units of their measures', async () => {
    const events = await sessionEvents(tally, FEW);
    const hours = await traffic.byHour(events, TRAFFIC);
    const peaks = await traffic.peaks(events, hours, TRAFFIC, ['length', 'views']);
    const { length, views } = peaks.schema.measure.values;
    const unit = { en: 'hours', zh: '小时' };
    expect(length.label).toEqual({ en: 'Length (hours)', zh: '时长（小时）' });
    expect([length.written, views.written]).toEqual([
      { format: 'decimal', digits: 1, unit },
      { format: 'count' },
    ]);
    const wide = peaks.select('measure', 'value').pivot('measure', 'value');
    expect([heading(wide.schema.length, 'en'), heading(wide.schema.views, 'en')]).toEqual([
      ...['Length (hours)', 'Views'],
    ]);
  });

  it('are of dates where traffic is by day', async () => {
    const events = await sessionEvents(tally, FEW);
    const days = await traffic.byDay(events, TRAFFIC);
    expect((await traffic.peak(events, days, TRAFFIC, 'views')).at().leader.raw).toBe('2017-11-25');
  });

  it('are of numbers', async () => {
    const events = await sessionEvents(tally, FEW);
    const hours = await traffic.byHour(events, TRAFFIC);
    // @ts-expect-error an interval is not a measure
    const interval = traffic.peak(events, hours, TRAFFIC, 'buyerShareInterval');
    await expect(interval).rejects.toThrow('traffic-by-hour: "buyerShareInterval" is not a numeric column.');
    await expect(interval).rejects.toThrow(OptionsError);
    const whole = await traffic.whole(events, TRAFFIC);
    await expect(traffic.peak(events, whole, TRAFFIC, 'views')).rejects.toThrow(
      'traffic-whole is not by hour or date.',
    );
    const none = { views: ['pv'], purchases: [] } as const;
    await expect(traffic.peak(events, hours, none, 'views')).rejects.toThrow('"purchases" names no type');
  });
});

describe('daily peaks', () => {
  it('tell how steady an hour is', async () => {
    const events: TestEvent[] = [
      ...['2017-11-25 21:00', '2017-11-25 21:10', '2017-11-25 10:00'],
      ...['2017-11-26 21:00', '2017-11-26 10:00'],
      ...['2017-11-27 09:00'],
    ].map((at) => ({ user: 1, behavior: 'pv', at }));
    const cells = await traffic.cells(await sessionEvents(tally, events), TRAFFIC);
    expect(traffic.dailyPeaks(cells).rows).toEqual([
      { hour: 21, days: 2, of: 3, share: 2 / 3 },
      { hour: 9, days: 1, of: 3, share: 1 / 3 },
      { hour: 10, days: 1, of: 3, share: 1 / 3 },
    ]);
    expect(traffic.dailyPeaks(cells, 'purchases').rows).toEqual([]);
  });
});
