import { expect, it } from 'vitest';
import { judge, side, stats } from 'tally';

const TEXT = '{gap, select, above {More} below {Fewer} null {Nothing to compare} other {As many}}.';
const worded = (interval: { low: number; high: number } | null, value?: number) =>
  judge(TEXT, { gap: side(interval, value) }, ({ gap }) => gap !== 'across', {
    expected: ['holds', 'undefined'],
  });

it('words a sentence by where an interval lies', () => {
  const gap = stats.differenceOfShares({ k: 56, n: 70 }, { k: 48, n: 80 })?.interval ?? null;
  expect(worded(gap)).toMatchObject({ text: { en: 'More.' }, verdict: 'holds', expected: 'holds', ok: true });
  expect(worded({ low: -3, high: -1 }).text.en).toBe('Fewer.');
  expect(worded({ low: 0.5, high: 0.9 }, 1).text.en).toBe('Fewer.');
  expect(worded({ low: 0, high: 1 }).text.en).toBe('As many.');
});

it('is undefined without an interval, which a notebook may accept', () => {
  expect(worded(null)).toMatchObject({
    ...{ text: { en: 'Nothing to compare.' }, verdict: 'undefined', expected: 'undefined', ok: true },
  });
});

it('does not accept a verdict that is not among the expected', () => {
  expect(worded({ low: -1, high: 1 })).toMatchObject({ verdict: 'fails', expected: 'holds', ok: false });
});
