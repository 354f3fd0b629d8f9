import { describe, expect, it } from 'vitest';
import { stats } from 'tally';

const {
  clusteredDifference,
  correlationInterval,
  differenceOfMeans,
  expectedBeyond,
  labelGain,
  populationStability,
} = stats;

describe('expectedBeyond', () => {
  it('is what simulated normal samples show, given their own mean and standard deviation', () => {
    // Three values: deviations lie on a circle, so that the share beyond is an arc. tau^2 = 3/2 (band / sd)^2 of 2.
    const tau = (band: number) => band * Math.sqrt(3 / 2);
    for (const band of [0.2, 0.7, 1]) {
      const arc = (2 / Math.PI) * Math.acos(tau(band) / Math.SQRT2);
      expect(expectedBeyond({ n: 3, sd: 1, band })).toBeCloseTo(3 * arc, 10);
    }
  });

  it('is that of the normal distribution for many values', () => {
    expect(expectedBeyond({ n: 1e8, sd: 2, band: 4 })).toBeCloseTo(4550026, -2);
  });

  it('is 0 where no value can be, and not defined for two values', () => {
    // Of ten values none is further from the mean than 9 / sqrt(10) standard deviations.
    expect(expectedBeyond({ n: 10, sd: 1, band: 9 / Math.sqrt(10) })).toBeCloseTo(0, 12);
    expect(expectedBeyond({ n: 10, sd: 0, band: 0.1 })).toBe(0);
    expect(expectedBeyond({ n: 2, sd: 1, band: 0.1 })).toBeNull();
  });
});

describe('clusteredDifference', () => {
  const one = { n: 5, mean: 4, squares: 10 };
  const other = { n: 8, mean: 2, squares: 14 };
  const parts = [one, other].map(({ n, squares }) => squares / (n - 1) / n);
  const [v1 = 0, v0 = 0] = parts;
  const spread = v1 ** 2 / 4 + v0 ** 2 / 7;

  it('is Welch’s test where every row is a customer', () => {
    const welch = differenceOfMeans(one, other);
    const found = clusteredDifference({ difference: 2, one: v1, other: v0, both: 0, spread });
    expect(found?.p).toBeCloseTo(welch?.p ?? NaN, 12);
    expect(found?.interval.low).toBeCloseTo(welch?.interval.low ?? NaN, 10);
    expect(found?.df).toBeCloseTo(welch?.df ?? NaN, 10);
  });

  it('takes the variance of both together where it makes p larger, and only there', () => {
    const sums = { difference: 2, one: v1, other: v0, both: 0, spread };
    const wide = clusteredDifference({ ...sums, alike: { variance: 1, df: 11 } });
    expect(wide?.error).toBe(1);
    const narrow = clusteredDifference({ ...sums, alike: { variance: 0.1, df: 11 } });
    expect(narrow?.error).toBeCloseTo(Math.sqrt(v1 + v0), 12);
  });

  it('is not defined without variance or degrees of freedom', () => {
    expect(clusteredDifference({ difference: 1, one: 0, other: 0, both: 0, spread: 0 })).toBeNull();
    const sums = { difference: 1, one: v1, other: v0, both: 0, spread };
    expect(clusteredDifference({ ...sums, alike: { variance: 1, df: 0 } })).toBeNull();
  });
});

describe('populationStability', () => {
  it('is the sum by hand, with half a row added to each count', () => {
    const parts = populationStability([
      { before: 50, after: 60 },
      { before: 50, after: 40 },
    ]);
    const [a, b] = [60.5 / 101, 40.5 / 101];
    expect(parts[0]).toBeCloseTo((a - 0.5) * Math.log(a / 0.5), 12);
    expect(parts[1]).toBeCloseTo((b - 0.5) * Math.log(b / 0.5), 12);
  });

  it('is 0 for equal shares, and finite where a group is empty', () => {
    expect(populationStability([{ before: 9, after: 9 }])).toEqual([0]);
    const [first] = populationStability([
      { before: 0, after: 10 },
      { before: 10, after: 0 },
    ]);
    expect(Number.isFinite(first)).toBe(true);
  });
});

