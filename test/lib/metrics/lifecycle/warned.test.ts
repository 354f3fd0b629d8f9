import { afterAll, beforeAll, expect, it } from 'vitest';
import { open, type Tally } from 'tally';
import { bestCut, warningCounts } from '../../../../lib/src/metrics/lifecycle/warned.js';
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
  // Intervals of 9, and 14 days since the last order.
  emil: [68, 77, 86, 105, 106],
  // One interval alone is none of their own.
  fay: [90, 95],
  // None in the 20 days.
  gus: [50, 60, 70, 110],
  // Intervals of 10 and 12; a refund on day 95 is none of them.
  hugo: [70, 80, 92],
} as const;

it('customers are warned of by lateness and by days, and have declined below half of their orders', async () => {
  const lines = Object.entries(DAYS).flatMap(([who, days]) =>
    days.map((day, n) => line(`${who}${n} ${who} ${dateOf(day)} 1x500`)),
  );
  const refunds = [`r1 ben ${dateOf(110)} -1x500`, `r2 hugo ${dateOf(95)} -1x500`].map(line);
  const { shop } = await shopOf(tally, files, [...lines, ...refunds], { asOf: dateOf(130) });
  const found = await warningCounts(shop, dateOf(100), 20, { ownFrom: 2, least: 1 });
  expect(found.personalRhythm.map(({ score, events, others }) => [score, events, others])).toEqual([
    // Carl declined, dora did not.
    [0, 1, 1],
    // Hugo: 8 / 11 to a tenth.
    [0.7, 1, 0],
    // Ben and ann, a whole interval after their last order.
    [1, 1, 1],
    // Emil: 14 / 9 to a tenth.
    [1.6, 0, 1],
  ]);
  expect(found.fixedDays.map(({ score, events, others }) => [score, events, others])).toEqual([
    [0, 1, 1],
    [8, 1, 0],
    [10, 1, 1],
    [14, 0, 1],
  ]);
});

const counts = (rows: readonly (readonly [score: number, events: number, others: number])[]) =>
  rows.map(([score, events, others]) => ({ score, events, others }));

it('the cut is the one with the highest F1, and the lowest of several', () => {
  // Above 1: 4 of 5 that are warned decline, of 5 who do: 8 / (5 + 5). Above 0: 8 / (10 + 5); above 2: 2 / (1 + 5).
  const scored = counts([
    ...([
      [0, 1, 9],
      [1, 0, 5],
      [1.5, 0, 0],
      [2, 3, 1],
      [3, 1, 0],
    ] as const),
  ]);
  expect(bestCut(scored)).toBe(1);
  // With 30 more who decline at 0, 16 / (28 + 38) above 0 is more than 8 / (4 + 38) above 2.
  expect(
    bestCut(
      counts([
        [0, 30, 0],
        [2, 4, 20],
        [3, 4, 0],
      ]),
    ),
  ).toBe(0);
  expect(
    bestCut(
      counts([
        [0, 0, 3],
        [2, 0, 1],
      ]),
    ),
  ).toBeNull();
  // Who declines has just ordered, and no cut finds them.
  expect(
    bestCut(
      counts([
        [0, 2, 3],
        [2, 0, 1],
      ]),
    ),
  ).toBeNull();
  expect(bestCut([])).toBeNull();
});
