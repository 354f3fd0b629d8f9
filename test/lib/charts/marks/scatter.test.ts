import { describe, expect, it } from 'vitest';
import { chart, column, OptionsError } from 'tally';
import { optional } from '../../../../lib/src/core/column.js';
import { layout, name, traces } from './drawn.js';
import { resultOf } from './result-of.js';

const SCHEMA = {
  name,
  a: optional(column.count('years')),
  b: optional(column.count('users')),
  odd: column.yesNo('outside'),
  span: optional(column.interval('count')),
};
type Values = readonly [name: string, a: number | null, b: number | null, odd?: boolean];
const of = (rows: readonly Values[]) =>
  resultOf(
    SCHEMA,
    rows.map(([name, a, b, odd = false]) => ({ name, a, b, odd, span: { low: 1, high: 9 } })),
  );
const three = of([
  ['x', 1, 10],
  ['y', 5, 20, true],
  ['x', 9, 30],
]);
const xy = { x: 'a', y: 'b' } as const;
const corners = { topLeft: 'TL', topRight: 'TR', bottomLeft: 'BL', bottomRight: 'BR' } as const;

describe('points over two numbers', () => {
  it('are where their rows say, all of them', () => {
    expect(traces(chart.scatter(three, xy))).toMatchObject([{ x: [1, 5, 9], y: [10, 20, 30] }]);
  });

  it('stand in front of the others where they are highlighted', () => {
    const [others, marked] = traces(chart.scatter(three, { ...xy, highlight: 'odd' }));
    expect(others).toMatchObject({ x: [1, 9], name: 'The others: 2', marker: { size: 8 } });
    expect(marked).toMatchObject({ x: [5], marker: { symbol: 'diamond' } });
  });

  it('are moved aside where they would hide each other, by less than 10 pixels, and a note says so', () => {
    const same = chart.scatter(
      of([...Array.from({ length: 9 }, () => ['x', 1, 10] as const), ['y', 9, 90]]),
      xy,
    );
    const [{ x, y } = {}] = traces(same) as { readonly x: number[]; readonly y: number[] }[];
    const places = (x ?? []).map((at, n) => `${at},${y?.[n] ?? ''}`);
    expect(new Set(places).size).toBe(10);
    const [low, high] = layout(same)['xaxis']?.['range'] as [number, number];
    expect(
      Math.max(...(x ?? []).slice(0, 9).map((at) => (Math.abs(at - 1) / (high - low)) * 640)),
    ).toBeLessThan(10);
    expect(same.alt).toContain('Points at the same place are side by side');
    expect(chart.scatter(three, xy).alt).not.toContain('side by side');
  });

  it('are counted and left out without a value', () => {
    const drawn = chart.scatter(
      of([
        ['x', null, 10],
        ['x', 3, null],
        ['x', 3, 7],
      ]),
      xy,
    );
    expect(traces(drawn)).toMatchObject([{ x: [3], y: [7] }]);
    expect(drawn.alt).toContain('without a value and not shown: 2');
  });

  it('are drawn at even steps where they are more than the limit', () => {
    const many = of(Array.from({ length: 10 }, (_, n) => ['x', n, n]));
    const drawn = chart.scatter(many, { ...xy, limit: 5 });
    expect(traces(drawn)).toMatchObject([{ x: [1, 3, 5, 7, 9] }]);
    expect(drawn.alt).toContain('5 of 10 shown');
    expect(traces(chart.scatter(many, { ...xy, limit: 4 }))[0]?.['x']).toHaveLength(4);
  });
});

describe('quadrants', () => {
  const drawn = chart.scatter(three, { ...xy, highlight: 'odd', quadrants: { x: 5, y: 20, ...corners } });

  it('have names and counts; a point on a cut is above it and right of it', () => {
    expect(drawn.alt).toContain('TL: 0 (0 marked); TR: 2 (1 marked); BL: 1 (0 marked); BR: 0 (0 marked)');
    expect(layout(drawn)['shapes']).toHaveLength(2);
  });

  it('have room for their names where a cut is at the edge', () => {
    const wide = { ...corners, topRight: 'A name of some length' };
    const at = chart.scatter(three, { ...xy, quadrants: { x: 9, y: 20, ...wide } });
    const [low, high] = layout(at)['xaxis']?.['range'] as [number, number];
    // 21 letters take more than 120 pixels of 640.
    expect((high - 9) / (high - low)).toBeGreaterThan(120 / 640);
  });
});

