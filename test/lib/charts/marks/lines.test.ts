import { describe, expect, it } from 'vitest';
import { chart, column } from 'tally';
import { layout, n, named, parts, traces } from './drawn.js';
import { resultOf } from './result-of.js';
import { SAMPLES } from './samples.js';

const at = column.count({ en: 'At', zh: '位置' });
const of = column.text({ en: 'Of', zh: '属于' });

describe('lines', () => {
  it('over a logarithmic axis keep its numbers, in their order, and a single point is told as one', () => {
    const rows = resultOf({ at, of, n }, [
      { at: 1000, of: 'a', n: 2 },
      { at: 2_000_000, of: 'b', n: 1 },
      { at: 10, of: 'a', n: 3 },
    ]);
    const drawn = chart.line(rows, { x: 'at', y: 'n', color: 'of', log: 'x' });
    expect(layout(drawn)['xaxis']).toMatchObject({
      type: 'log',
      tickvals: [10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000],
    });
    expect(traces(drawn)).toMatchObject([
      { x: [10, 1000], y: [3, 2] },
      { x: [2_000_000], y: [1] },
    ]);
    expect(drawn.alt).toBe(
      'Line chart: Title; a from 3 at 10 to 2 at 1,000, highest 3 at 10; b with 1 at 2,000,000.',
    );
  });

  it('over dates name them level, with the year below where it changes', () => {
    const rows = ['2017-12-30', '2017-12-31', '2018-01-01'].map((day, index) => ({ day, n: index + 1 }));
    const schema = { day: column.date('Day'), n };
    const axisIn = (locale: 'en' | 'zh') =>
      layout(chart.line(resultOf(schema, rows, { locale }), { x: 'day', y: 'n' }))['xaxis'];
    expect(axisIn('en')).toMatchObject({
      tickangle: 0,
      ticktext: ['Dec 30<br>2017', 'Dec 31', 'Jan 1<br>2018'],
    });
    expect(axisIn('zh')).toMatchObject({
      tickangle: 0,
      ticktext: ['12-30<br>2017', '12-31', '01-01<br>2018'],
    });
    const many = Array.from({ length: 20 }, (_, index) => ({
      day: new Date(Date.UTC(2017, 10, 1 + index)).toISOString().slice(0, 10),
      n: index,
    }));
    expect(layout(chart.line(resultOf(schema, many), { x: 'day', y: 'n' }))['xaxis']).toMatchObject({
      tickangle: 0,
      tickformat: '%b %-d\n%Y',
    });
  });

  it('are named at their ends where the names fit, in a legend where they do not', () => {
    const ends = layout(SAMPLES['line-named-at-ends']?.('en'));
    expect(ends['annotations']).toMatchObject([{ text: 'Rural' }, { text: 'Suburban' }, { text: 'Urban' }]);
    expect(ends['showlegend']).not.toBe(true);
    const legend = layout(SAMPLES['line-with-legend']?.('en'));
    expect(legend).toMatchObject({ annotations: [], showlegend: true });
  });

  it('without a part at a place are whole without it: ranks that nothing cuts', () => {
    const rows = [4, 1, 2].map((place) => ({ at: place, n: 8 / place }));
    const whole = chart.line(resultOf({ at, n }, rows), { step: true });
    expect(traces(whole)).toMatchObject([{ x: [1, 2, 4], y: [8, 4, 2] }]);
    expect(layout(whole)['shapes']).toEqual([]);
  });

  it('have a gap at a null, and none where no row is', () => {
    expect(
      traces(
        chart.line(
          named([
            ['a', 1],
            ['b', null],
            ['c', 3],
          ]),
        ),
      )[0],
    ).toMatchObject({ y: [1, null, 3], connectgaps: false });
    const some = parts([
      ['a', 'x', 1],
      ['b', 'y', 2],
      ['c', 'x', 3],
    ]);
    expect(traces(chart.line(some, { x: 'name', color: 'part' })).map(({ y }) => y)).toEqual([[1, 3], [2]]);
  });

  it('have as many decimals on a logarithmic axis as each tick needs', () => {
    const tiny = (kind: typeof column.percent | typeof column.decimal) =>
      resultOf(
        { at: column.count('orders'), x: kind('share') },
        [0.0002, 0.03, 0.9].map((x, at) => ({ at, x })),
      );
    const format = (result: ReturnType<typeof tiny>) =>
      layout(chart.line(result, { x: 'at', y: 'x', log: 'y' }))['yaxis'];
    // d3 writes 0.001 and 0.1% with these, where one number of decimals would write 0.0 or 1.0000.
    expect(format(tiny(column.decimal))).toMatchObject({ type: 'log', tickformat: ',' });
    expect(format(tiny(column.percent))).toMatchObject({ type: 'log', tickformat: '~%' });
  });

  it('refuse a logarithm of nothing', () => {
    const rows = resultOf({ at: column.count('days'), n }, [
      { at: 0, n: 1 },
      { at: 10, n: 2 },
    ]);
    expect(() => chart.line(rows, { x: 'at', y: 'n', log: 'x' })).toThrow(/needs values above 0/);
    expect(() => chart.line(named([['a', 1]]), { x: 'name', log: 'x' })).toThrow(/must be a number/);
  });

  it('are parted where a reference says so', () => {
    const drawn = SAMPLES['ranks']?.('en');
    expect(drawn && traces(drawn)).toMatchObject([
      { x: [200, 500, 757] },
      { x: [1, 2, 3, 5, 10, 30, 90, 200] },
    ]);
  });

  it('write dates in digits in Chinese', () => {
    const drawn = SAMPLES['line-named-at-ends']?.('zh');
    expect(drawn && layout(drawn)['xaxis']).toMatchObject({ tickformat: '%m-%d\n%Y' });
  });
});

describe('the text of a point', () => {
  it('stands where there is room: beside a point near the floor, below a high one', () => {
    const share = column.percent('share');
    const rows = [0, 0.5, 1].map((at) => ({ at, share: at ** 2 }));
    const placed = (x: number, y: number) => {
      const drawn = chart.line(resultOf({ at: column.percent('shareOfUsers'), share }, rows), {
        diagonal: true,
        reference: { x, y, text: 'here' },
      });
      const [text] = layout(drawn)['annotations'] as unknown as readonly Readonly<Record<string, number>>[];
      return { across: text?.['ax'] ?? NaN, down: text?.['ay'] ?? NaN };
    };
    expect(placed(0.9, 0.2).across).toBeLessThan(-60);
    expect(placed(0.9, 0.2).down).toBeLessThan(0);
    expect(placed(0.9, 0.6).down).toBeGreaterThan(0);
    expect(placed(0.2, 0.05).across).toBeGreaterThan(60);
  });
});
