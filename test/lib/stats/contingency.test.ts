import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OptionsError, stats } from 'tally';

const { benjaminiHochberg, contingency, corrected, wilson } = stats;

describe('contingency', () => {
  // Agresti, Categorical Data Analysis, table of gender and party: chi2 30.07 with 2 degrees of freedom.
  it("gives the textbook's chi-square, p and V", () => {
    const { association } = contingency([
      [762, 327, 468],
      [484, 239, 477],
    ]);
    expect(association?.chiSquare).toBeCloseTo(30.07, 2);
    expect(association?.df).toBe(2);
    expect(association?.p).toBeCloseTo(2.954e-7, 10);
    expect(association?.sampleV).toBeCloseTo(Math.sqrt(30.0701 / 2757), 4);
    // Bergsma's formula; the interval by scipy 1.17, stats.ncx2.cdf and optimize.brentq.
    expect(association?.cramersV).toBeCloseTo(0.10091998278440886, 10);
    expect(association?.interval.low).toBeCloseTo(0.0649074181025551, 3);
    expect(association?.interval.high).toBeCloseTo(0.1402639046656863, 3);
    expect(association?.size).toBe('small');
  });

  it('has the adjusted residuals of the textbook', () => {
    const { residuals } = contingency([
      [762, 327, 468],
      [484, 239, 477],
    ]);
    expect(residuals.map((row) => row.map((value) => Number(value?.toFixed(2))))).toEqual([
      [4.5, 0.7, -5.32],
      [-4.5, -0.7, 5.32],
    ]);
  });

  it('says when it is not defined, and leaves rows and columns without anybody out', () => {
    expect(contingency([[1, 2, 3]]).association).toBeNull();
    expect(
      contingency([
        [0, 0],
        [0, 0],
      ]).association,
    ).toBeNull();
    expect(
      contingency([
        [5, 0],
        [7, 0],
      ]).association,
    ).toBeNull();
    const whole = contingency([
      [30, 10],
      [10, 30],
    ]).association;
    expect(
      contingency([
        [30, 10, 0],
        [0, 0, 0],
        [10, 30, 0],
      ]).association,
    ).toEqual(whole);
  });

  it('has a V of 0 where two users leave no room for more', () => {
    const { association } = contingency([
      [1, 0],
      [0, 1],
    ]);
    expect(association).toMatchObject({ cramersV: 0, sampleV: 1, size: null });
  });

  it('has an interval around V where chi-square is large', () => {
    const { association } = contingency([
      [400, 100],
      [100, 400],
    ]);
    expect(association?.interval.high).toBeGreaterThan(association?.cramersV ?? 1);
    expect(association?.interval.high).toBeLessThan(0.67);
  });

  it('expects nothing where nobody is', () => {
    const { expected, residuals } = contingency([
      [0, 0],
      [0, 0],
    ]);
    const nothing = [
      [null, null],
      [null, null],
    ];
    expect([expected, residuals]).toEqual([nothing, nothing]);
  });

  it.each([
    // |a - b| / (a + b) is V, and w, of a table of a, b over b, a.
    [5300, 4700, 'negligible'],
    [5600, 4400, 'small'],
    [66, 34, 'medium'],
    [70, 30, 'medium'],
    [76, 24, 'large'],
  ])('has a word for an association of %i, %i over the reverse', (a, b, word) => {
    const rows = [
      [a, b],
      [b, a],
    ];
    expect(contingency(rows).association?.size).toBe(word);
  });

  it('takes the word from w, which is larger than V where both attributes have three values', () => {
    const cyclic = (same: number, other: number) => [
      [same, other, other],
      [other, same, other],
      [other, other, same],
    ];
    // Of 30 in each row, expected 10 everywhere: chi2 = 3 * 4^2 / 10 + 6 * 2^2 / 10 = 7.2 of 90, V = 0.2, w = 0.28.
    const weak = contingency(cyclic(1400, 800)).association;
    expect([weak?.sampleV.toFixed(12), weak?.size]).toEqual(['0.200000000000', 'small']);
    // chi2 = 3 * 6^2 / 10 + 6 * 3^2 / 10 = 16.2 of 90, V = 0.3, w = 0.42.
    const clear = contingency(cyclic(1600, 700)).association;
    expect([clear?.sampleV.toFixed(12), clear?.size]).toEqual(['0.300000000000', 'medium']);
    // chi2 = 3 * 8^2 / 10 + 6 * 4^2 / 10 = 28.8 of 90, V = 0.4, w = 0.57.
    const strong = contingency(cyclic(1800, 600)).association;
    expect([strong?.sampleV.toFixed(12), strong?.size]).toEqual(['0.400000000000', 'large']);
    // The same shares among 90 users may be chance: V is corrected, and there is no word.
    expect(contingency(cyclic(14, 8)).association).toMatchObject({ size: null, interval: { low: 0 } });
    expect(contingency(cyclic(14, 8)).association?.cramersV).toBeLessThan(0.15);
  });

  it('says how many cells expect fewer than five', () => {
    // Expected 1, 9, 9, 81.
    const few = contingency([
      [1, 9],
      [9, 81],
    ]);
    expect(few.association?.sparse).toBe(0.25);
    const five = contingency([
      [5, 5],
      [5, 5],
    ]);
    expect(five.association?.sparse).toBe(0);
  });

  it('is 0 for independent attributes and V is 1 for one that decides the other', () => {
    expect(
      contingency([
        [10, 20],
        [20, 40],
      ]).association?.chiSquare,
    ).toBeCloseTo(0, 12);
    expect(
      contingency([
        [10, 0, 0],
        [0, 20, 0],
        [0, 0, 5],
      ]).association?.cramersV,
    ).toBeCloseTo(1, 12);
  });

  it('refuses what is no table of counts', () => {
    expect(() => contingency([[1, 2], [3]])).toThrow(OptionsError);
    expect(() => contingency([[1, -2]])).toThrow(OptionsError);
  });
});

