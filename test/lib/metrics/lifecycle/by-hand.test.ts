import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lifecycle, open, stats, type Tally } from 'tally';
import { Files } from '../../load/files.js';
import { dateOf, shopWith as ordersOn } from './shop-with.js';

const files = new Files();
let tally: Tally;
beforeAll(async () => {
  tally = await open({ threads: 1 });
});
afterAll(() => {
  tally.close();
  files.remove();
});

const shopWith = (days: Readonly<Record<string, readonly number[]>>, asOf: number) =>
  ordersOn(tally, files, days, asOf);

/** Every ten days up to a day. */
const regular = (until: number) => Array.from({ length: until / 10 + 1 }, (_, n) => 10 * n);

describe('the early warning', () => {
  it('is of the last day that has enough after it, and says what it shows', async () => {
    const warning = await lifecycle.earlyWarning(await shopWith({ anna: regular(200) }, 200), {
      horizon: 50,
    });
    expect([warning.measuredOn, warning.fittedOn]).toEqual([dateOf(150), dateOf(100)]);
    expect(warning.title).toMatchObject({
      en: 'Customers warned on 2024-05-30, and who declined in the 50 days after',
    });
    expect(warning.chart).toEqual({ mark: 'range', x: 'precision', y: 'rule' });
    // Nobody declined, so that there is nothing to tell apart.
    expect(warning.rows[0]).toMatchObject({
      customers: 1,
      declined: 0,
      cut: null,
      auc: null,
      aucInterval: null,
    });
  });

  it('may take all days that there are, and none where there are too few', async () => {
    const shop = await shopWith({ anna: regular(40) }, 40);
    expect((await lifecycle.earlyWarning(shop, { horizon: 20, on: dateOf(20) })).rows).toHaveLength(2);
    expect((await lifecycle.earlyWarning(shop, { horizon: 1 })).measuredOn).toBe(dateOf(39));
    expect((await lifecycle.earlyWarning(shop, { horizon: 21 })).rows).toMatchObject([
      { customers: 0, cut: null },
      { customers: 0, cut: null },
    ]);
  });

  it('warns nobody where nobody had declined before', async () => {
    const days = Object.fromEntries([220, 220, 140, 140].map((until, n) => [`c${n}`, regular(until)]));
    const warning = await lifecycle.earlyWarning(await shopWith(days, 220), { horizon: 40, on: dateOf(160) });
    for (const row of warning.rows) {
      expect(row).toMatchObject({
        ...{ cut: null, customers: 4, declined: 2, warned: 0, right: 0 },
        ...{ precision: null, recall: 0, auc: 1 },
      });
    }
  });

  it('says which rules warn nine in ten customers or more', async () => {
    // One who stops sets the cut at 0 on day 120; on day 160 those who left it out are above 0.
    const late = regular(220).filter((day) => day !== 160);
    const warned = async (all: number) => {
      const others = Array.from({ length: 10 }, (_, n) => [`c${n}`, n < all ? late : regular(220)] as const);
      const shop = await shopWith({ gone: regular(100), ...Object.fromEntries(others) }, 220);
      return lifecycle.earlyWarning(shop, { horizon: 40, on: dateOf(160) });
    };
    const [most, nearlyAll] = [await warned(8), await warned(9)];
    expect([most.rows[0]?.warned, most.warnNearlyAll, most.note]).toEqual([8, [], null]);
    expect([nearlyAll.rows[0]?.warned, nearlyAll.warnNearlyAll]).toEqual([
      9,
      ['personalRhythm', 'fixedDays'],
    ]);
    expect(nearlyAll.note).toEqual({
      en: 'Warns at least 90% of the customers, and so tells nobody apart: Personal rhythm, Fixed days.',
      zh: '至少90%的客户都收到预警，等于没有区分：个人购买节奏、固定天数。',
    });
  });

  it('rates customers with an interval: by hand', async () => {
    // On day 160: a, who stops, two intervals after the last order, b one, c none, and d one, who only left out day 160.
    const days = {
      ...{ a: regular(140), b: regular(150), c: regular(220) },
      d: regular(220).filter((day) => day !== 160),
    };
    const warning = await lifecycle.earlyWarning(await shopWith(days, 220), { horizon: 40, on: dateOf(160) });
    const area = stats.areaUnderCurve([
      { score: 0, events: 0, others: 1 },
      { score: 1, events: 1, others: 1 },
      { score: 2, events: 1, others: 0 },
    ]);
    expect(area?.auc).toBe(3.5 / 4);
    expect(warning.rows.map(({ auc, aucInterval }) => [auc, aucInterval])).toEqual([
      [area?.auc, area?.interval],
      [area?.auc, area?.interval],
    ]);
  });
});

