/** Lifecycle of the real shop and of CDNOW: numbers as they were seen, beside what others of our metrics say. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lifecycle, loadOrders, open, orders, segmentSizes, type Orders, type Tally } from 'tally';
import { Files } from '../lib/load/files.js';
import { realFile } from './files.js';
import { realShop, shopFile } from './shop.js';

const cdnow = realFile('retail/CDNOW_sample.txt');

let tally: Tally;
const files = new Files();
beforeAll(async () => {
  tally = await open({ threads: 2 });
});
afterAll(() => {
  tally.close();
  files.remove();
});

async function sizesOf(shop: Orders, stages: lifecycle.StagePlan): Promise<Record<string, number>> {
  const sizes = await segmentSizes(await lifecycle.stages(shop, { stages }));
  return Object.fromEntries(sizes.rows.map(({ segment, users }) => [segment, users]));
}

describe.skipIf(shopFile === null)('the real shop', () => {
  let shop: Orders;
  beforeAll(async () => {
    ({ shop } = await realShop());
  }, 180_000);

  it('has as many customers in stages as it has customers, by either kind of stage', async () => {
    expect(await sizesOf(shop, lifecycle.RHYTHM_STAGES)).toEqual({
      ...{ new: 606, growing: 1_436, mature: 763, declining: 755, lost: 778, unassigned: 0 },
    });
    expect(await sizesOf(shop, lifecycle.FIXED_STAGES)).toEqual({
      ...{ new: 446, growing: 1_179, mature: 785, declining: 1_070, lost: 858, unassigned: 0 },
    });
  });

  it('loses more than half after 90 days, mostly after the first order', async () => {
    const curve = await lifecycle.survival(shop, { lapsedAfter: 90 });
    const [, first] = curve.rows;
    expect(first).toMatchObject({ day: 91, atRisk: 3_370, lapsed: 1_837, notLapsed: 1 - 1_837 / 3_370 });
    expect(curve.summary.rows).toMatchObject([
      { customers: 4_338, lapsed: 2_693, censored: 1_645, median: 91 },
    ]);
    // Who placed no second order within 90 days has lapsed; so has who placed it on the first day and none after.
    const again = (await orders.repeatPurchases(shop, { within: [90] })).rows[0];
    expect(again?.eligible).toBe(3_370);
    expect(3_370 - (again?.repeat ?? 0)).toBeLessThanOrEqual(1_837);
  });

  it('is not warned by either rule: its customers order too irregularly', async () => {
    const warning = await lifecycle.earlyWarning(shop, { horizon: 90 });
    expect([warning.fittedOn, warning.measuredOn]).toEqual(['2011-06-12', '2011-09-10']);
    for (const rule of ['personalRhythm', 'fixedDays'] as const) {
      const { customers, declined, aucInterval, precision, declinedShare } = warning.at({ rule });
      expect([customers.raw, declined.raw]).toEqual([1_116, 262]);
      expect(aucInterval.raw?.low).toBeLessThan(0.5);
      expect(precision.raw).toBeCloseTo(declinedShare.raw ?? NaN, 2);
    }
  });
});

describe.skipIf(cdnow === null)('CDNOW', () => {
  let shop: Orders;
  beforeAll(async () => {
    const lines = readFileSync(cdnow ?? '', 'utf8')
      .trim()
      .split(/\r?\n/);
    const rows = lines.map((text) => {
      const [, customer = '', day = '', , amount = ''] = text.trim().split(/\s+/);
      return `${customer},${day.replace(/(\d{4})(\d{2})(\d{2})/, '$1-$2-$3')},${amount}`;
    });
    const path = files.write('cdnow.csv', `customer,date,amount\n${rows.join('\n')}\n`);
    shop = await loadOrders(tally, path, { columns: { order: null } });
  });

  it('has lost most of its customers by the end, and has no new ones', async () => {
    expect(await sizesOf(shop, lifecycle.RHYTHM_STAGES)).toEqual({
      ...{ new: 0, growing: 265, mature: 135, declining: 225, lost: 1_724, unassigned: 0 },
    });
    const curve = await lifecycle.survival(shop, { lapsedAfter: 180 });
    expect(curve.summary.rows).toMatchObject([
      { customers: 2_349, lapsed: 2_173, censored: 176, median: 181 },
    ]);
    // Everybody's first order is in the first three months, so that nobody is censored before the first lapse.
    expect(curve.rows[1]).toMatchObject({ day: 181, atRisk: 2_349, lapsed: 1_462 });
    expect(curve.rows[1]?.interval?.low).toBeCloseTo(0.358, 3);
    expect(curve.rows[1]?.interval?.high).toBeCloseTo(0.3972, 3);
  });
});
