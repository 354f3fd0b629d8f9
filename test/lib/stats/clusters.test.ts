import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OptionsError, stats } from 'tally';
import { momentsBy, ranksBy } from '../../../lib/src/stats/by-label.js';
import { eigenvectors } from '../../../lib/src/stats/eigen.js';
import { samplePositions } from '../../../lib/src/stats/points.js';
import { seeded } from '../../../lib/src/stats/random.js';
import { sorted } from '../../../lib/src/stats/sorted.js';

const line = (...values: number[]) => stats.pointsOf([Float64Array.from(values)]);

/** Rows around these centers. */
function drawn(seed: number, rows: number, centers: readonly (readonly number[])[]) {
  const random = seeded(seed);
  const of = Array.from({ length: rows }, () => {
    const center = centers[random.below(centers.length)] ?? [];
    return center.map((value) => value + random.normal());
  });
  return stats.pointsOf((centers[0] ?? []).map((_, d) => Float64Array.from(of, (row) => row[d] ?? 0)));
}

describe('kMeans', () => {
  it('is what one computes by hand, largest cluster first', () => {
    const found = stats.kMeans(line(8, 1, 9, 2, 3), 2);
    expect([...(found?.centers ?? [])]).toEqual([2, 8.5]);
    expect([...(found?.labels ?? [])]).toEqual([1, 0, 1, 0, 0]);
    expect(found?.within).toBeCloseTo(2.5, 12);
  });

  it('gives every row its nearest center, and every center the mean of its rows', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 2, max: 7 }), (seed, k) => {
        const points = drawn(seed, 60, [
          [0, 0],
          [4, 1],
        ]);
        const found = stats.kMeans(points, k, { seed, tolerance: 0, starts: 2 });
        if (found === null) throw new Error('no clusters');
        const at = (values: Float64Array, row: number) =>
          [values[2 * row] ?? 0, values[2 * row + 1] ?? 0] as const;
        found.labels.forEach((label, row) => {
          const [x, y] = at(points.values, row);
          const distances = Array.from({ length: k }, (_, c) => {
            const [a, b] = at(found.centers, c);
            return (x - a) ** 2 + (y - b) ** 2;
          });
          expect(distances.indexOf(Math.min(...distances))).toBe(label);
        });
        for (let d = 0; d < 2; d += 1) {
          const means = momentsBy(
            points.values.filter((_, i) => i % 2 === d),
            found.labels,
            k,
          );
          means.forEach(({ mean }, c) => expect(found.centers[2 * c + d]).toBeCloseTo(mean, 9));
        }
      }),
      { numRuns: 25 },
    );
  });

  it('is as good from a sample of the rows, and the same again with the same seed', () => {
    const points = drawn(3, 5000, [
      [0, 0],
      [8, 0],
      [0, 8],
    ]);
    const all = stats.kMeans(points, 3);
    const sampled = stats.kMeans(points, 3, { startRows: 500 });
    expect(sampled?.within).toBeCloseTo(all?.within ?? NaN, 6);
    expect(stats.kMeans(points, 3, { startRows: 500 })).toEqual(sampled);
  });

  it('has a center for each of as many rows, and none for rows that are not there', () => {
    expect(stats.kMeans(line(1, 2, 3), 3)?.within).toBe(0);
    expect(stats.kMeans(line(1, 1, 1, 2), 3)).toBeNull();
    expect(() => stats.kMeans(line(1, 2), 3)).toThrow(
      '3 clusters of 2 rows: use a whole number from 1 to 2.',
    );
    expect(() => stats.kMeans(line(1, 2), 1, { starts: 0 })).toThrow(OptionsError);
  });

  it('moves a center that lost its rows', () => {
    const found = stats.kMeans(
      line(...Array.from({ length: 30 }, (_, at) => (at < 28 ? 0.001 * at : 100 * at))),
      4,
    );
    expect(new Set(found?.labels).size).toBe(4);
  });
});

describe('mixture', () => {
  it('of one component is the normal distribution of the rows', () => {
    const found = stats.mixture(line(1, 2, 3, 6), 1, { floor: 0 });
    // Mean 3, variance 3.5: log-likelihood -n / 2 (ln(2 pi 3.5) + 1), two parameters.
    const likelihood = -2 * (Math.log(2 * Math.PI * 3.5) + 1);
    expect(found?.bic).toBeCloseTo(-2 * likelihood + 2 * Math.log(4), 9);
  });

  it('stands features that depend on each other, and says so without a floor', () => {
    const values = Float64Array.from({ length: 40 }, (_, at) => at % 7);
    const points = stats.pointsOf([
      values,
      values.map((value) => 2 * value),
      Float64Array.from(values.keys()),
    ]);
    expect(Number.isFinite(stats.mixture(points, 2)?.bic)).toBe(true);
    expect(() => stats.mixture(points, 2, { floor: 0 })).toThrow('its features depend on each other');
  });

  it('labels rows as it does those it was fitted to', () => {
    const points = drawn(5, 300, [
      [0, 0],
      [9, 2],
    ]);
    const found = stats.mixture(points, 2);
    expect(found === null ? null : stats.componentLabels(points, found)).toEqual(found?.labels);
  });
});

