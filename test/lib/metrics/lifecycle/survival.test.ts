import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lifecycle, open, Table, type Tally } from 'tally';
import { Files } from '../../load/files.js';
import { line, shopOf } from '../../orders/shop-of.js';
import { tableOf } from '../../table-of.js';
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

describe('the survival of customers', () => {
  it('ends on the day after so many days without an order, once, and is censored at the as-of date', async () => {
    // Lapsed after more than 10 days. anna: 0, then 30: on day 11, although she comes back. ben: 5, 15, 25: on day 36,
    // 31 days after his first order. carl: 30, and the data end on day 40: not yet, 10 days. dora: 29: on day 40, after 11.
    const shop = await shopWith({ anna: [0, 30], ben: [5, 15, 25], carl: [30], dora: [29] }, 40);
    const curve = await lifecycle.survival(shop, { lapsedAfter: 10 });
    expect(curve.rows.map(({ day, atRisk, lapsed, notLapsed }) => [day, atRisk, lapsed, notLapsed])).toEqual([
      [0, 4, 0, 1],
      [11, 3, 2, expect.closeTo(1 / 3, 12)],
      [31, 1, 1, 0],
    ]);
    expect(curve.summary.rows).toMatchObject([{ customers: 4, lapsed: 3, censored: 1, median: 11 }]);
  });

  it('ends with the first lapse of several, and a refund is no order', async () => {
    const lines = ['a1 anna 0 1x500', 'a2 anna 30 1x500', 'r1 anna 8 -1x500', 'b1 ben 55 1x500'].map((text) =>
      line(text.replace(/ (\d+) /, (_, day) => ` ${dateOf(Number(day))} `)),
    );
    const { shop } = await shopOf(tally, files, lines, { asOf: dateOf(60) });
    const curve = await lifecycle.survival(shop, { lapsedAfter: 10 });
    expect(curve.rows.map(({ day, atRisk, lapsed }) => [day, atRisk, lapsed])).toEqual([
      [0, 2, 0],
      [11, 1, 1],
    ]);
  });

  it('has the interval and the median that R and lifelines print', async () => {
    // The 21 patients under 6-mercaptopurine (Freireich et al. 1963) as customers: an order every day until the last one;
    // lapsed after more than 1 day, so 2 days after it; censored ones order until the end. Weeks are days.
    const weeks = '6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+'.split(' ');
    const end = 60;
    const days = Object.fromEntries(
      weeks.map((week, n) => {
        const time = Number.parseInt(week, 10);
        const [from, to] = week.endsWith('+') ? [end - time, end] : [0, time - 2];
        return [`p${n}`, Array.from({ length: to - from + 1 }, (_, day) => from + day)];
      }),
    );
    const curve = await lifecycle.survival(await shopWith(days, end), { lapsedAfter: 1 });
    const at = (day: number) => curve.rows.find((row) => row.day === day);
    expect(at(10)).toMatchObject({ atRisk: 15, lapsed: 1 });
    expect(at(10)?.notLapsed).toBeCloseTo(0.7529, 4);
    // survfit(..., conf.type = "log-log") at 23 weeks: 0.448 (0.188, 0.680).
    expect(at(23)?.notLapsed).toBeCloseTo(0.4482, 4);
    expect(at(23)?.interval?.low).toBeCloseTo(0.1881, 3);
    expect(at(23)?.interval?.high).toBeCloseTo(0.6801, 3);
    // Its median is 23 with the interval from 13; the other end is not reached.
    expect(curve.summary.rows).toMatchObject([{ lapsed: 9, censored: 12, median: 23, medianInterval: null }]);
  });

  it('has a curve for each group, without customers whose group is unknown', async () => {
    const shop = await shopWith({ anna: [0], ben: [0, 8], carl: [0], dora: [0] }, 30);
    const customers = await tableOf(
      tally,
      'members',
      { id: 'text', channel: 'text?' },
      [
        ['anna', 'field'],
        ['ben', 'organic'],
        ['carl', null],
        ['nobody', 'field'],
      ],
      { user: 'id' },
    );
    const curve = await lifecycle.survival(shop, { lapsedAfter: 10, by: { customers, column: 'channel' } });
    expect(curve.rows.map(({ group, day, notLapsed }) => [group, day, notLapsed])).toEqual([
      ['field', 0, 1],
      ['field', 11, 0],
      ['organic', 0, 1],
      ['organic', 19, 0],
    ]);
    expect(curve.summary.rows.map(({ group, customers: n }) => [group, n])).toEqual([
      ['field', 1],
      ['organic', 1],
    ]);
    expect(customers).toBeInstanceOf(Table);
  });

  it('says that nobody has lapsed where the data are too short', async () => {
    const curve = await lifecycle.survival(await shopWith({ anna: [0, 1] }, 5));
    expect(curve.rows).toMatchObject([{ day: 0, atRisk: 1, notLapsed: 1, interval: null }]);
    expect(curve.summary.rows).toMatchObject([
      { lapsed: 0, censored: 1, median: null, medianInterval: null },
    ]);
  });

  it('refuses days that are none and columns that are not there', async () => {
    const shop = await shopWith({ anna: [0] }, 5);
    await expect(lifecycle.survival(shop, { lapsedAfter: 0 })).rejects.toThrow('at least 1, not 0');
    await expect(lifecycle.survival(shop, { lapsedAfter: 1.5 })).rejects.toThrow('not 1.5');
    await expect(
      lifecycle.survival(shop, { by: { customers: shop.customers, column: 'chanel' } }),
    ).rejects.toThrow(/chanel/);
    await expect(lifecycle.survival(shop, { lapsed: 5 } as object)).rejects.toThrow('lapsedAfter');
  });
});

