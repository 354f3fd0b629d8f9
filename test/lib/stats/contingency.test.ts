import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { benjaminiHochberg, contingency, corrected, OptionsError, wilson } from 'tally';

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
    expect(association?.cramersV).toBeCloseTo(Math.sqrt(30.0701 / 2757), 4);
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

  it('refuses what is no p-value', () => {
    expect(() => benjaminiHochberg([0.5, 1.1])).toThrow(OptionsError);
    expect(() => benjaminiHochberg([NaN])).toThrow(OptionsError);
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

  it('has no interval where there is nobody, and refuses more than all', () => {
    expect(wilson(0, 0)).toBeNull();
    expect(() => wilson(3, 2)).toThrow(OptionsError);
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
