import { afterAll, beforeAll, expect, it } from 'vitest';
import { open, type Tally } from 'tally';
import { warningCounts } from '../../../../lib/src/metrics/lifecycle/warned.js';
import { Files } from '../../load/files.js';
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

const dateOf = (day: number): string => new Date(Date.UTC(2024, 0, 1 + day)).toISOString().slice(0, 10);

/** Days with an order; on day 100 the last 20 days and the next 20 are compared. */
const DAYS = {
  // One of 81 to 100, one of 101 to 120: not fewer than half.
  ann: [60, 70, 80, 90, 120],
  // One and none: 121 is too late, and a refund is no order.
  ben: [60, 70, 80, 90, 121],
  // Three and one; the intervals are 10 and 9.
  carl: [81, 91, 100, 110],
  // Two and one: not fewer than half.
  dora: [80, 90, 100, 110],
  // Intervals of 9, and 12 days since the last order.
  emil: [70, 79, 88, 105, 106],
  // One interval alone is none of their own.
  fay: [90, 95],
  // None in the 20 days.
  gus: [50, 60, 70, 110],
} as const;

it('customers are warned of by lateness and by days, and have declined below half of their orders', async () => {
  const lines = Object.entries(DAYS).flatMap(([who, days]) =>
    days.map((day, n) => line(`${who}${n} ${who} ${dateOf(day)} 1x500`)),
  );
  const refund = line(`refund ben ${dateOf(110)} -1x500`);
  const { shop } = await shopOf(tally, files, [...lines, refund], { asOf: dateOf(130) });
  const found = await warningCounts(shop, dateOf(100), 20, { ownFrom: 2, least: 1 });
  expect(found.personalRhythm.map(({ score, events, others }) => [score, events, others])).toEqual([
    // Carl declined, dora did not.
    [0, 1, 1],
    // Ben and ann, a whole interval after their last order.
    [1, 1, 1],
    // Emil: 12 / 9 to a tenth.
    [1.3, 0, 1],
  ]);
  expect(found.fixedDays.map(({ score, events, others }) => [score, events, others])).toEqual([
    [0, 1, 1],
    [10, 1, 1],
    [12, 0, 1],
  ]);
});
