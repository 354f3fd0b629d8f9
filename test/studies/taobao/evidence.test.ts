import { describe, expect, it } from 'vitest';
import { judgeSample, known, shareOf, type Compared } from 'tally/claims';
// Not part of the package's surface: verdicts are made inside.
import { exact, share, usersCompared } from '../../../studies/src/taobao/evidence.js';

const definition = 'a / b';
const sample = { whole: false, users: 1000 };
const whole = { whole: true, users: 1000 };
const verdict = (file: typeof sample, compared: Compared) =>
  judgeSample(file, { computed: {}, compared: { a: compared }, definition }).verdict;

describe('a published percentage beside a sample', () => {
  // Of 1,000 users 50 percent: Wilson's interval is 46.9 to 53.1, the exact one for 1 in 10,000 43.8 to 56.2.
  it.each([
    ['50', 'confirmed'],
    ['48.2', 'confirmed'],
    ['48.0', 'untestable'],
    ['44.5', 'untestable'],
    ['43.5', 'contradicted'],
    ['57', 'contradicted'],
  ])('of 50 percent of 1,000 users: %s is %s', (figure, expected) => {
    expect(verdict(sample, share(500, 1000, figure))).toBe(expected);
  });

  it('is not confirmed by failing to contradict it: 56 to 73 percent confirm nothing at 68.3', () => {
    expect(verdict({ whole: false, users: 113 }, share(73, 113, '68.3'))).toBe('untestable');
    expect(verdict({ whole: false, users: 5 }, share(3, 5, '60'))).toBe('untestable');
    expect(verdict({ whole: false, users: 40 }, share(20, 40, '5'))).toBe('contradicted');
  });

  it('near 0 has a margin of a quarter of it, but at least one point', () => {
    expect(verdict(sample, share(100, 1000, '10'))).toBe('confirmed');
    expect(verdict(sample, share(100, 1000, '8.6'))).toBe('untestable');
    expect(verdict({ ...sample, users: 5000 }, share(100, 5000, '2.0'))).toBe('confirmed');
    expect(verdict({ ...sample, users: 500 }, share(10, 500, '2.0'))).toBe('untestable');
  });

  it('with one bound is confirmed above it and contradicted below', () => {
    expect(verdict(sample, share(500, 1000, { above: 46 }))).toBe('confirmed');
    expect(verdict(sample, share(500, 1000, { above: 48 }))).toBe('untestable');
    expect(verdict(sample, share(500, 1000, { above: 57 }))).toBe('contradicted');
    expect(verdict(sample, share(500, 1000, { below: 43 }))).toBe('contradicted');
  });

  it('says nothing where there is no value or no interval', () => {
    expect(verdict(sample, share(0, 0, '50'))).toBe('untestable');
    expect(verdict(sample, { estimate: known(3, 12), figure: '3', kind: 'number' })).toBe('untestable');
    expect(verdict(sample, { estimate: known(null), figure: '3', kind: 'number' })).toBe('untestable');
  });
});

describe('a published figure beside the whole file', () => {
  it('must be the computed one, as far as it is printed', () => {
    expect(verdict(whole, share(500, 1000, '50'))).toBe('confirmed');
    expect(verdict(whole, share(506, 1000, '50'))).toBe('contradicted');
    expect(verdict(whole, exact(672_404, '672404'))).toBe('confirmed');
    expect(verdict(whole, exact(672_405, '672404'))).toBe('contradicted');
    expect(verdict(whole, exact(null, '672404'))).toBe('contradicted');
  });
});

