import { Renderer, RenderError, type Figure } from 'plotly-static';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

let renderer: Renderer;
beforeAll(async () => {
  renderer = await Renderer.create();
});
afterAll(() => {
  renderer.dispose();
});

async function draw(figure: Figure): Promise<{ svg: string; warnings: string[] }> {
  const warnings: string[] = [];
  const svg = await renderer.svg(figure, { onWarning: (message) => warnings.push(message) });
  return { svg, warnings };
}

describe('markup and links in every kind of text stay inert', () => {
  const hostile =
    '<script>alert(1)</script><a href="javascript:alert(2)">press</a><img src=x onerror=alert(3)>';
  const annotation = { x: 0.5, y: 0.5, xref: 'paper', yref: 'paper', showarrow: false, text: hostile };
  test.each<[string, Figure]>([
    ['a title', { data: [], layout: { title: { text: hostile } } }],
    ['an axis title', { data: [{ type: 'bar', y: [1] }], layout: { xaxis: { title: { text: hostile } } } }],
    ['an annotation', { data: [], layout: { annotations: [annotation] } }],
    ['a legend', { data: [{ type: 'bar', y: [1], name: hostile }], layout: { showlegend: true } }],
    ['a tick label', { data: [{ type: 'bar', x: [hostile], y: [1] }] }],
    ['a pie label', { data: [{ type: 'pie', labels: [hostile], values: [1], textinfo: 'label' }] }],
    ['a table', { data: [{ type: 'table', header: { values: [hostile] }, cells: { values: [[hostile]] } }] }],
  ])('%s', async (_, figure) => {
    const { svg } = await draw(figure);
    expect(svg).toContain('press');
    expect(svg).not.toMatch(/<script|<img|<[^>]*(?:javascript:|\son\w+=)/);
  });
});

test('addresses of images are not fetched', async () => {
  const source = 'https://example.org/pixel.png';
  const { svg, warnings } = await draw({
    data: [{ type: 'image', source }],
    layout: { images: [{ source }] },
  });
  expect(svg).not.toContain('example.org');
  expect(warnings.map((warning) => warning.split(':')[0])).toEqual([
    'data[0].source',
    'layout.images[0].source',
  ]);
});

describe('numbers that are none leave no trace in the coordinates', () => {
  const odd = [1, Number.NaN, Infinity, null, -Infinity];
  test.each<[string, object]>([
    ['scatter', { y: odd }],
    ['bar', { y: odd }],
    ['box', { y: odd }],
    ['violin', { y: odd }],
    ['histogram', { x: odd }],
    ['waterfall', { y: odd }],
    ['funnel', { x: odd }],
    ['pie', { labels: ['a', 'b', 'c', 'd', 'e'], values: odd }],
    ['scatterpolar', { r: odd, theta: odd }],
    ['heatmap', { z: [odd, [1, 2, 3, 4, 5]] }],
    ['contour', { z: [odd, [1, 2, 3, 4, 5]] }],
    ['candlestick', { x: [1, 2, 3, 4, 5], open: odd, high: odd, low: odd, close: odd }],
    ['treemap', { labels: ['r', 'a', 'b'], parents: ['', 'r', 'r'], values: [1, Number.NaN, Infinity] }],
    ['indicator', { value: Number.NaN }],
  ])('%s', async (type, attributes) => {
    const { svg } = await draw({ data: [{ type, ...attributes }] });
    expect(svg).not.toMatch(/NaN|Infinity|undefined/);
  });

  test('a line breaks at each of them', async () => {
    const { svg } = await draw({ data: [{ type: 'scatter', mode: 'lines', y: [1, 2, null, 3, 4] }] });
    expect(svg.match(/<path class="js-line"/g)).toHaveLength(2);
  });
});

describe('large figures', () => {
  const y = Array.from({ length: 50_000 }, (_, index) => index % 97);
  test('50,000 points are drawn, with a warning what to do', async () => {
    const { svg, warnings } = await draw({ data: [{ type: 'scatter', mode: 'lines', y }] });
    expect(svg).toContain('class="js-line"');
    expect(warnings).toEqual([expect.stringMatching(/^data\[0\]: 50000 points, .*aggregate or sample/)]);
  });

  test('traces that summarize their data do not warn', async () => {
    expect((await draw({ data: [{ type: 'histogram', x: y }] })).warnings).toEqual([]);
  });

  test('a title of a megabyte is refused at once, by its path', async () => {
    const figure = { data: [], layout: { title: { text: '标题 text '.repeat(100_000) } } };
    await expect(renderer.svg(figure)).rejects.toMatchObject({
      path: 'layout.title.text',
      problem: expect.stringContaining('800000 characters') as unknown,
    });
  });

  // Were plotly to look for formulas, this one would take 20 seconds.
  test('a title of a hundred thousand characters is drawn whole', async () => {
    const text = `${'标题 text '.repeat(12_499)}the end`;
    expect((await draw({ data: [], layout: { title: { text } } })).svg).toContain(`${text}</text>`);
  });

  test('tags within tags are drawn up to a hundred deep, and refused beyond', async () => {
    const nested = (depth: number) => ({
      data: [{ type: 'bar', y: [1], text: ['', `${'<b>'.repeat(depth)}core`] }],
    });
    expect((await draw(nested(100))).warnings).toEqual([]);
    await expect(renderer.svg(nested(101))).rejects.toMatchObject({
      path: 'data[0].text[1]',
      problem: expect.stringContaining('101 deep') as unknown,
    });
    const inRow = { data: [], layout: { title: { text: '<b>a</b><br>'.repeat(200) } } };
    expect((await draw(inRow)).svg.match(/font-weight="bold"/g)).toHaveLength(200);
  });
});

test('keys that reach for prototypes are harmless in data, layout and template', async () => {
  const figure = JSON.parse(
    '{"__proto__":{"polluted":1},"data":[{"type":"bar","y":[1],"marker":{"__proto__":{"polluted":1}}}],' +
      '"layout":{"__proto__":{"polluted":1},"template":{"layout":{"constructor":{"prototype":{"polluted":1}}}}}}',
  ) as Figure;
  expect((await draw(figure)).svg).toContain('</svg>');
  expect('polluted' in {}).toBe(false);
});

test('a shape or annotation that has no place on its axes is left out, and this is said', async () => {
  const { svg, warnings } = await draw({
    data: [{ type: 'bar', y: [1, 2] }],
    layout: {
      shapes: [
        { x0: 0, x1: 1, y0: 0, y1: 1 },
        { x0: 0, x1: 1, y0: 'soon', y1: 1 },
      ],
      annotations: [{ x: 'never', y: 1, text: 'lost' }],
    },
  });
  expect(svg).not.toMatch(/NaN|lost/);
  expect(svg.match(/class="shape-group"/g)).toHaveLength(1);
  expect(warnings).toEqual([
    'layout.shapes[1]: left out, because its place is no number',
    'layout.annotations[0]: left out, because its place is no number',
  ]);
});

test('what ends plotly’s own check of a figure is an error of this package', async () => {
  const axis = { type: 'category', categoryorder: 'total descending' };
  await expect(
    renderer.svg({ data: [{ type: 'histogram2d' }], layout: { yaxis: axis } }),
  ).rejects.toBeInstanceOf(RenderError);
});
