import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { open, orders as metrics, type Tally } from 'tally';
import { Files } from '../../load/files.js';
import { randomLines } from '../../orders/random-lines.js';
import { line, shopOf } from '../../orders/shop-of.js';

const files = new Files();
let tally: Tally;
beforeAll(async () => {
  tally = await open({ threads: 1 });
});
afterAll(() => {
  tally.close();
  files.remove();
});

const FEW = [
  'o1 anna 2024-01-05 1x1000',
  'o2 anna 2024-02-05 1x500',
  'o3 bert 2024-01-31 1x3000',
  'o4 bert 2024-02-10 -1x1000',
  'o5 cora 2024-02-01 1x700',
].map(line);

describe('the lapsed of a cohort of customers', () => {
  it('did not order in the period; a refund is no order', async () => {
    const { shop } = await shopOf(tally, files, FEW, { asOf: '2024-03-30' });
    const audience = await metrics.lapsed(shop, { cohort: '2024-01-15', age: 1 });
    expect((await tally.query`SELECT customer_id FROM ${audience}`).rows).toEqual([{ customer_id: 'bert' }]);
    expect(audience.label).toMatchObject({
      en: 'First ordered in the month of 2024-01-01, not in 2024-02-01',
      zh: '2024-01-01首单，2024-02-01未下单',
    });
  });

  it('are none in the period of the first order, and all in the last one without orders', async () => {
    const { shop } = await shopOf(tally, files, FEW, { asOf: '2024-03-30' });
    const sizes = [0, 2].map(async (age) => (await metrics.lapsed(shop, { cohort: '2024-01-01', age })).size);
    expect(await Promise.all(sizes)).toEqual([0, 2]);
  });

  it('are as many as the cell of the cohort says', async () => {
    await fc.assert(
      fc.asyncProperty(randomLines({ flawed: true }), fc.constantFrom('month', 'week'), async (lines, by) => {
        const loaded = await shopOf(tally, files, lines, { asOf: '2024-03-30' }).catch(() => null);
        fc.pre(loaded !== null);
        const { shop } = loaded;
        const { rows } = await metrics.cohorts(shop, { by });
        for (const { cohort, age, customers, active } of rows.slice(0, 12)) {
          const { size } = await metrics.lapsed(shop, { cohort, age, by });
          expect(size).toBe(customers - active);
        }
      }),
      { numRuns: 10 },
    );
  });

  it('are of a period that there is', async () => {
    const { shop } = await shopOf(tally, files, FEW, { asOf: '2024-03-30' });
    await expect(metrics.lapsed(shop, { cohort: '2024-01-01', age: 3 })).rejects.toThrow(
      'The month 3 after 2024-01-01 is not in the orders, which end on 2024-03-30.',
    );
    for (const age of [-1, 0.5]) {
      await expect(metrics.lapsed(shop, { cohort: '2024-01-01', age })).rejects.toThrow(
        `The month ${age} after 2024-01-01 is not in the orders`,
      );
    }
    await expect(metrics.lapsed(shop, { cohort: 'January', age: 1 })).rejects.toThrow(
      'write a day as YYYY-MM-DD',
    );
    await expect(
      metrics.lapsed(shop, { cohort: '2024-01-01', age: 1, by: 'year' as 'month' }),
    ).rejects.toThrow('Unknown period');
  });
});