describe('judging a sample', () => {
  const near = share(500, 1000, '46.5');
  const far = share(500, 1000, '10');
  const right = share(500, 1000, '50');

  it('shows values with their intervals, those of the whole file without', () => {
    expect(judgeSample(sample, { computed: { b: 1 }, compared: { a: right }, definition }).computed).toEqual({
      a: 50,
      a_95: '46.9 to 53.1',
      b: 1,
    });
    expect(judgeSample(whole, { computed: {}, compared: { a: right }, definition }).computed).toEqual({
      a: 50,
    });
  });

  it('says within which margin a figure is confirmed, and of how many users', () => {
    const found = judgeSample(sample, { computed: {}, compared: { a: right }, definition, note: 'Well.' });
    expect(found).toMatchObject({
      verdict: 'confirmed',
      note: 'Well. Confirmed within a margin: a 45.0 to 55.0 (1,000 users).',
    });
  });

  it('names what there are too few users to tell, the first three', () => {
    const compared = { a: near, b: right };
    expect(judgeSample(sample, { computed: {}, compared, definition, note: 'Well.' })).toMatchObject({
      verdict: 'untestable',
      note: 'Well. Too few users to tell: a: published 46.5, here 50 (95 percent: 46.9 to 53.1, 1,000 users).',
    });
    const tests = Object.fromEntries(
      [1, 2, 3, 4, 5].map((n) => [`lead_${n}`, share(50, 100, { above: 50 })]),
    );
    const { note } = judgeSample(sample, { computed: {}, tests, definition });
    expect(note).toMatch(
      /lead_3: required > 50, here 50 \(95 percent: 40 to 60, 100 users\)\. And 2 more\.$/,
    );
  });

  it('contradicts for one figure, one comparison or the words, whatever the others leave open', () => {
    const off = judgeSample(sample, {
      computed: {},
      compared: { a: near, b: far },
      doubts: ['Hm.'],
      definition,
    });
    expect(off.verdict).toBe('contradicted');
    expect(off.note).toMatch(
      /^Beyond chance: b: published 10, here 50 \(99\.995 percent: 4\d to 5\d, 1,000 users\)\.$/,
    );
    const tests = { lead: share(20, 100, { above: 50 }) };
    expect(judgeSample(sample, { computed: {}, compared: { a: near }, tests, definition }).verdict).toBe(
      'contradicted',
    );
    const words = { computed: {}, compared: { a: near }, words: false, definition };
    expect(judgeSample(sample, words).verdict).toBe('contradicted');
  });

  it('shares the chance of a false contradiction between its comparisons', () => {
    const one = { a: share(500, 1000, '43.6') };
    expect(judgeSample(sample, { computed: {}, compared: one, definition }).verdict).toBe('contradicted');
    const tests = Object.fromEntries(
      Array.from({ length: 23 }, (_, n) => [`t${n}`, share(90, 100, { above: 50 })]),
    );
    expect(judgeSample(sample, { computed: {}, compared: one, tests, definition }).verdict).toBe(
      'untestable',
    );
  });

  it('is untestable for a doubt alone, and otherwise as every other claim', () => {
    expect(judgeSample(sample, { computed: {}, doubts: ['Hm.'], definition })).toMatchObject({
      verdict: 'untestable',
      note: 'Hm.',
    });
    const sound = { computed: {}, compared: { a: right }, definition };
    expect(judgeSample(sample, { ...sound, onlyAsDefined: true }).verdict).toBe('confirmed-as-defined');
    expect(judgeSample(sample, { ...sound, concludes: false }).verdict).toBe('unsupported');
  });

  it('shows the comparison that the whole file fails', () => {
    const tests = { lead: { estimate: known(-2), figure: { above: 0 }, kind: 'number' } } as const;
    expect(judgeSample(whole, { computed: {}, tests, definition })).toMatchObject({
      verdict: 'contradicted',
      computed: { lead: -2 },
      note: 'lead: published > 0, computed −2',
    });
  });
});

describe('published counts of users', () => {
  it('are compared with counts of the whole file, and with shares of all users of a part', () => {
    expect(usersCompared(whole, 4000, { bought: [10, 2000] })).toMatchObject({
      bought: { estimate: { value: 10 }, figure: '2000' },
    });
    expect(usersCompared(sample, 4000, { bought: [480, 2000] })).toMatchObject({
      percent_bought: { estimate: { value: shareOf(480, 1000).value }, figure: '50.000' },
    });
  });
});