describe('correlationInterval', () => {
  it('is Fisher’s by hand, and within -1 and 1', () => {
    // se / (1 - r^2) = 0.1 with 3 clusters: t of 2 degrees of freedom is 4.3027.
    const found = correlationInterval(0.6, (0.1 * (1 - 0.36)) ** 2, 3);
    expect(found?.low).toBeCloseTo(Math.tanh(Math.atanh(0.6) - 0.430265), 5);
    expect(found?.high).toBeCloseTo(Math.tanh(Math.atanh(0.6) + 0.430265), 5);
  });

  it.each([
    [null, 0.1, 9],
    [0.5, null, 9],
    [0.5, 0.1, 2],
    [1, 0.1, 9],
  ] as const)('is not defined for r %j, variance %j and %i clusters', (r, variance, clusters) => {
    expect(correlationInterval(r, variance, clusters)).toBeNull();
  });
});

describe('labelGain', () => {
  /** One segment, two labels, two folds: outcomes -3, -1 in label 0 and 1, 3 in label 1, one of each a fold. */
  const cells = {
    segments: 1,
    labels: 2,
    folds: 2,
    n: Float64Array.of(1, 1, 1, 1),
    sums: Float64Array.of(-3, -1, 1, 3),
    squares: 20,
  };

  it('is what can be computed by hand', () => {
    const gain = labelGain(cells);
    expect(gain?.before).toBe(0);
    // Means -2 and 2 explain 16 of 20.
    expect(gain?.after).toBeCloseTo(0.8, 12);
    // Predicted by the other fold: fold 0 has mean -1, fold 1 has mean 1.
    expect(gain?.lossBefore).toBeCloseTo(
      ((-3 - 1) ** 2 + (1 - 1) ** 2 + (-1 + 1) ** 2 + (3 + 1) ** 2) / 4,
      12,
    );
    expect(gain?.lossAfter).toBeCloseTo((4 + 4 + 4 + 4) / 4, 12);
  });

  it('falls back to the segment, and then to all rows', () => {
    const alone = labelGain({ ...cells, n: Float64Array.of(1, 0, 1, 2), sums: Float64Array.of(-3, 0, 1, 2) });
    // Label 0 is in fold 0 only: its row is predicted by the mean of the other fold, 1; label 1 by 1 and 1.
    expect(alone?.lossAfter).toBeCloseTo((20 + (1 + 6) + (1 - 2) + (2 - 4)) / 4, 12);
  });

  it('is not defined for an outcome that does not vary', () => {
    expect(labelGain({ ...cells, squares: 0 })).toBeNull();
  });

  it('has no error where segments have an outcome each, whatever sums leave in their last bits', () => {
    // Twenty rows of 0.4 less than the mean, and forty of 0.2 more, by two labels in two folds.
    const n = Float64Array.of(5, 5, 5, 5, 10, 10, 10, 10);
    const sums = n.map((rows, at) => rows * (at < 4 ? -0.4 : 0.2));
    const squares = 20 * 0.4 ** 2 + 40 * 0.2 ** 2;
    for (const factor of [1 - 1e-15, 1, 1 + 1e-15]) {
      const cells = { segments: 2, labels: 2, folds: 2, n, sums, squares: factor * squares };
      expect(labelGain(cells)).toMatchObject({ lossBefore: 0, lossAfter: 0 });
    }
    const off = labelGain({ segments: 2, labels: 2, folds: 2, n, sums, squares: squares * (1 + 1e-9) });
    expect(off?.lossBefore).toBeCloseTo((squares * 1e-9) / 60, 14);
    expect(off?.lossBefore).toBeGreaterThan(0);
  });
});
