import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stats } from 'tally';

/** Remission under 6-mercaptopurine in weeks, + censored (Freireich et al. 1963): the example of textbooks. */
const WEEKS = '6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+';
const durations = (text: string): stats.Duration[] =>
  text.split(' ').map((time) => ({ time: Number.parseInt(time, 10), event: !time.endsWith('+') }));

describe('the Kaplan-Meier estimate', () => {
  it('gives what textbooks print', () => {
    const steps = stats.kaplanMeier(durations(WEEKS));
    expect(
      steps.map(({ time, atRisk, events, happened }) => [time, atRisk, events, (1 - happened).toFixed(3)]),
    ).toEqual([
      [6, 21, 3, '0.857'],
      [7, 17, 1, '0.807'],
      [10, 15, 1, '0.753'],
      [13, 12, 1, '0.690'],
      [16, 11, 1, '0.627'],
      [22, 7, 1, '0.538'],
      [23, 6, 1, '0.448'],
    ]);
    // R's survfit with conf.type = "log-log": 0.620 to 0.952 at six weeks, 0.188 to 0.680 at 23.
    expect(steps[0]?.interval?.low).toBeCloseTo(1 - 0.9516, 3);
    expect(steps[0]?.interval?.high).toBeCloseTo(1 - 0.6197, 3);
    expect(steps.at(-1)?.interval?.low).toBeCloseTo(1 - 0.6801, 3);
    expect(steps.at(-1)?.interval?.high).toBeCloseTo(1 - 0.1881, 3);
    expect(stats.timeOfShare(steps, 0.5)).toBe(23);
    expect(stats.timeOfShare(steps, 0.6)).toBeNull();
  });

  it('is the plain share where nobody is censored, and has no interval where all are done', () => {
    const steps = stats.kaplanMeier([
      { time: 0, event: true, count: 2 },
      { time: 3, event: true, count: 2 },
    ]);
    expect(steps).toMatchObject([
      { time: 0, atRisk: 4, events: 2, happened: 0.5 },
      { time: 3, atRisk: 2, events: 2, happened: 1, interval: null },
    ]);
    expect(stats.timeOfShare(steps, 0.5)).toBe(0);
  });

  it('keeps who is censored on a day at risk on that day', () => {
    const [step] = stats.kaplanMeier(durations('5 5+'));
    expect(step).toMatchObject({ atRisk: 2, happened: 0.5 });
    expect(stats.kaplanMeier(durations('5+ 7+'))).toEqual([]);
  });

  it('refuses a negative time', () => {
    expect(() => stats.kaplanMeier([{ time: -1, event: true }])).toThrow(/must not be negative: -1/);
    expect(() => stats.kaplanMeier([{ time: NaN, event: true }])).toThrow(/negative/);
  });

  it('counts as if written out, in any order', () => {
    const unit = fc.record({ time: fc.nat(6), event: fc.boolean(), count: fc.integer({ min: 1, max: 3 }) });
    fc.assert(
      fc.property(fc.array(unit), (units) => {
        const written = units
          .flatMap(({ count, ...one }) => Array.from({ length: count }, () => one))
          .reverse();
        const steps = stats.kaplanMeier(units);
        expect(stats.kaplanMeier(written)).toEqual(steps);
        for (const { happened, interval } of steps) {
          if (interval === null) continue;
          expect(interval.low).toBeLessThanOrEqual(happened);
          expect(interval.high).toBeGreaterThanOrEqual(happened);
        }
      }),
    );
  });
});
