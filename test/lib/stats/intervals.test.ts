import { describe, expect, it } from 'vitest';
import { OptionsError, stats } from 'tally';
import { seeded } from '../../../lib/src/stats/random.js';
import { moments } from './plants.js';

const { bootstrapT, clopperPearson, studentInterval, wilson } = stats;

describe('clopperPearson', () => {
  it.each([
    // statsmodels 0.15, proportion_confint(method='beta').
    [0, 10, 0, 0.30849710781876083],
    [3, 15, 0.0433120051058366, 0.48089113380685305],
    [15, 15, 0.7819806390894659, 1],
    [81, 263, 0.25273674558527126, 0.3676219226013514],
  ])('of %i of %i', (k, n, low, high) => {
    expect(clopperPearson(k, n)?.low).toBeCloseTo(low, 10);
    expect(clopperPearson(k, n)?.high).toBeCloseTo(high, 10);
  });

  it('holds every share in at least 95% of samples, where Wilson does so on average', () => {
    const n = 15;
    const choose = (k: number): number => (k === 0 ? 1 : (choose(k - 1) * (n - k + 1)) / k);
    const intervals = Array.from({ length: n + 1 }, (_, k) => ({
      k,
      exact: clopperPearson(k, n),
      score: wilson(k, n),
    }));
    const shares = Array.from({ length: 39 }, (_, index) => (index + 1) / 40);
    const coverage = (of: 'exact' | 'score', p: number) =>
      intervals
        .filter((one) => (one[of]?.low ?? 1) <= p && p <= (one[of]?.high ?? 0))
        .reduce((sum, { k }) => sum + choose(k) * p ** k * (1 - p) ** (n - k), 0);
    shares.forEach((p) => expect(coverage('exact', p)).toBeGreaterThanOrEqual(0.95));
    expect(Math.min(...shares.map((p) => coverage('score', p)))).toBeLessThan(0.95);
  });

  it.each([1e4, 1e6, 1e8])('has the closed forms of none and of one of %d', (n) => {
    // Of none, 0.025 = (1 - high)^n; of one, 0.975 = (1 - low)^n.
    const [high, low] = [0.025, 0.975].map((chance) => -Math.expm1(Math.log(chance) / n));
    expect((clopperPearson(0, n)?.high ?? 0) / (high ?? 0)).toBeCloseTo(1, 6);
    expect((clopperPearson(1, n)?.low ?? 0) / (low ?? 0)).toBeCloseTo(1, 6);
    expect(clopperPearson(n, n)?.low).toBeCloseTo(1 - (high ?? 0), 15);
  });

  it('has its ends in order around the share, however narrow it is', () => {
    for (const n of [1e3, 1e6, 1e9]) {
      for (const k of [1, n / 100, n / 2, n - 1]) {
        const { low, high } = clopperPearson(k, n) ?? { low: 1, high: 0 };
        expect(low).toBeLessThan(k / n);
        expect(high).toBeGreaterThan(k / n);
      }
    }
  });

  it('has no interval of nobody, and refuses more than all', () => {
    expect(clopperPearson(0, 0)).toBeNull();
    expect(() => clopperPearson(3, 2)).toThrow(OptionsError);
  });
});

describe('intervals of a mean', () => {
  it('of Student is the textbook one', () => {
    // Mean 3, s^2 / n = 1 / 3, t = 4.3027 with 2 degrees of freedom.
    const found = studentInterval({ n: 3, mean: 3, squares: 2 });
    expect(found?.low).toBeCloseTo(3 - 4.302652729911275 * Math.sqrt(1 / 3), 8);
    expect(found?.high).toBeCloseTo(3 + 4.302652729911275 * Math.sqrt(1 / 3), 8);
    expect(studentInterval({ n: 2, mean: 3, squares: 2 })?.high).toBeCloseTo(3 + 12.706204736174694, 6);
    expect(studentInterval({ n: 1, mean: 3, squares: 0 })).toBeNull();
    expect(studentInterval({ n: 4, mean: 3, squares: 0 })).toBeNull();
  });

  it('by bootstrap-t is the same for the same seed, and longer where values reach far', () => {
    const values = [1, 2, 2, 3, 4, 5, 8, 40];
    const found = bootstrapT(values, { seed: 1 });
    expect(bootstrapT(values, { seed: 1 })).toEqual(found);
    const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
    expect((found?.high ?? 0) - mean).toBeGreaterThan(mean - (found?.low ?? 0));
  });

  it.each(
    [
      [10, 12, 12, 13, 14, 15, 18, 50],
      [1, 1, 1, 1, 1, 2, 3],
    ].map((values) => ({ values })),
  )('by bootstrap-t has the quantiles of t over resamples that vary ($values)', ({ values }) => {
    const resamples = 199;
    const random = seeded(3);
    const t = (drawn: readonly number[], around: number) => {
      const { n, mean, squares } = moments(drawn);
      return {
        mean,
        error: Math.sqrt(squares / (n - 1) / n),
        t: (mean - around) / Math.sqrt(squares / (n - 1) / n),
      };
    };
    const { mean, error } = t(values, 0);
    const ts: number[] = [];
    while (ts.length < resamples) {
      const drawn = values.map(() => values[random.below(values.length)] ?? 0);
      if (new Set(drawn).size > 1) ts.push(t(drawn, mean).t);
    }
    // The 5th and the 195th of 199.
    const [fifth = NaN, last = NaN] = [4, 194].map((at) => ts.toSorted((a, b) => a - b)[at]);
    const found = bootstrapT(values, { resamples, seed: 3 });
    expect(found?.low).toBeCloseTo(mean - last * error, 10);
    expect(found?.high).toBeCloseTo(mean - fifth * error, 10);
  });

  it('of skewed values holds the true mean more often by bootstrap-t than by Student', () => {
    const random = seeded(5);
    let [student, bootstrap] = [0, 0];
    const truth = Math.exp(0.5);
    for (let sample = 0; sample < 300; sample += 1) {
      const values = Array.from({ length: 15 }, () => Math.exp(random.normal()));
      const holds = (interval: stats.Interval | null) =>
        Number(interval !== null && interval.low <= truth && truth <= interval.high);
      student += holds(studentInterval(moments(values)));
      bootstrap += holds(bootstrapT(values, { resamples: 399, seed: sample }));
    }
    expect(student / 300).toBeLessThan(0.9);
    expect(bootstrap / 300).toBeGreaterThan(0.9);
  });

  it('by bootstrap-t has none of few values or of equal ones', () => {
    expect(bootstrapT([1, 2, 3, 4])).toBeNull();
    expect(bootstrapT([1, 1, 1, 1, 2, 2])).toBeNull();
    expect(bootstrapT([1, 1, 2, 2, 3], { resamples: 99 })).not.toBeNull();
    for (const resamples of [98, 99.5]) {
      expect(() => bootstrapT([1, 2, 3, 4, 5], { resamples })).toThrow(OptionsError);
    }
  });
});
