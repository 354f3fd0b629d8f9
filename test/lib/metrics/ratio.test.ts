import { describe, expect, it } from 'vitest';
import { ratio, total } from '../../../lib/src/metrics/ratio.js';

describe('ratios and totals', () => {
  it('are not defined over nothing, and 0 of nothing', () => {
    expect([ratio(3, 4), ratio(0, 4), ratio(3, -4), ratio(0, 0), ratio(3, 0)]).toEqual([
      0.75,
      0,
      -0.75,
      null,
      null,
    ]);
    expect([total([1, 2.5, -4]), total([])]).toEqual([-0.5, 0]);
  });
});
