import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wilson } from 'tally';
// Not part of the library's surface: verdicts are made inside.
import {
  apart,
  estimateOf,
  exact,
  judgeEvents,
  percentOf,
  usersCompared,
  type Compared,
} from '../../../../../lib/src/claims/ledger/events/evidence.js';

const definition = 'a / b';
const sample = { whole: false, users: 1000 };
const whole = { whole: true, users: 1000 };
const verdict = (file: typeof sample, compared: Compared) =>
  judgeEvents(file, { computed: {}, compared: { a: compared }, definition }).verdict;

describe('a published figure beside a sample', () => {
  // The standard error of a share of 0.5 among 1,000 is 1.58 percent.
  it.each([
    ['47.0', 'confirmed'],
    ['46.8', 'untestable'],
    ['45.0', 'untestable'],
    ['44.7', 'contradicted'],
    ['55.4', 'contradicted'],
  ])('of 50 percent of 1,000 users: %s is %s', (figure, expected) => {
    expect(verdict(sample, { estimate: percentOf(500, 1000), figure })).toBe(expected);
  });

  it('leaves its printed digits open: 44 may be 44.5', () => {
    // 44.5 is 3.50 standard errors away from 50; 44.9 would be 3.24.
    expect(verdict(sample, { estimate: percentOf(500, 1000), figure: '44' })).toBe('contradicted');
    expect(verdict(sample, { estimate: percentOf(500, 1000), figure: { about: 44, within: 0.9 } })).toBe(
      'untestable',
    );
    expect(verdict(sample, { estimate: percentOf(470, 1000), figure: { above: 49 } })).toBe('confirmed');
    expect(verdict(sample, { estimate: percentOf(400, 1000), figure: { above: 49 } })).toBe('contradicted');
  });

  it('agrees exactly where it lies in the interval of Wilson', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999 }), fc.integer({ min: 1, max: 99_999 }), (k, thousandths) => {
        const interval = wilson(k, 1000);
        const share = thousandths / 100_000;
        const inside = interval !== null && share >= interval.low && share <= interval.high;
        const figure = { about: 100 * share, within: 0 };
        expect(verdict(sample, { estimate: percentOf(k, 1000), figure }) === 'confirmed').toBe(inside);
      }),
    );
  });

  it('never agrees with fewer than a hundred users, but can still be contradicted', () => {
    const few = { whole: false, users: 99 };
    expect(verdict(few, { estimate: percentOf(50, 99), figure: '50' })).toBe('untestable');
    expect(verdict(few, { estimate: percentOf(50, 99), figure: '5' })).toBe('contradicted');
  });

  it('says nothing where there is no value or no interval', () => {
    expect(verdict(sample, { estimate: percentOf(0, 0), figure: '50' })).toBe('untestable');
    expect(verdict(sample, { estimate: estimateOf(3, null), figure: '3' })).toBe('untestable');
    expect(verdict(sample, { estimate: estimateOf(null, null), figure: '3' })).toBe('untestable');
  });

  it('is measured by the interval of a mean', () => {
    const estimate = estimateOf(0.03, { low: 0.01, high: 0.05 }, 100);
    expect(estimate).toMatchObject({ value: 3, interval: { low: 1, high: 5 } });
    expect(verdict(sample, { estimate, figure: '5.0' })).toBe('confirmed');
    expect(verdict(sample, { estimate, figure: '5.2' })).toBe('untestable');
    expect(verdict(sample, { estimate, figure: '7.0' })).toBe('contradicted');
  });
});

describe('a published figure beside the whole file', () => {
  it('must be the computed one, as far as it is printed', () => {
    expect(verdict(whole, { estimate: percentOf(500, 1000), figure: '50' })).toBe('confirmed');
    expect(verdict(whole, { estimate: percentOf(506, 1000), figure: '50' })).toBe('contradicted');
    expect(verdict(whole, exact(672_404, '672404'))).toBe('confirmed');
    expect(verdict(whole, exact(672_405, '672404'))).toBe('contradicted');
    expect(verdict(whole, exact(null, '672404'))).toBe('contradicted');
  });
});

describe('judging by events', () => {
  const near = { estimate: percentOf(500, 1000), figure: '46.5' };
  const far = { estimate: percentOf(500, 1000), figure: '10' };
  const right = { estimate: percentOf(500, 1000), figure: '50' };

  it('shows values with their intervals, those of the whole file without', () => {
    expect(judgeEvents(sample, { computed: { b: 1 }, compared: { a: right }, definition }).computed).toEqual({
      a: 50,
      a_95: '46.9 to 53.1',
      b: 1,
    });
    expect(judgeEvents(whole, { computed: {}, compared: { a: right }, definition }).computed).toEqual({
      a: 50,
    });
  });

  it('names what there are too few users to tell', () => {
    const finding = judgeEvents(sample, {
      computed: {},
      compared: { a: near, b: right },
      definition,
      note: 'Well.',
    });
    expect(finding.verdict).toBe('untestable');
    expect(finding.note).toBe(
      'Well. Too few users to tell: a: published 46.5, here 50 (95 percent: 46.9 to 53.1).',
    );
  });

  it('contradicts for one figure or for the words, whatever the others leave open', () => {
    const off = judgeEvents(sample, {
      computed: {},
      compared: { a: near, b: far },
      doubts: ['Hm.'],
      definition,
    });
    expect(off).toMatchObject({ verdict: 'contradicted', note: 'b: published 10, computed 50' });
    expect(
      judgeEvents(sample, { computed: {}, compared: { a: near }, words: false, definition }).verdict,
    ).toBe('contradicted');
  });

  it('is untestable for a doubt alone, and otherwise as every other finding', () => {
    expect(judgeEvents(sample, { computed: {}, doubts: ['Hm.'], definition })).toMatchObject({
      verdict: 'untestable',
      note: 'Hm.',
    });
    const sound = { computed: {}, compared: { a: right }, definition };
    expect(judgeEvents(sample, { ...sound, onlyAsDefined: true }).verdict).toBe('confirmed-as-defined');
    expect(judgeEvents(sample, { ...sound, concludes: false }).verdict).toBe('unsupported');
  });

  it('compares counts of the whole file, and shares of all users of a part', () => {
    expect(usersCompared(whole, 4000, { bought: [10, 2000] })).toMatchObject({
      bought: { estimate: { value: 10 }, figure: '2000' },
    });
    expect(usersCompared(sample, 4000, { bought: [480, 2000] })).toMatchObject({
      percent_bought: { estimate: { value: 48 }, figure: '50.000' },
    });
  });

  it('tells two values apart only beyond chance', () => {
    const at = (value: number) => estimateOf(value, { low: value - 1.96, high: value + 1.96 });
    // Each has an error of 1, their difference one of 1.41; 3.29 of these are 4.65.
    expect(apart(at(10), at(14.6))).toBe(false);
    expect(apart(at(10), at(14.7))).toBe(true);
    expect(apart(at(10), estimateOf(null, null))).toBe(false);
  });
});