describe('points over names', () => {
  it('stand side by side in the strip of their name', () => {
    const drawn = chart.scatter(
      of([
        ['x', 1, 0],
        ['x', 1, 0],
        ['x', 1, 0],
        ['y', 1, 0],
        ['y', 9, 0],
      ]),
      { x: 'a', y: 'name' },
    );
    const y = traces(drawn)[0]?.['y'] as number[];
    expect(new Set(y).size).toBe(4);
    expect(y.map((at) => Math.abs(Math.round(at)))).toEqual([0, 0, 0, 1, 1]);
    expect(y.slice(3)).toEqual([1, 1]);
  });

  it('are what a result with names gets, upright if y is the number', () => {
    expect(chart.scatter(three).alt).toContain('Strip plot: Title; 3 points; x: 2, from 1 to 9; y: 1, at 5');
    expect(traces(chart.scatter(three, { y: 'a' }))[0]).toMatchObject({ x: [0, 1, 0], y: [1, 5, 9] });
  });

  it('have the band of their name behind them', () => {
    const drawn = chart.scatter(three, { x: 'a', y: 'name', band: 'span' });
    expect(layout(drawn)['shapes']).toMatchObject([
      { x0: 1, x1: 9, layer: 'below' },
      { x0: 1, x1: 9, y0: 0.55, y1: 1.45 },
    ]);
    expect(drawn.alt).toContain('Band: 95% interval');
  });

  it('are told by name up to eight, and only counted beyond', () => {
    const many = of(Array.from({ length: 9 }, (_, n) => [`n${n}`, n, n]));
    expect(chart.scatter(many, { x: 'a', y: 'name' }).alt).toContain('9 points; 9 groups; years from 0 to 8');
  });
});

it('tells its lines by name and place', () => {
  const lines = { reference: [{ x: 3, text: 'few' }, { y: 25, text: 'many' }, { x: 4 }] };
  expect(chart.scatter(three, { ...xy, ...lines }).alt).toContain('Users from 10 to 30; few: 3; many: 25.');
});

it('is a hint that a result can give', () => {
  const hinted = resultOf(SCHEMA, three.rows, {
    chart: { mark: 'scatter', x: 'a', y: 'b', highlight: 'odd' },
  });
  expect(chart(hinted).alt).toMatch(/^Scatter plot/);
  expect(chart(hinted.select('name', 'a').head(2)).alt).not.toMatch(/^Scatter plot/);
});

describe.each([
  ['no rows', []],
  ['only nulls', [['x', null, null] as const]],
] as const)('a scatter plot of %s', (_, rows) => {
  it('says that there are no data', () => {
    expect(chart.scatter(of(rows), xy).alt).toBe('Scatter plot: Title; no data.');
    expect(chart.scatter(of(rows), { x: 'a', y: 'name' }).alt).toBe('Strip plot: Title; no data.');
  });
});

describe('what cannot be drawn is refused', () => {
  const untyped = (result: typeof three, options: object) => chart.scatter(result, options);
  it.each([
    [{ x: 'name', y: 'name' }, /one of x and y must be a number/],
    [{ x: 'a', y: 'b', highlight: 'name' }, /name must be yes or no/],
    [{ x: 'a', y: 'b', band: 'span' }, /a band needs names/],
    [{ x: 'a', y: 'name', quadrants: { x: 1, y: 1, ...corners } }, /quadrants need numbers on both axes/],
    [{ x: 'a', y: 'name', log: 'y' }, /only a numeric axis can be logarithmic/],
    [{ x: 'a', y: 'nope' }, /has no column "nope"/],
  ])('%j', (options, message) => {
    expect(() => untyped(three, options)).toThrow(OptionsError);
    expect(() => untyped(three, options)).toThrow(message);
  });

  it('a logarithm of 0, and a result of names alone', () => {
    const zero = of([['x', 0, 1]]);
    expect(() => chart.scatter(zero, { ...xy, log: 'x' })).toThrow(/a value of a is 0; a logarithmic axis/);
    expect(() => chart.scatter(resultOf({ name }, [{ name: 'x' }]))).toThrow(/two columns are needed/);
  });

  it('a column that the result does not have, or of a wrong kind, does not compile', () => {
    // @ts-expect-error no such column
    expect(() => chart.scatter(three, { x: 'nope' })).toThrow(OptionsError);
    // @ts-expect-error not yes or no
    expect(() => chart.scatter(three, { ...xy, highlight: 'name' })).toThrow(OptionsError);
    // @ts-expect-error no interval
    expect(() => chart.scatter(three, { x: 'a', y: 'name', band: 'b' })).not.toThrow(TypeError);
  });
});
