import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { aside, swarm } from '../../../../lib/src/charts/marks/swarm.js';

describe('a swarm', () => {
  it('puts markers that would touch into the next free lane on alternating sides', () => {
    // 10 and 12 are less than 5 apart, as are 12 and 14; 15 is 5 from 10, whose lane is free again.
    expect(swarm([10, 12, 14, 15], 5)).toEqual({ steps: [0, 1, -1, 0], most: 3 });
    expect(swarm([], 5)).toEqual({ steps: [], most: 0 });
  });

  it('gives markers in any order the lanes of their positions', () => {
    expect(swarm([15, 10, 14, 12], 5).steps).toEqual([0, 0, -1, 1]);
  });

  it('never lets two markers touch, and uses no more lanes than touch somewhere', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 60 })),
        fc.integer({ min: 1, max: 9 }),
        (places, apart) => {
          const { steps, most } = swarm(places, apart);
          const touching = places.map((at) => places.filter((one) => one <= at && at - one < apart).length);
          expect(most).toBe(Math.max(0, ...touching));
          for (const [i, at] of places.entries()) {
            for (const [j, other] of places.entries()) {
              if (i < j && Math.abs(at - other) < apart) expect(steps[i]).not.toBe(steps[j]);
            }
          }
        },
      ),
    );
  });
});

it('spreads markers of the same place over a disk, the first in its middle and the last at its edge', () => {
  expect(aside(0, 1, 9)).toEqual([0, 0]);
  expect(Math.hypot(...aside(0, 4, 6))).toBe(0);
  expect(Math.hypot(...aside(3, 4, 6))).toBeCloseTo(6, 12);
  const all = Array.from({ length: 7 }, (_, n) =>
    aside(n, 7, 8)
      .map((one) => one.toFixed(6))
      .join(),
  );
  expect(new Set(all).size).toBe(7);
});
