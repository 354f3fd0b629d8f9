import { describe, expect, expectTypeOf, it, vi } from 'vitest';
import { chart, column, OptionsError, type Chart } from 'tally';
import { DISPLAY } from '../../../lib/src/core/display.js';
import { name, named, n, part, traces } from './marks/drawn.js';
import { resultOf } from './marks/result-of.js';
import { sizes } from './marks/sample-segments.js';
import { SAMPLES } from './marks/samples.js';

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
  'Sankey diagram': (result) => chart.sankey(result.with({ part: [part, () => 'p'] })),
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

it.each(['Pareto chart', 'Funnel', 'Donut chart', 'Sankey diagram'])('%s refuses negative values', (kind) => {
  expect(() =>
    OF_NAMES[kind]?.(
      named([
        ['a', 1],
        ['b', -2],
      ]),
    ),
  ).toThrow(/"(p, )?b.*-2; it must not be negative/);
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
