import { describe, expect, it } from 'vitest';
import {
  giniOf,
  heldByLargest,
  lorenzOf,
  reaching,
  sameGroup,
} from '../../../../lib/src/metrics/concentration/sizes.js';

/** Two groups of 5 and ten of 1, in ascending order: 20 in all. */
const SIZES = [
  { size: 1, groups: 10 },
  { size: 5, groups: 2 },
];

describe('groups by their size', () => {
  it('reach a share from the largest down, all groups of a size and then some of the next', () => {
    // 16 of 20: both of 5, then six of 1.
    expect(reaching(SIZES, 0.8)).toEqual({ needed: 8, reached: 0.8, last: 1, tied: 10 });
    // 6 of 20: two of 5, which hold 10.
    expect(reaching(SIZES, 0.3)).toEqual({ needed: 2, reached: 0.5, last: 5, tied: 2 });
    expect(reaching([], 0.8)).toEqual({ needed: null, reached: null, last: null, tied: 0 });
  });

  it('hold as much as the largest tenth, rounded up to whole groups', () => {
    // A tenth of 12 is 1.2, hence two.
    expect(heldByLargest(SIZES, 0.1)).toBe(0.5);
    expect(heldByLargest([{ size: 1, groups: 20 }], 0.1)).toBe(0.1);
    expect(heldByLargest([{ size: 0, groups: 3 }], 0.1)).toBeNull();
  });

  it('have a Lorenz curve from none to all, and a Gini coefficient', () => {
    // Of 12 groups the smaller 3, 6 and 9 hold 3, 6 and 9 of 20.
    expect(lorenzOf(SIZES, 4)).toEqual([
      { part: 0, share: 0 },
      { part: 0.25, share: 0.15 },
      { part: 0.5, share: 0.3 },
      { part: 0.75, share: 0.45 },
      { part: 1, share: 1 },
    ]);
    // Ranks 1 to 10 add up to 55, 11 and 12 count five times: 2 (55 + 115) / (12 20) - 13 / 12.
    expect(giniOf(SIZES)).toBeCloseTo(340 / 240 - 13 / 12, 12);
    expect(giniOf([{ size: 0, groups: 3 }])).toBeNull();
  });

  it('tell how likely two of all are of one group', () => {
    expect(sameGroup(SIZES)).toEqual({ hhi: (2 * 25 + 10) / 400, pairs: 40 / 380 });
    expect(sameGroup([{ size: 1, groups: 1 }])).toEqual({ hhi: 1, pairs: null });
    expect(sameGroup([])).toEqual({ hhi: null, pairs: null });
  });
});
