import { Renderer } from 'plotly-static';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chart, column, open, Result, type Chart, type Schema, type Tally } from 'tally';

/** Values of one column that a chart has to stand: each by what is odd about it. */
const VALUES: Readonly<Record<string, readonly (number | null)[]>> = {
  'no row': [],
  'one row': [3],
  'one row of nothing': [0],
  'one null': [null],
  'equal values': [7, 7, 7],
  'equal values below zero': [-7, -7],
  zeros: [0, 0, 0],
  nulls: [null, null, null],
  'a null among values': [1, null, 3],
  'NaN and the infinities': [NaN, Infinity, -Infinity],
  'NaN and the infinities among values': [1, NaN, 2, Infinity, -Infinity],
  'only below zero': [-3, -1, -2],
  'both signs': [-3, 0, 2],
  huge: [1e300, 9e299, 1e299],
  'huge with both signs': [1e300, -1e300],
  'one that is huge': [1.7e308],
  tiny: [1e-300, 2e-300, 3e-300],
  'one that is tiny': [5e-324],
  'huge and tiny': [1e300, 1e-300],
  'large and hardly different': [1e15, 1e15 + 1],
};

const SCHEMA = {
  name: { kind: 'text' as const, label: 'Name' },
  other: { kind: 'text' as const, label: 'Other' },
  number: { kind: 'double' as const, label: 'Number' },
  day: { kind: 'date' as const, label: 'Day' },
  value: column.optional(column.decimal('mean', { interval: 'interval' })),
  interval: column.optional(column.interval('decimal')),
  second: column.optional(column.percent('shareOfUsers')),
  money: column.optional(column.money('revenue')),
  ...Object.fromEntries(
    (['min', 'q1', 'median', 'q3', 'max'] as const).map((name) => [
      name,
      column.optional(column.decimal(name, { hidden: true })),
    ]),
  ),
};

let tally: Tally;
let renderer: Renderer;
beforeAll(async () => {
  tally = await open({ currency: 'CNY' });
  renderer = await Renderer.create();
});
afterAll(() => {
  tally.close();
});

function resultOf(values: readonly (number | null)[]): Result {
  const rows = values.map((value, index) => ({
    name: `Name ${index}`,
    other: 'One',
    number: value ?? 0,
    day: `2024-01-0${index + 1}`,
    value,
    interval: value === null ? null : { low: value - Math.abs(value), high: value },
    second: value,
    money: value,
    ...{ min: value, q1: value, median: value, q3: value, max: value },
  }));
  return new Result<Schema>({ session: tally, name: 'tiny', title: 'Tiny', schema: SCHEMA, rows });
}

type Draw = (result: Result) => Chart;

const above = (result: Result) => result.where((row) => !(Number(row['value']) < 0));

