import { describe, expect, it } from 'vitest';
import { extent } from '../../../../lib/src/charts/marks/axes.js';

describe('the range of values', () => {
  it('holds the smallest and the largest, and 0 where it has to', () => {
    expect(extent([3, -1, 2])).toEqual([-1, 3]);
    expect(extent([3, 2], true)).toEqual([0, 3]);
    expect(extent([-3, -2], true)).toEqual([-3, 0]);
  });

  it('is that of more values than a call can have arguments', () => {
    expect(extent(Array.from({ length: 300_000 }, (_, index) => index))).toEqual([0, 299_999]);
  });
});