describe('the early warning', () => {
  /** Every ten days up to a day. */
  const regular = (until: number) => Array.from({ length: until / 10 + 1 }, (_, n) => 10 * n);

  it('measures what it says, by hand', async () => {
    const days = Object.fromEntries(
      [220, 220, 220, 220, 140, 140, 100, 100].map((until, n) => [`c${n}`, regular(until)]),
    );
    // On day 120, c6 and c7 are 20 days after their last order, 2 intervals, and place none in the 40 days after: the cut
    // with the highest F1 is 0, above which are just these two. On day 160 the same holds for c4 and c5.
    const shop = await shopWith(days, 220);
    const warning = await lifecycle.earlyWarning(shop, { horizon: 40, on: dateOf(160) });
    for (const rule of ['personalRhythm', 'fixedDays'] as const) {
      const row = warning.rows.find((one) => one.rule === rule);
      expect(row).toMatchObject({
        ...{ cut: 0, customers: 6, declined: 2, warned: 2, right: 2 },
        ...{ precision: 1, recall: 1, auc: 1, aucInterval: null },
      });
    }
  });

  it('does not use what is known only later: orders after the warning change no cut', async () => {
    const base = Object.fromEntries(
      [220, 220, 140, 140, 100, 100].map((until, n) => [`c${n}`, regular(until)]),
    );
    const changed = { ...base, c0: regular(160), c1: regular(170) };
    const cuts = async (days: typeof base) => {
      const shop = await shopWith(days, 220);
      return (await lifecycle.earlyWarning(shop, { horizon: 40, on: dateOf(160) })).rows.map(
        ({ cut }) => cut,
      );
    };
    expect(await cuts(changed)).toEqual(await cuts(base));
  });

  it('is empty, not wrong, where the data are too short or nobody has an interval', async () => {
    for (const days of [{ anna: [0] }, { anna: [0, 0, 0] }, { anna: [0, 50], ben: [10, 300] }]) {
      const warning = await lifecycle.earlyWarning(await shopWith(days, 310));
      expect(warning.rows).toMatchObject([
        { cut: null, customers: 0, warned: 0, precision: null, recall: null, auc: null, declinedShare: null },
        { cut: null, customers: 0 },
      ]);
    }
  });

  it('refuses a day without enough days around it', async () => {
    const shop = await shopWith({ anna: [0, 10, 20, 200] }, 200);
    await expect(lifecycle.earlyWarning(shop, { on: dateOf(30) })).rejects.toThrow(
      '60 days before and after it must be known',
    );
    await expect(lifecycle.earlyWarning(shop, { on: dateOf(190) })).rejects.toThrow('must be known');
    await expect(lifecycle.earlyWarning(shop, { horizon: 0 })).rejects.toThrow('at least 1, not 0');
  });
});