describe('the survival of customers', () => {
  it('has intervals of the curve and of its median', async () => {
    const shop = await shopWith({ anna: [0, 30], ben: [5, 15, 25], carl: [30], dora: [29] }, 40);
    const curve = await lifecycle.survival(shop, { lapsedAfter: 10 });
    const [step] = stats.kaplanMeier([
      { time: 10, event: false },
      { time: 11, event: true, count: 2 },
      { time: 31, event: true },
    ]);
    const { low = NaN, high = NaN } = step?.interval ?? {};
    expect(curve.rows.map(({ interval }) => interval)).toEqual([
      null,
      { low: 1 - high, high: 1 - low },
      null,
    ]);
    // Half may have lapsed on day 11, and must have on day 31, when all have.
    expect(low).toBeLessThan(0.5);
    expect(curve.summary.rows).toMatchObject([{ median: 11, medianInterval: { low: 11, high: 31 } }]);
  });

  it('has a median interval from the day on which the curve may be at a half', async () => {
    // Of twelve, one lapses on day 11, by which at most 0.46 may have, two on day 20, by which 0.59 may, and all on day 31.
    const days = [[0], [0, 9], [0, 9], ...Array.from({ length: 9 }, () => [0, 10, 20])];
    const shop = await shopWith(Object.fromEntries(days.map((own, n) => [`c${n}`, own])), 60);
    expect((await lifecycle.survival(shop, { lapsedAfter: 10 })).summary.rows).toMatchObject([
      { lapsed: 12, median: 31, medianInterval: { low: 20, high: 31 } },
    ]);
  });

  it('has no interval of its median where an end is not reached', async () => {
    const shop = await shopWith({ anna: [0], ben: [0], carl: [0, 9, 18, 27, 36] }, 40);
    expect((await lifecycle.survival(shop, { lapsedAfter: 10 })).summary.rows).toMatchObject([
      { lapsed: 2, median: 11, medianInterval: null },
    ]);
    expect((await lifecycle.survival(shop, { lapsedAfter: 1 })).summary.rows).toMatchObject([{ median: 2 }]);
  });

  it('says what it shows, of all or by group', async () => {
    const shop = await shopWith({ anna: [0, 10, 20], ben: [0] }, 60);
    const all = await lifecycle.survival(shop, { lapsedAfter: 10 });
    expect([all.title, all.summary.title]).toMatchObject([
      {
        en: 'Customers who have not lapsed, by days since the first order (lapsed: more than 10 days without one)',
      },
      { en: 'How long customers stay' },
    ]);
    const drawn = { mark: 'line', x: 'day', y: 'notLapsed', band: 'interval', step: true };
    expect([all.chart, all.summary.chart]).toEqual([drawn, { mark: 'bar', x: 'median', y: 'group' }]);
    expect(all.schema).toMatchObject({
      group: { label: { en: 'Customer' } },
      day: { unit: { en: 'days' } },
      lapsed: { hidden: true },
      notLapsed: { of: { interval: 'interval' } },
    });
    expect(all.summary.schema.median).toMatchObject({
      unit: { en: 'days' },
      of: { interval: 'medianInterval' },
    });
    expect([all.at({ day: 0 }).group.en, all.summary.at().group.en]).toEqual([
      'All customers',
      'All customers',
    ]);
    const customers = await lifecycle.stages(shop);
    const by = await lifecycle.survival(shop, { lapsedAfter: 10, by: { customers, column: 'stage' } });
    // Of the stages only those that occur.
    expect(by.summary.rows.map(({ group, customers: n }) => [group, n])).toEqual([
      ['declining', 1],
      ['lost', 1],
    ]);
    expect(by.chart).toEqual({ ...drawn, color: 'group' });
    expect(by.schema.group.label).toEqual(customers.schema['stage']?.label);
  });
});

describe('stages', () => {
  it('may have colors and limits of 0', async () => {
    const stages = {
      today: { label: 'Today', color: '#123456', recency: { upTo: 0 } },
      before: { label: 'Before', recency: { over: 0 } },
    };
    const staged = await lifecycle.stages(await shopWith({ anna: [0], ben: [5] }, 5), { stages });
    const { rows } = await tally.query`SELECT stage FROM ${staged} ORDER BY customer_id`;
    expect(rows).toEqual([{ stage: 'before' }, { stage: 'today' }]);
    expect(staged.schema).toMatchObject({
      usual_interval: { unit: { en: 'days' }, digits: 1 },
      lateness: { digits: 1 },
    });
  });

  it('are compared between two dates, or with themselves', async () => {
    const shop = await shopWith({ anna: [0, 10, 20], ben: [15] }, 20);
    const staged = await lifecycle.stages(shop);
    const moved = await lifecycle.transitions(staged, staged);
    expect(moved.rows.map(({ before, after, customers }) => [before, after, customers])).toEqual([
      ['new', 'new', 1],
      ['growing', 'growing', 1],
    ]);
    expect(moved.title).toMatchObject({ en: 'Customers by stage on 2024-01-21 and on 2024-01-21' });
    expect(moved.chart).toEqual({ mark: 'heatmap', x: 'after', y: 'before', value: 'share' });
    expect(moved.schema.share).toMatchObject({ of: { base: 'customers' } });
    expect(moved.tiers).toBe(staged.stages);
    expect(moved.at({ before: 'new' }).before.en).toBe('New');
  });
});