describe('benjaminiHochberg', () => {
  it('gives the values of R, p.adjust(c(0.01, 0.02, 0.03, 0.04, 0.05), "BH")', () => {
    expect(benjaminiHochberg([0.01, 0.02, 0.03, 0.04, 0.05]).map((q) => Number(q.toFixed(6)))).toEqual([
      0.05, 0.05, 0.05, 0.05, 0.05,
    ]);
    expect(benjaminiHochberg([0.04, 0.001, 0.03, 0.8]).map((q) => Number(q.toFixed(6)))).toEqual([
      0.053333, 0.004, 0.053333, 0.8,
    ]);
  });

  it('never lowers a p-value, keeps the order and stays within 1', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 30 }), (ps) => {
        const qs = benjaminiHochberg(ps);
        ps.forEach((p, i) => {
          expect(qs[i]).toBeGreaterThanOrEqual(p - 1e-12);
          expect(qs[i]).toBeLessThanOrEqual(1);
          ps.forEach((other, j) => {
            if (p <= other) expect(qs[i] ?? 0).toBeLessThanOrEqual((qs[j] ?? 0) + 1e-12);
          });
        });
      }),
    );
  });

  it('of Benjamini and Yekutieli gives the values of R, p.adjust(…, "BY"), at most 1', () => {
    const { benjaminiYekutieli } = stats;
    // 0.05 (1 + 1/2 + 1/3 + 1/4 + 1/5).
    benjaminiYekutieli([0.01, 0.02, 0.03, 0.04, 0.05]).forEach((q) => expect(q).toBeCloseTo(0.114166667, 9));
    const [first, second] = benjaminiYekutieli([0.04, 0.01]);
    expect(first).toBeCloseTo(0.06, 12);
    expect(second).toBeCloseTo(0.03, 12);
    expect(benjaminiYekutieli([0.5, 0.9])).toEqual([1, 1]);
  });

  it('refuses what is no p-value', () => {
    expect(() => benjaminiHochberg([0.5, 1.1])).toThrow(OptionsError);
    expect(() => benjaminiHochberg([-0.1])).toThrow(OptionsError);
    expect(() => benjaminiHochberg([NaN])).toThrow(OptionsError);
    expect(benjaminiHochberg([])).toEqual([]);
  });
});

describe('wilson', () => {
  it('gives the published interval of 81 of 263 (Newcombe 1998), 0.2553 to 0.3662, and of none and all', () => {
    const interval = wilson(81, 263);
    expect(interval?.low).toBeCloseTo(0.2553, 4);
    expect(interval?.high).toBeCloseTo(0.3662, 4);
    expect(wilson(0, 20)?.low).toBe(0);
    expect(wilson(0, 20)?.high).toBeCloseTo(0.1611, 4);
    expect(wilson(29, 29)?.high).toBe(1);
  });

  it('has no interval where there is nobody, and refuses more than all and less than none', () => {
    expect(wilson(0, 0)).toBeNull();
    expect(() => wilson(3, 2)).toThrow(OptionsError);
    expect(() => wilson(-1, 2)).toThrow(OptionsError);
  });
});

describe('corrected', () => {
  it('puts the q of each test beside it, and leaves out of the family what has no p', () => {
    expect(
      corrected([
        { what: 'a', p: 0.03 },
        { what: 'b', p: null },
        { what: 'c', p: 0.01 },
      ]),
    ).toEqual([
      { what: 'a', p: 0.03, q: 0.03 },
      { what: 'b', p: null, q: null },
      { what: 'c', p: 0.01, q: 0.02 },
    ]);
    expect(() => corrected([{ p: 1.2 }])).toThrow(OptionsError);
  });
});
