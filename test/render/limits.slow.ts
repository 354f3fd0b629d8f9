import { Renderer, type Figure } from 'plotly-static';
import { afterAll, beforeAll, expect, test } from 'vitest';

let renderer: Renderer;
beforeAll(async () => {
  renderer = await Renderer.create();
});
afterAll(() => {
  renderer.dispose();
});

const many = <T>(count: number, of: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => of(i));
const wave = (count: number, at: number) => many(count, (i) => Math.sin(i + at));

/** Panels with axes of their own. */
const facets = (panels: number, traces: number): Figure => ({
  data: many(panels * traces, (i) => {
    const panel = Math.floor(i / traces) + 2;
    return { type: 'scatter', mode: 'lines', y: wave(12, i), xaxis: `x${panel}`, yaxis: `y${panel}` };
  }),
  layout: { grid: { rows: Math.ceil(panels / 12), columns: 12, pattern: 'independent' }, width: 1200 },
});

/** How often a class stands in the SVG. */
const count = (svg: string, name: string) => svg.split(`class="${name}`).length - 1;

test.each<[string, string, number, Figure]>([
  ['60 panels with 10 traces each', 'trace scatter', 600, facets(60, 10)],
  ['144 panels', 'trace scatter', 144, facets(144, 1)],
  ['500 bars side by side', 'trace bars', 500, { data: many(500, (i) => ({ type: 'bar', y: wave(5, i) })) }],
  ['a pie of 200 slices', 'slice"', 200, { data: [{ type: 'pie', values: many(200, (i) => i + 100) }] }],
])('drawn: %s', async (_, name, marks, figure) => {
  expect(count(await renderer.svg(figure), name)).toBe(marks);
});

test.each<[string, object]>([
  ['as cells', {}],
  ['smoothed', { zsmooth: 'best' }],
  [
    'with half of its cells filled in',
    { connectgaps: true, z: many(500, (row) => many(500, (i) => ((i + row) % 2 === 0 ? i : null))) },
  ],
])('a heat map of 500 by 500 is drawn %s', async (_, attributes) => {
  const svg = await renderer.svg({
    data: [{ type: 'heatmap', z: many(500, (row) => wave(500, row)), ...attributes }],
  });
  expect(svg).toContain('href="data:image/png;base64,');
});
