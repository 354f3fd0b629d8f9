import { describe, expect, expectTypeOf, it, vi } from 'vitest';
import { chart, column, OptionsError, type Chart, type Locale } from 'tally';
import { DISPLAY } from '../../../lib/src/core/display.js';
import { optional } from '../../../lib/src/core/column.js';
import { resultOf } from './marks/result-of.js';
import { sizes } from './marks/sample-segments.js';
import { SAMPLES } from './marks/samples.js';

type Trace = Readonly<Record<string, unknown>>;
const traces = (drawn: Chart) => drawn.figure.data as readonly Trace[];
const layout = (drawn: Chart) => drawn.figure.layout as Readonly<Record<string, Record<string, unknown>>>;

const name = column.text({ en: 'Name', zh: '名称' });
const part = column.text({ en: 'Part', zh: '部分' });
const n = optional(column.count('users'));
const named = (rows: readonly (readonly [string, number | null])[], locale: Locale = 'en') =>
  resultOf(
    { name, n },
    rows.map(([name, n]) => ({ name, n })),
    { locale },
  );
const parts = (rows: readonly (readonly [string, string, number | null])[]) =>
  resultOf(
    { name, part, n },
    rows.map(([name, part, n]) => ({ name, part, n })),
  );

describe('a chart without a mark', () => {
  it.each([
    ['bar-hint', /^Bar chart/],
    ['bar-group', /^Grouped bar chart/],
    ['bar-interval', /^Bar chart/],
    ['heatmap-regions', /^Heat map/],
    ['line-named-at-ends', /^Line chart/],
    ['line-months', /^Line chart/],
    ['box', /^Box plot/],
  ])('suits the columns of %s', (sample, kind) => {
    expect(SAMPLES[sample]?.('en').alt).toMatch(kind);
  });

  it('draws a mean with its interval as a dot, and numbers over numbers as a line', () => {
    const mean = {
      name,
      mean: column.decimal('mean', { interval: 'span' }),
      span: column.interval('decimal'),
    };
    expect(chart(resultOf(mean, [{ name: 'a', mean: 2, span: { low: 1, high: 4 } }])).alt).toBe(
      'Dot chart: Title; highest a with 2.00, lowest a with 2.00; Error bars: 95% interval.',
    );
    const pairs = resultOf(
      { age: column.count('years'), n },
      [1, 2].map((age) => ({ age, n: age * 2 })),
    );
    expect(chart(pairs).alt).toBe('Line chart: Title; from 2 at 1 to 4 at 2, highest 4 at 2.');
  });

  it('writes whole numbers as such where nothing says how', () => {
    const rows = resultOf({ name: { kind: 'text', label: 'name' }, n: { kind: 'integer', label: 'n' } }, [
      { name: 'a', n: 2 },
    ]);
    expect(chart(rows).alt).toBe('Bar chart: Title; a 2.');
  });

  it('does without a hint whose columns are gone', () => {
    expect(chart(sizes('en').select('segment', 'revenue')).alt).toContain(
      'largest Key win-back with ¥407,021',
    );
  });

  it('refuses a hint of a mark that is not there, and what has no numbers', () => {
    expect(() => chart(resultOf({ name, n }, [], { chart: { mark: 'pie' } }))).toThrow(
      /unknown mark "pie"; use one of bar/,
    );
    expect(() => chart(resultOf({ name }, [{ name: 'a' }]))).toThrow(/made-up has no numeric column/);
  });
});

const EMPTY = [
  ['no rows', []],
  [
    'nulls only',
    [
      ['a', null],
      ['b', null],
    ],
  ],
] as const;
const OF_NAMES: Readonly<Record<string, (result: ReturnType<typeof named>) => Chart>> = {
  'Bar chart': (result) => chart.bar(result),
  'Bar and line chart': (result) => chart.bar(result, { x: 'name', y: 'n', line: 'n' }),
  'Pareto chart': (result) => chart.bar(result, { cumulative: true }),
  'Line chart': (result) => chart.line(result),
  'Heat map': (result) => chart.heatmap(result.with({ part: [part, () => 'p'] })),
  'Range chart': (result) => chart.range(result, { low: 'n', high: 'n' }),
  Funnel: (result) => chart.funnel(result),
  'Donut chart': (result) => chart.ring(result),
};

describe.each(Object.entries(OF_NAMES))('%s', (kind, draw) => {
  it.each(EMPTY)('of %s says so', (_, rows) => {
    const drawn = draw(named(rows));
    expect(drawn.alt).toBe(`${kind}: Title; no data.`);
    expect(traces(drawn)).toEqual([]);
    expect(JSON.stringify(drawn.figure.layout)).toContain('"No data"');
    const zh = draw(named(rows, 'zh'));
    expect(zh.alt).toMatch(/：标题；无数据。$/);
    expect(JSON.stringify(zh.figure.layout)).toContain('"无数据"');
  });

  it('refuses two rows of one name', () => {
    expect(() =>
      draw(
        named([
          ['a', 1],
          ['a', 2],
        ]),
      ),
    ).toThrow(OptionsError);
    expect(() =>
      draw(
        named([
          ['a', 1],
          ['a', 2],
        ]),
      ),
    ).toThrow(/"(p, )?a"/);
  });
});

it('a box plot of no rows says so', () => {
  const money = column.money('revenue');
  const five = { name, min: money, q1: money, median: money, q3: money, max: money };
  expect(chart.box(resultOf(five, [])).alt).toBe('Box plot: Title; no data.');
});

it.each(['Pareto chart', 'Funnel', 'Donut chart'])('%s refuses negative values', (kind) => {
  expect(() =>
    OF_NAMES[kind]?.(
      named([
        ['a', 1],
        ['b', -2],
      ]),
    ),
  ).toThrow(/"b.*-2; it must not be negative/);
});

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

describe('lines', () => {
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

describe('a chart as an output', () => {
  it('carries figure, alternative text, name and the texts to translate', async () => {
    vi.stubEnv('NBCONVERT_TS_RUNNER', '1');
    const drawn = chart.bar(
      named([
        ['a', 1 / 3],
        ['b', 2],
      ]),
      { title: 'My {n} bars', values: { n: { raw: 2, en: '2', zh: '2' } }, name: 'mine', note: 'a note' },
    );
    const { data, metadata } = await drawn[DISPLAY]();
    expect(Object.keys(data)).toEqual(['application/vnd.plotly.v1+json', 'text/plain']);
    expect(data['text/plain']).toBe('Bar chart: My 2 bars; a 0, b 2; a note.');
    expect(metadata).toEqual({ figure: { name: 'mine', alt: drawn.alt }, texts: ['My {n} bars', 'a note'] });
    expect(JSON.stringify(data)).toContain('0.333333333333,');
    vi.unstubAllEnvs();
  });
});

it('the compiler knows the columns', () => {
  const result = sizes('en');
  expectTypeOf(chart.bar(result, { x: 'share', y: 'segment' })).toEqualTypeOf<Chart>();
  const slips = () => {
    // @ts-expect-error: no such column
    chart.bar(result, { x: 'shares', y: 'segment' });
    // @ts-expect-error: names have no height
    chart.line(result, { x: 'segment', y: 'segment' });
    // @ts-expect-error: names are no ends
    chart.range(result, { low: 'segment', high: 'users' });
    // @ts-expect-error: names have no color on a scale
    chart.heatmap(result, { value: 'segment' });
    // @ts-expect-error: no such layout
    chart.bar(result, { layout: 'pile' });
    // @ts-expect-error: not an interval
    chart.bar(result, { interval: 'share' });
  };
  expect(slips).toThrow(OptionsError);
});
