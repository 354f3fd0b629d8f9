/** Figures made by chance: every type of trace that is drawn, with data and settings that nobody thought of. */
import fc from 'fast-check';
import type { Figure } from 'plotly-static';

const number = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: -9, max: 99 }) },
  fc.double(),
  fc.constantFrom(0, -0, 1e308, -1e308, 5e-324, 1e-12, 2 ** 53, Number.NaN, Infinity),
);

const text = fc.oneof(
  fc.constantFrom(
    'a',
    'b',
    'East',
    '用户',
    '',
    ' ',
    '<b>x',
    '<br>',
    '&amp;',
    '"',
    '%{y}',
    '$x$',
    '1e3',
    '😀',
  ),
  fc.string({ unit: 'binary', maxLength: 5 }),
);
const day = fc.constantFrom(
  '2024-01-01',
  '2024-02-29',
  '2024-13-45',
  '0001-01-01',
  '9999-12-31',
  '2024-01-01 10:00',
);
const value = fc.oneof({ weight: 5, arbitrary: number }, text, day, fc.constantFrom(null, true, [], {}));

/** A list of one kind of values, as data mostly are, or of any. */
const list = fc.oneof(
  fc.array(number, { maxLength: 6 }),
  fc.array(fc.oneof(day, fc.constant(null)), { maxLength: 6 }),
  fc.array(text, { maxLength: 6 }),
  fc.array(value, { maxLength: 6 }),
);
const grid = fc.array(list, { maxLength: 4 });
const tree = fc.constantFrom(['', 'a', 'a'], ['', '', 'b'], ['b', 'a'], ['a'], []);

const some = <T extends object>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }) =>
  fc.record(model, { requiredKeys: [] });

/** Of each type, the attributes that its data are in. */
const DATA: Readonly<Record<string, Readonly<Record<string, fc.Arbitrary<unknown>>>>> = {
  scatter: { x: list, y: list, mode: fc.constantFrom('lines', 'markers', 'lines+markers+text'), text: list },
  bar: { x: list, y: list, text: list, orientation: fc.constantFrom('v', 'h'), base: list },
  box: { x: list, y: list, boxpoints: fc.constantFrom('all', 'outliers', false) },
  violin: { x: list, y: list, box: fc.constant({ visible: true }) },
  histogram: {
    x: list,
    y: list,
    histnorm: fc.constantFrom('', 'percent', 'density'),
    nbinsx: fc.nat({ max: 9 }),
  },
  histogram2d: { x: list, y: list },
  histogram2dcontour: { x: list, y: list },
  heatmap: { x: list, y: list, z: grid, text: grid, texttemplate: fc.constant('%{z}') },
  contour: { x: list, y: list, z: grid },
  pie: { labels: list, values: list, hole: fc.constantFrom(0, 0.5), textinfo: fc.constant('label+percent') },
  funnel: { x: list, y: list },
  funnelarea: { labels: list, values: list },
  waterfall: { x: list, y: list, measure: fc.constant(['relative', 'total', 'absolute']) },
  treemap: { labels: list, parents: fc.oneof(tree, list), values: list },
  sunburst: { labels: fc.constantFrom(['a', 'b', 'c'], ['a', 'b']), parents: tree, values: list },
  icicle: { labels: fc.constantFrom(['a', 'b', 'c'], ['a', 'b']), parents: tree, values: list },
  sankey: {
    node: some({ label: list }),
    link: some({ source: list, target: list, value: list }),
  },
  table: { header: some({ values: list }), cells: some({ values: grid }) },
  indicator: { value: number, mode: fc.constantFrom('number', 'gauge+number', 'delta+number') },
  candlestick: { x: list, open: list, high: list, low: list, close: list },
  ohlc: { x: list, open: list, high: list, low: list, close: list },
  scatterpolar: { r: list, theta: list },
  barpolar: { r: list, theta: list },
  scatterternary: { a: list, b: list, c: list },
  parcats: { dimensions: fc.array(some({ label: text, values: list }), { maxLength: 3 }) },
};

const anyTrace = fc.constantFrom(...Object.keys(DATA)).chain((type) =>
  fc
    .tuple(
      some(DATA[type] ?? {}),
      some({
        name: text,
        opacity: fc.constantFrom(0, 0.5, 1),
        visible: fc.constantFrom(true, false, 'legendonly'),
      }),
    )
    .map(([data, more]) => ({ type, ...data, ...more })),
);

const axis = some({
  type: fc.constantFrom('-', 'linear', 'log', 'date', 'category', 'multicategory'),
  title: some({ text }),
  range: fc.tuple(fc.oneof(number, day), fc.oneof(number, day)),
  autorange: fc.constantFrom(true, 'reversed'),
  rangemode: fc.constantFrom('tozero', 'nonnegative'),
  tickvals: list,
  ticktext: list,
  categoryorder: fc.constantFrom('total descending', 'category ascending'),
  nticks: fc.nat({ max: 30 }),
});

const anyLayout = some({
  title: some({ text }),
  xaxis: axis,
  yaxis: axis,
  width: fc.constantFrom(10, 80, 700),
  height: fc.constantFrom(10, 80, 400),
  margin: some({ l: fc.nat({ max: 900 }), t: fc.nat({ max: 900 }) }),
  barmode: fc.constantFrom('stack', 'group', 'overlay', 'relative'),
  showlegend: fc.boolean(),
  annotations: fc.array(some({ x: value, y: value, text, showarrow: fc.boolean() }), { maxLength: 2 }),
  shapes: fc.array(
    some({ type: fc.constantFrom('line', 'rect', 'circle'), x0: value, x1: value, y0: value, y1: value }),
    { maxLength: 2 },
  ),
});

/** A figure that is drawn or refused: most have settings that fit, some have data that are none. */
export const anyFigure: fc.Arbitrary<Figure> = fc.record({
  data: fc.array(anyTrace, { maxLength: 3 }),
  layout: anyLayout,
});
