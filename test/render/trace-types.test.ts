import { Renderer, type Figure } from 'plotly-static';
import { afterAll, beforeAll, expect, test } from 'vitest';

let renderer: Renderer;
beforeAll(async () => {
  renderer = await Renderer.create();
});
afterAll(() => {
  renderer.dispose();
});

const letters = ['a', 'b', 'c'];
const grid = [
  [1, 2, 3],
  [4, 5, 6],
  [7, 8, 10],
];
const tree = { labels: ['all', 'a', 'b'], parents: ['', 'all', 'all'], values: [0, 3, 2] };
const prices = { open: [3, 4], high: [6, 7], low: [1, 2], close: [5, 3] };

/** Every trace type drawn as SVG, with a mark it must leave: the class of the elements plotly draws it with. */
const TRACES: readonly (readonly [
  trace: { readonly type: string; readonly [attribute: string]: unknown },
  mark: string,
])[] = [
  [{ type: 'scatter', x: letters, y: [1, 3, 2], fill: 'tozeroy', error_y: { array: [1, 1, 1] } }, 'js-fill'],
  [{ type: 'bar', x: letters, y: [1, -3, 2] }, 'point'],
  [{ type: 'waterfall', x: letters, y: [3, -1, 2], measure: ['relative', 'relative', 'total'] }, 'point'],
  [{ type: 'funnel', y: letters, x: [9, 5, 2] }, 'point'],
  [{ type: 'funnelarea', labels: letters, values: [9, 5, 2] }, 'slice'],
  [{ type: 'pie', labels: letters, values: [9, 5, 2], pull: [0.1, 0, 0] }, 'slice'],
  [{ type: 'box', y: [1, 2, 3, 9], boxpoints: 'all' }, 'box'],
  [{ type: 'violin', y: [1, 2, 3, 4], box: { visible: true } }, 'violin'],
  [{ type: 'histogram', x: [1, 2, 2, 3] }, 'point'],
  [{ type: 'histogram2d', x: [1, 2, 2, 3], y: [1, 2, 2, 3] }, 'cells'],
  [{ type: 'histogram2dcontour', x: [1, 2, 2, 3], y: [1, 2, 2, 3] }, 'contourlevel'],
  [{ type: 'heatmap', z: grid, texttemplate: '%{z}' }, 'cells'],
  [{ type: 'contour', z: grid, contours: { showlabels: true } }, 'contourlevel'],
  [
    {
      type: 'image',
      z: [
        [
          [255, 0, 0],
          [0, 0, 255],
        ],
      ],
    },
    'cells',
  ],
  [{ type: 'treemap', ...tree }, 'slice'],
  [{ type: 'sunburst', ...tree }, 'slice'],
  [{ type: 'icicle', ...tree }, 'slice'],
  [
    { type: 'sankey', node: { label: letters }, link: { source: [0, 1], target: [2, 2], value: [3, 4] } },
    'sankey-link',
  ],
  [{ type: 'parcats', dimensions: [{ values: ['x', 'y', 'x'] }, { values: ['u', 'u', 'v'] }] }, 'path'],
  [{ type: 'table', header: { values: ['h'] }, cells: { values: [['c']] } }, 'cell-rect'],
  [
    { type: 'indicator', mode: 'number+delta+gauge', value: 42, delta: { reference: 40 }, gauge: {} },
    'angular',
  ],
  [{ type: 'candlestick', x: ['2024-01-01', '2024-01-02'], ...prices }, 'box'],
  [{ type: 'ohlc', x: ['2024-01-01', '2024-01-02'], ...prices }, 'trace'],
  [{ type: 'scatterpolar', r: [1, 2, 3], theta: [0, 90, 200] }, 'js-line'],
  [{ type: 'barpolar', r: [1, 2, 3], theta: [0, 90, 200] }, 'point'],
  [{ type: 'scatterternary', a: [1, 2], b: [2, 1], c: [1, 1] }, 'js-line'],
  [{ type: 'scattersmith', real: [0.5, 1], imag: [0.5, 1] }, 'js-line'],
  [{ type: 'carpet', a: [1, 2, 3], b: [1, 2, 3], y: grid }, 'const-a-lines'],
];

const escaped = (name: string) => new RegExp(`class="(?:[^"]* )?${name}(?: [^"]*)?"`);

test.each(TRACES.map(([trace, mark]) => [trace.type, trace, mark] as const))('%s', async (_, trace, mark) => {
  const warnings: string[] = [];
  const figure: Figure = { data: [trace] };
  const svg = await renderer.svg(figure, { onWarning: (message) => warnings.push(message) });
  expect(warnings).toEqual([]);
  expect(svg).toMatch(escaped(mark));
  expect(svg).not.toMatch(/NaN|undefined/);
});

test('subplots, shapes, log and date axes, a slider and buttons', async () => {
  const svg = await renderer.svg({
    data: [
      { type: 'scatter', x: ['2024-01-01', '2024-02-01'], y: [1, 1000] },
      { type: 'bar', x: ['a', 'b'], y: [1, 2], xaxis: 'x2', yaxis: 'y2' },
    ],
    layout: {
      grid: { rows: 1, columns: 2, pattern: 'independent' },
      yaxis: { type: 'log' },
      shapes: [
        {
          type: 'circle',
          xref: 'paper',
          yref: 'paper',
          x0: 0,
          y0: 0,
          x1: 0.2,
          y1: 0.2,
          label: { text: 'here' },
        },
      ],
      sliders: [
        {
          steps: [
            { label: 'one', method: 'skip' },
            { label: 'two', method: 'skip' },
          ],
        },
      ],
      updatemenus: [{ buttons: [{ label: 'all', method: 'skip' }] }],
    },
  });
  for (const mark of ['x2y2', 'shapelayer', 'slider-container', 'updatemenu-container'])
    expect(svg).toContain(mark);
});
