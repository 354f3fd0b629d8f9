import { describe, expect, it } from 'vitest';
import { chart, column } from 'tally';
import { layout, name, named, traces } from './drawn.js';
import { resultOf } from './result-of.js';

describe('ranges', () => {
  const ends = { name, low: column.count('min'), high: column.count('max') };
  const rows = (low: number, high: number) => resultOf(ends, [{ name: 'a', low, high }]);

  it('go from low to high', () => {
    expect(traces(chart(rows(5, 9)))[0]).toBeDefined();
    expect(traces(chart.range(rows(5, 9)))[0]).toMatchObject({ x: [5, 9] });
    expect(() => chart.range(rows(9, 5))).toThrow(/"a" ends at 5, below its start at 9/);
    const beyond = resultOf({ ...ends, far: column.count('users') }, [
      { name: 'a', low: 5, high: 9, far: 60 },
    ]);
    const drawn = layout(chart.range(beyond, { low: 'low', high: 'high', marks: ['far'] }));
    const [low, high] = drawn['xaxis']?.['range'] as [number, number];
    expect(low).toBeLessThan(5);
    expect(high).toBeGreaterThan(60);
    expect(() =>
      chart.range(rows(5, 9), {
        low: 'low',
        high: 'high',
        marks: Array.from({ length: 7 }, () => 'low' as const),
      }),
    ).toThrow(/7 marks are too many; give at most 6/);
  });

  it('need an interval', () => {
    expect(() => chart.range(named([['a', 1]]))).toThrow(/has no interval/);
  });
});

it('a ring leaves out a part without a value', () => {
  const rows = named([
    ['a', 1],
    ['b', null],
    ['c', 3],
  ]);
  expect(traces(chart.ring(rows))[0]).toMatchObject({ labels: ['a', 'c'], text: ['25.0%', '75.0%'] });
});

it('a funnel gives both shares, and none of nothing', () => {
  const drawn = chart.funnel(
    named([
      ['a', 200],
      ['b', 50],
      ['c', 0],
      ['d', 0],
    ]),
  );
  expect(traces(drawn)[0]).toMatchObject({
    text: ['200', '50 (25.0%; 25.0%)', '0 (0.0%; 0.0%)', '0 (0.0%; n/a)'],
  });
});
