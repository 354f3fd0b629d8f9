import { describe, expect, it } from 'vitest';
import { chart, column } from 'tally';
import { layout, n, parts, traces } from './drawn.js';
import { resultOf } from './result-of.js';

describe('heat maps', () => {
  const rows = parts([
    ['a', 'x', 5],
    ['a', 'y', 1],
    ['b', 'y', 4],
  ]);
  const marked = (limit: number) =>
    chart.heatmap(rows, {
      y: 'name',
      x: 'part',
      mark: { when: (row) => (row.n ?? 0) > limit, note: 'much', none: 'nothing much' },
    });

  it('leave cells without a value white, and mark those they are told to', () => {
    expect(traces(marked(3))[0]).toMatchObject({
      z: [
        [5, 1],
        [null, 4],
      ],
    });
    expect(traces(marked(3))[1]).toMatchObject({ text: ['5*', '1', '4*'] });
    expect(marked(3).alt).toContain('; 1 empty cell; * much (2 cells).');
    expect(layout(marked(3))['title']).toMatchObject({ subtitle: { text: '* much (2 cells)' } });
    expect(marked(9).alt).toContain('; nothing much.');
    expect(traces(marked(9))[1]).toMatchObject({ text: ['5', '1', '4'] });
    expect(layout(marked(9))['title']).toMatchObject({ subtitle: { text: 'nothing much' } });
  });

  it('write white on dark and black on light cells', () => {
    expect(traces(marked(3))[1]).toMatchObject({ textfont: { color: ['#ffffff', '#000000', '#ffffff'] } });
  });

  it('are only as loud as their values, where they are told what is much', () => {
    const map = (n: number) => traces(chart.heatmap(parts([['a', 'x', n]]), { diverging: 1, reach: 4 }))[0];
    expect(map(2)).toMatchObject({ zmin: -3, zmax: 5 });
    expect(map(8)).toMatchObject({ zmin: -6, zmax: 8 });
    const [cells] = traces(
      chart.heatmap(
        parts([
          ['a', 'x', 5],
          ['a', 'y', 2],
        ]),
        { diverging: 4 },
      ),
    );
    expect(cells).toMatchObject({ zmin: 2, zmax: 6 });
  });

  it('of equal shares have no color for shares that cannot be', () => {
    const shares = { name: column.text('group'), part: column.text('city'), share: column.percent('share') };
    const range = (share: number) => {
      const rows = ['a', 'b'].map((name) => ({ name, part: 'x', share }));
      const { zmin, zmax } = traces(chart.heatmap(resultOf(shares, rows)))[0] ?? {};
      return [zmin, zmax];
    };
    expect([range(0), range(1), range(0.75)]).toEqual([
      [0, 0.5],
      [0.5, 1],
      [0.25, 1],
    ]);
    // Rates above 1, and changes below 0, are no shares.
    expect([range(2), range(-0.25)]).toEqual([
      [1.5, 2.5],
      [-0.75, 0.25],
    ]);
  });

  it('of a week have all 168 cells, Monday first', () => {
    const hours = { weekday: column.count('days'), hour: column.count('hours'), n };
    const week = (weekday: number) =>
      chart.heatmap(resultOf(hours, [{ weekday, hour: 5, n: 7 }]), {
        x: 'hour',
        y: 'weekday',
        value: 'n',
        week: true,
      });
    const z = traces(week(7))[0]?.['z'] as readonly (readonly (number | null)[])[];
    expect(z.map((line) => line.length)).toEqual([24, 24, 24, 24, 24, 24, 24]);
    expect(z[6]?.[5]).toBe(7);
    expect(() => week(0)).toThrow(/weekdays 1 to 7/);
  });
});