const CHARTS: Readonly<Record<string, Draw>> = {
  'what suits it': (result) => chart(result),
  'bars that lie': (result) => chart.bar(result, { x: 'value', y: 'name', sort: 'descending' }),
  'bars that stand': (result) => chart.bar(result, { x: 'name', y: 'value' }),
  'bars of money': (result) => chart.bar(result, { x: 'money', y: 'name', interval: false }),
  'bars of shares': (result) => chart.bar(result, { x: 'second', y: 'name' }),
  'bars of two columns': (result) => chart.bar(result, { x: ['value', 'second'], y: 'name' }),
  'bars that stack': (result) =>
    chart.bar(above(result), { x: 'value', y: 'name', color: 'other', layout: 'stack' }),
  'bars of parts': (result) =>
    chart.bar(above(result), { x: 'value', y: 'name', color: 'other', layout: 'share' }),
  'bars and a line': (result) => chart.bar(result, { x: 'name', y: 'value', line: 'second' }),
  'a Pareto chart': (result) => chart.bar(above(result), { x: 'name', y: 'value', cumulative: true }),
  'a line over names': (result) => chart.line(result, { x: 'name', y: 'value' }),
  'a line over days': (result) => chart.line(result, { x: 'day', y: 'value', zero: false }),
  'a line over numbers': (result) => chart.line(once(result, 'number'), { x: 'number', y: 'value' }),
  'two lines': (result) => chart.line(result, { x: 'day', y: ['value', 'second'] }),
  'a line with a reference': (result) => chart.line(result, { x: 'day', y: 'value', reference: { y: 5 } }),
  'a line on logarithms': (result) =>
    chart.line(
      once(result, 'number').where((row) => Number(row['number']) > 1e-305),
      { x: 'number', y: 'value', log: 'xy' },
    ),
  'a Lorenz curve': (result) =>
    chart.line(once(result, 'number'), { x: 'number', y: 'second', diagonal: true }),
  'a heat map': (result) => chart.heatmap(result, { x: 'other', y: 'name', value: 'value' }),
  'a heat map of two sides': (result) =>
    chart.heatmap(result, { x: 'other', y: 'name', value: 'value', diverging: true }),
  intervals: (result) => chart.range(result, { x: 'value', y: 'name' }),
  'intervals with a reference': (result) =>
    chart.range(result, { x: 'value', y: 'name', reference: { x: 2 } }),
  ranges: (result) => chart.range(result, { y: 'name', low: 'min', high: 'max', marks: ['median'] }),
  boxes: (result) => chart.box(result, { y: 'name' }),
  'a funnel': (result) => chart.funnel(above(result), { x: 'value', y: 'name' }),
  'points over numbers': (result) => chart.scatter(result, { x: 'number', y: 'value' }),
  'points on logarithms': (result) =>
    chart.scatter(
      result.where((row) => Number(row['value']) > 1e-305 && Number.isFinite(row['value'])),
      { x: 'number', y: 'value', log: 'xy' },
    ),
  'points in quadrants': (result) =>
    chart.scatter(result, {
      ...{ x: 'number', y: 'second' },
      quadrants: { x: 2, y: 1, topLeft: 'One', topRight: 'Two', bottomLeft: 'Three', bottomRight: 'Four' },
    }),
  'points over names': (result) => chart.scatter(result, { x: 'value', y: 'other', band: 'interval' }),
  'points over names that stand': (result) => chart.scatter(result, { x: 'name', y: 'money' }),
  'a tree': (result) =>
    chart.tree(
      result.with({
        above: [column.optional(column.text('Above')), (row) => (row['name'] === 'Name 0' ? null : 'Name 0')],
      }) as Result,
      { node: 'name', parent: 'above', text: ['value', 'second'], color: 'value' },
    ),
  'a ring': (result) => chart.ring(above(result), { value: 'value', color: 'name' }),
};

/** The first row of each value of a column. */
const once = (result: Result, name: string): Result => {
  const seen = new Set<unknown>();
  return result.where((row) => !seen.has(row[name]) && Boolean(seen.add(row[name])));
};

describe.each(Object.keys(CHARTS))('%s', (name) => {
  it.each(Object.keys(VALUES))('of %s', async (odd) => {
    const drawn = CHARTS[name]?.(resultOf(VALUES[odd] ?? []));
    const { figure, alt } = drawn ?? { figure: { data: [], layout: {} }, alt: '' };
    expect(alt).not.toMatch(/NaN|undefined|Infinity|∞/);
    expect(JSON.stringify(figure)).not.toMatch(/NaN|undefined|Infinity|∞/);
    expect(rangesOf(figure.layout).filter((range) => !isSound(range))).toEqual([]);
    const svg = await renderer.svg(figure);
    expect(svg).toContain('</svg>');
    expect(svg).not.toMatch(/NaN|Infinity/);
  });
});

const rangesOf = (layout: object | undefined): unknown[] =>
  Object.entries(layout ?? {})
    .filter(([name]) => /^[xy]axis\d*$/.test(name))
    .flatMap(([, axis]) => ('range' in (axis as object) ? [(axis as { range: unknown }).range] : []));

/** Ends that are finite, different, and far enough from each other for arithmetic to tell them apart. */
function isSound(range: unknown): boolean {
  const [low, high] = range as [number, number];
  return Number.isFinite(low) && Number.isFinite(high) && Number.isFinite(high - low) && low !== high;
}
