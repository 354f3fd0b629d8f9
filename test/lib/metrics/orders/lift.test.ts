import { expect, it } from 'vitest';
import { stats } from 'tally';
import { liftInterval, type LiftSums } from '../../../../lib/src/metrics/orders/lift.js';

/** One customer with 3 orders, two with each item and one with both; another with 2, one with each and both. */
const TWO: LiftSums = {
  ...{ customers: 2, n: 5, a: 3, b: 3, ab: 2, nn: 13, squares_aa: 5, squares_bb: 5, squares_abab: 2 },
  ...{
    products_ab_a: 3,
    products_ab_b: 3,
    products_ab_n: 5,
    products_a_b: 5,
    products_a_n: 8,
    products_b_n: 8,
  },
};

it('the interval of a lift is on the logarithm, by customers', () => {
  // 1/2 - 2/3 - 2/3 + 3/5 and 1/2 - 1/3 - 1/3 + 2/5: 7/30 on both sides of 0.
  const half = (stats.Z * 7) / 15;
  expect(liftInterval(TWO)).toEqual({
    low: expect.closeTo((10 / 9) * Math.exp(-half), 12) as number,
    high: expect.closeTo((10 / 9) * Math.exp(half), 12) as number,
  });
});

it('there is none without an order with both, nor where customers are all alike', () => {
  const none = { squares_abab: 0, products_ab_a: 0, products_ab_b: 0, products_ab_n: 0 };
  expect(liftInterval({ ...TWO, ab: 0, ...none })).toBeNull();
  const [alike, one] = [2, 1].map((count) =>
    Object.fromEntries(Object.keys(TWO).map((name) => [name, count])),
  ) as unknown as [LiftSums, LiftSums];
  expect([liftInterval(alike), liftInterval(one)]).toEqual([null, null]);
});