describe('silhouettes', () => {
  it('is what one computes by hand', () => {
    // Of 1 and 9: a = 1, b = 7.5; of 2 and 8: a = 1, b = 6.5.
    const found = stats.silhouettes(line(1, 2, 8, 9), [Int32Array.of(0, 0, 1, 1), Int32Array.of(0, 1, 1, 1)]);
    expect(found[0]?.mean).toBeCloseTo((2 * (6.5 / 7.5) + 2 * (5.5 / 6.5)) / 4, 12);
    expect(found[1]?.values[0]).toBe(0);
  });

  it('is not defined for one cluster, nor for as many as rows', () => {
    expect(stats.silhouettes(line(1, 2), [Int32Array.of(0, 0), Int32Array.of(0, 1)])).toEqual([null, null]);
  });
});

describe('gaps and stability', () => {
  it('tell three clusters from one', () => {
    const three = drawn(1, 150, [
      [0, 0],
      [10, 0],
      [0, 10],
    ]);
    expect(stats.gapChoice(stats.gaps(three, 5, { starts: 3, references: 10 }))).toBe(3);
    const labels = stats.kMeans(three, 3)?.labels ?? new Int32Array();
    expect(stats.stability(three, labels, 3, { resamples: 10 })?.least).toBeGreaterThan(0.95);
    const one = drawn(2, 150, [[0, 0]]);
    expect(stats.gapChoice(stats.gaps(one, 5, { starts: 3, references: 10 }))).toBe(1);
    const forced = stats.kMeans(one, 5)?.labels ?? new Int32Array();
    expect(stats.stability(one, forced, 5, { resamples: 10 })?.least).toBeLessThan(0.75);
  });

  it('draws customers with all their rows: one of eight rows is never split', () => {
    // Eight rows of one customer far away, and thirty customers near 0. Drawn by row, the eight are in every resample;
    // drawn by customer, in two of three, and where they are not, another cluster is found among the others.
    const near = Array.from({ length: 30 }, (_, at) => ((at * 7) % 30) / 10);
    const points = line(...near, ...Array.from({ length: 8 }, (_, at) => 50 + at / 100));
    const labels = Int32Array.from({ length: 38 }, (_, row) => Number(row >= 30));
    const owners = Float64Array.from({ length: 38 }, (_, row) => Math.min(row, 30));
    const byRow = stats.stability(points, labels, 2, { resamples: 40 });
    const byCustomer = stats.stability(points, labels, 2, { resamples: 40, owners });
    expect(byRow?.clusters[0]).toBe(1);
    expect(byCustomer?.clusters[1]).toBe(1);
    expect(byCustomer?.clusters[0]).toBeLessThan(0.9);
    // Where every row is a customer, nothing changes.
    const own = Float64Array.from({ length: 38 }, (_, row) => 100 - row);
    expect(stats.stability(points, labels, 2, { resamples: 9, owners: own })).toEqual(
      stats.stability(points, labels, 2, { resamples: 9 }),
    );
  });

  it('are empty or refused where they have no meaning', () => {
    expect(stats.gaps(line(1, 1, 2, 2), 3).map(({ k }) => k)).toEqual([1]);
    expect(stats.gaps(line(1, 2, 4), 1, { references: 1 }).length).toBe(1);
    for (const references of [0, 1.5, NaN])
      expect(() => stats.gaps(line(1, 2, 4), 1, { references })).toThrow('needs at least one reference set');
    expect(stats.gapChoice([])).toBeNull();
    expect(() => stats.stability(line(1, 2), Int32Array.of(0, 1), 2, { resamples: 0 })).toThrow(OptionsError);
  });
});

describe('helpers', () => {
  it('sorted is what a comparison sorts, with equal values in order', () => {
    const numbers = fc.array(fc.oneof(fc.double({ noNaN: true }), fc.constantFrom(0, -0, 1, -1, 5)));
    fc.assert(
      fc.property(numbers, (values) => {
        const found = sorted(Float64Array.from(values));
        const rows = [...values.keys()].sort((a, b) => {
          const [x, y] = [values[a] ?? 0, values[b] ?? 0];
          return x < y ? -1 : x > y ? 1 : a - b;
        });
        expect([...found.rows]).toEqual(rows);
        expect([...found.values]).toEqual(rows.map((row) => (values[row] ?? 0) + 0));
      }),
    );
    expect([...sorted(Float64Array.of(NaN, 1)).rows]).toEqual([1, 0]);
  });

  it('samplePositions are ascending, without repeats, and as many as asked', () => {
    const found = [...samplePositions(1000, 100, 4)];
    expect(new Set(found).size).toBe(100);
    expect(found).toEqual(found.toSorted((a, b) => a - b));
    expect([...samplePositions(3, 10, 4)]).toEqual([0, 1, 2]);
  });

  it('ranksBy gives mid-ranks', () => {
    const { groups, tieSum } = ranksBy(Float64Array.of(5, 1, 5, 9), Int32Array.of(0, 0, 1, 1), 2);
    expect(groups).toEqual([
      { n: 2, rankSum: 3.5 },
      { n: 2, rankSum: 6.5 },
    ]);
    expect(tieSum).toBe(6);
  });

  it('eigenvectors of a rotated ellipse', () => {
    const found = eigenvectors(Float64Array.of(2, 1, 1, 2), 2);
    const half = Math.SQRT1_2;
    [half, half, half, -half].forEach((value, at) =>
      expect(Math.abs(found[at] ?? 0)).toBeCloseTo(Math.abs(value), 12),
    );
  });
});
