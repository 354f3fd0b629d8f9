import { describe, expect, it } from 'vitest';
import { chart, column } from 'tally';
import { layout, name, named, part, parts, traces, type Trace } from './drawn.js';
import { resultOf } from './result-of.js';
import { sizes } from './sample-segments.js';

describe('bars', () => {
  it('lie where y is of names and stand where x is', () => {
    const rows = named([
      ['a', 3],
      ['b', null],
    ]);
    expect(traces(chart.bar(rows, { y: 'name' }))[0]).toMatchObject({
      orientation: 'h',
      x: [3, 0],
      text: ['3', 'n/a'],
    });
    expect(traces(chart.bar(rows, { x: 'name' }))[0]).toMatchObject({ orientation: 'v', y: [3, 0] });
    expect(() => chart.bar(rows, { x: 'name', y: 'name' })).toThrow(/one of x and y must be numeric/);
  });

  it('are sorted and cut, and say so', () => {
    const drawn = chart.bar(
      named([
        ['a', 3],
        ['b', 9],
        ['c', null],
        ['d', 5],
      ]),
      { sort: 'descending', limit: 2 },
    );
    expect(traces(drawn)[0]).toMatchObject({ x: [9, 5] });
    expect(layout(drawn)['yaxis']).toMatchObject({ ticktext: ['b', 'd'] });
    expect(drawn.alt).toBe('Bar chart: Title; b 9, d 5; 2 of 4 shown.');
  });

  it('fill 100% as shares and keep their counts as text', () => {
    const rows = parts([
      ['a', 'x', 30],
      ['a', 'y', 10],
      ['b', 'x', 0],
    ]);
    const drawn = chart.bar(rows, { y: 'name', color: 'part', layout: 'share' });
    expect(traces(drawn)[0]).toMatchObject({ name: 'x', x: [0.75, null], text: ['30', '0'] });
    expect(traces(drawn)[1]).toMatchObject({ name: 'y', x: [0.25, null], text: ['10', ''] });
    // The legend stands right of the plot.
    expect(layout(drawn)['legend']).toMatchObject({ x: 1.02, xanchor: 'left' });
    expect(() =>
      chart.bar(
        parts([
          ['a', 'x', -1],
          ['a', 'y', 1],
        ]),
        { y: 'name', color: 'part', layout: 'stack' },
      ),
    ).toThrow(/"a, x" is -1/);
  });

  it('have an outline where they are too short to be seen, and none where there is nothing', () => {
    const drawn = chart.bar(
      named([
        ['a', 100_000],
        ['b', 3],
        ['c', 0],
      ]),
    );
    expect(traces(drawn)[0]?.['marker']).toMatchObject({ line: { width: [0, 2, 0] } });
  });

  it('accumulate from the largest down', () => {
    const drawn = chart.bar(
      named([
        ['c', 10],
        ['a', 60],
        ['none', null],
        ['b', 30],
      ]),
      { cumulative: true },
    );
    expect(traces(drawn)[0]).toMatchObject({ y: [60, 30, 10] });
    expect(traces(drawn)[1]).toMatchObject({ y: [0.6, 0.9, 1], yaxis: 'y2' });
    expect(layout(drawn)['yaxis2']).toMatchObject({ tickformat: '.0%', dtick: 0.2 });
    expect(drawn.alt).toBe('Pareto chart: Title; largest a with 60; the first 2 of 3 reach 90.0%.');
  });

  it('draw intervals only where all of them start at zero', () => {
    const share = column.percent('share', { interval: 'range' });
    const ranged = resultOf({ name, part, share, range: column.interval('percent') }, [
      { name: 'North', part: 'old', share: 0.4, range: { low: 0.3, high: 0.5 } },
      { name: 'North', part: 'new', share: 0.6, range: { low: 0.5, high: 0.7 } },
    ]);
    const drawn = (layout: 'group' | 'stack' | 'share') =>
      traces(chart.bar(ranged, { x: 'share', y: 'name', color: 'part', layout }));
    const hasEnds = (trace: Trace) => trace['error_x'] !== undefined;
    expect(drawn('group').every(hasEnds)).toBe(true);
    expect([...drawn('stack'), ...drawn('share')].some(hasEnds)).toBe(false);
  });

  it('take the colors of their categories, and carry count and share', () => {
    const [trace] = traces(chart(sizes('en').head(2)));
    expect(trace).toMatchObject({
      marker: { color: ['#0072b2', '#d55e00'] },
      text: ['5.8% (58)', '8.0% (80)'],
    });
  });

  it('write money in the currency of the session', () => {
    const rows = resultOf({ name, sum: column.money('revenue', { digits: 0 }) }, [{ name: 'a', sum: 1200 }], {
      currency: 'EUR',
    });
    expect(traces(chart(rows))[0]).toMatchObject({ text: ['€1,200'] });
    expect(layout(chart(rows))['xaxis']).toMatchObject({ tickprefix: '€', title: { text: 'Revenue' } });
  });
});
