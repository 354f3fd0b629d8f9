import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OptionsError, stats } from 'tally';

const { stableShares } = stats;

describe('stable shares', () => {
  it('of a chain are its stationary distribution', () => {
    // x 0.1 = (1 - x) 0.3, so that x = 0.75.
    const found = stableShares([
      [0.9, 0.1],
      [0.3, 0.7],
    ]);
    expect(found?.growth).toBeCloseTo(1, 12);
    expect(found?.shares.map((share) => share.toFixed(9))).toEqual(['0.750000000', '0.250000000']);
  });

  it('are there for a chain that swings to and fro', () => {
    expect(
      stableShares([
        [0, 1],
        [1, 0],
      ])?.shares.map((share) => share.toFixed(9)),
    ).toEqual(['0.500000000', '0.500000000']);
  });

  it('are none of a place that is left for good, and all of one that is never left', () => {
    const found = stableShares([
      [0.5, 0.5],
      [0, 1],
    ]);
    expect(found?.shares.map((share) => share.toFixed(9))).toEqual(['0.000000000', '1.000000000']);
  });

  it('grow with what comes in addition', () => {
    // Everybody brings a tenth of a newcomer into the first: x (0.9 + 0.1) + (1 - x) 0.1 = 1.1 x.
    const found = stableShares([
      [1, 0.1],
      [0.1, 1],
    ]);
    expect(found?.growth).toBeCloseTo(1.1, 12);
    // A group that grows more carries along what it feeds: 1.2 x1 = 0.3 x0 + 0.9 x1, so that x1 = x0.
    const fed = stableShares([
      [1.2, 0.3],
      [0, 0.9],
    ]);
    expect(fed?.growth).toBeCloseTo(1.2, 12);
    expect(fed?.shares.map((share) => share.toFixed(9))).toEqual(['0.500000000', '0.500000000']);
  });

  it('are none where two places are never left for one another, or nothing remains', () => {
    expect(
      stableShares([
        [1, 0],
        [0, 1],
      ]),
    ).toBeNull();
    expect(
      stableShares([
        [0.2, 0.4, 0.4],
        [0, 1, 0],
        [0, 0, 1],
      ]),
    ).toBeNull();
    expect(
      stableShares([
        [0, 1],
        [0, 0],
      ]),
    ).toBeNull();
  });

  it('stay as they are after a period, for any flows', () => {
    const size = 4;
    const flow = fc.oneof(fc.constant(0), fc.double({ min: 0.01, max: 1, noNaN: true }));
    const row = fc.array(flow, { minLength: size, maxLength: size });
    fc.assert(
      fc.property(fc.array(row, { minLength: size, maxLength: size }), (flows) => {
        const found = stableShares(flows);
        fc.pre(found !== null);
        expect(found.shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
        found.shares.forEach((share, to) => {
          const after = found.shares.reduce((sum, own, from) => sum + own * (flows[from]?.[to] ?? 0), 0);
          expect(after).toBeCloseTo(share * found.growth, 7);
        });
      }),
      { numRuns: 200 },
    );
  });

  it('need a square matrix of flows', () => {
    expect(() => stableShares([[1, 0]])).toThrow(OptionsError);
    expect(() => stableShares([[-1]])).toThrow(OptionsError);
    expect(() => stableShares([[NaN]])).toThrow(OptionsError);
  });
});
