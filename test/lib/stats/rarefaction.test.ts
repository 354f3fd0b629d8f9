import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OptionsError, stats } from 'tally';

const { groupsHolding, thin, unitsOf } = stats;

/** Every way to keep or lose the units of one group, one by one. */
function thinnedByHand(sizes: readonly number[], keep: number): Map<number, number> {
  const expected = new Map<number, number>();
  for (const size of sizes) {
    for (let ways = 0; ways < 2 ** size; ways += 1) {
      const kept = ways.toString(2).replaceAll('0', '').length;
      if (kept > 0)
        expected.set(kept, (expected.get(kept) ?? 0) + keep ** kept * (1 - keep) ** (size - kept));
    }
  }
  return expected;
}

const counted = (sizes: readonly number[]): stats.Abundance[] =>
  [...new Set(sizes)].map((size) => ({ size, groups: sizes.filter((one) => one === size).length }));

describe('thin', () => {
  it('expects a pair to lose one unit half of the time, and both a quarter of it', () => {
    const [one, two] = thin([{ size: 2, groups: 1 }], 0.5);
    expect(one).toEqual({ size: 1, groups: expect.closeTo(0.5, 12) as number });
    expect(two).toEqual({ size: 2, groups: expect.closeTo(0.25, 12) as number });
  });

  it('keeps all when all is kept, in ascending order', () => {
    expect(
      thin(
        [
          { size: 5, groups: 1 },
          { size: 2, groups: 3 },
        ],
        1,
      ),
    ).toEqual([
      { size: 2, groups: 3 },
      { size: 5, groups: 1 },
    ]);
    expect(thin([], 0.5)).toEqual([]);
  });

  it('is what going through every way gives', () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 8 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(sizes, fc.double({ min: 0.05, max: 1, noNaN: true }), (values, keep) => {
        const expected = thinnedByHand(values, keep);
        const found = thin(counted(values), keep);
        expect(found.length).toBe(keep === 1 ? new Set(values).size : expected.size);
        for (const { size, groups } of found) expect(groups).toBeCloseTo(expected.get(size) ?? NaN, 10);
      }),
      { numRuns: 50 },
    );
  });

  it('keeps its part of the units of groups of any size, and of the largest its share', () => {
    const large = [
      { size: 1_000_000, groups: 1 },
      { size: 3, groups: 1000 },
    ];
    expect(unitsOf(thin(large, 0.01))).toBeCloseTo(unitsOf(large) * 0.01, 2);
    const kept = thin(large, 0.01).filter(({ size }) => size > 3);
    expect(kept.reduce((sum, { groups }) => sum + groups, 0)).toBeCloseTo(1, 6);
  });

  it.each([0, -0.1, 1.01, NaN])('refuses to keep %d', (keep) => {
    expect(() => thin([], keep)).toThrow(OptionsError);
  });
});

describe('groupsHolding', () => {
  it('counts a part of a group as a part', () => {
    const sizes = [
      { size: 1, groups: 2 },
      { size: 4, groups: 2 },
    ];
    expect(groupsHolding(sizes, 0.4)).toBeCloseTo(1, 12);
    expect(groupsHolding(sizes, 0.8)).toBeCloseTo(2, 12);
    expect(groupsHolding(sizes, 0.85)).toBeCloseTo(2.5, 12);
    expect(groupsHolding(sizes, 1)).toBeCloseTo(4, 12);
    expect(groupsHolding([], 0.8)).toBeNull();
  });
});
