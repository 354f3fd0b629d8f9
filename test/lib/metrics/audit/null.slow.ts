/**
 * Where there is nothing to find, an audit finds something as rarely as it says: in 500 tables without any effect, the
 * family of comparisons and the labels are each wrong in at most one of twenty, but for the chance of 500 tables.
 */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { audit, auditSegmentation, open, type Tally } from 'tally';
import { sql } from '../../../../lib/src/engine/sql.js';
import { customersOf, drawnRows } from './customers.js';

const TABLES = 500;
const AT_ONCE = 50;

let tally: Tally;
beforeAll(async () => {
  tally = await open({ threads: 1 });
});
afterAll(() => tally.close());

const wrong = { control: 0, labels: 0, p: 0, tests: 0 };

it.each(Array.from({ length: TABLES / AT_ONCE }, (_, part) => part * AT_ONCE))(
  'on tables without any effect, from the %i-th on',
  async (from) => {
    for (let seed = from; seed < from + AT_ONCE; seed += 1) {
      const table = await customersOf(tally, drawnRows(1000 + seed));
      const found = await auditSegmentation(table, {
        outcome: 'outcome',
        threshold: 0.15,
        customer: 'customer',
        features: ['a', 'b', 'word'],
        labels: { word: audit.labelFrom('word') },
        permutations: 39,
      });
      wrong.control += Number(found.control.rows.some(({ q }) => q !== null && q < 0.05));
      wrong.labels += Number(found.labels.rows.some(({ helps }) => helps));
      wrong.p += found.control.rows.filter(({ p }) => p !== null && p < 0.05).length;
      wrong.tests += found.control.rows.filter(({ p }) => p !== null).length;
      await tally.engine.run(sql`DROP TABLE ${table}`);
    }
  },
);

it('is wrong in as few of them as it says', () => {
  // 5% of 500 is 25; three standard deviations more are 40.
  expect(wrong.control).toBeLessThanOrEqual(40);
  expect(wrong.labels).toBeLessThanOrEqual(40);
  expect(wrong.p / wrong.tests).toBeLessThan(0.06);
  expect(wrong.p / wrong.tests).toBeGreaterThan(0.01);
});
