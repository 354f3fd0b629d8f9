import { InvalidFigureError, Renderer } from 'plotly-static';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

let renderer: Renderer;
beforeAll(async () => {
  renderer = await Renderer.create();
});
afterAll(() => {
  renderer.dispose();
});

const sankey = (link: object, node: object = { label: ['a', 'b'] }) => ({
  data: [{ type: 'sankey', node, link: { value: [1], ...link } }],
});

describe('an end of a link that is no node is refused by its path', () => {
  test.each<[string, RegExp, object, object?]>([
    ['target[0]', /node 1000000, but the last of 2 nodes is 1$/, { source: [0], target: [1_000_000] }],
    ['target[0]', /node 2,/, { source: [0], target: [2] }],
    ['source[1]', /whole number from 0, got -1/, { source: [0, -1], target: [1, 1], value: [1, 1] }],
    ['source[0]', /got 0\.5/, { source: [0.5], target: [1] }],
    ['source[0]', /got "a"/, { source: ['a'], target: [1] }],
    ['target[0]', /1000001 nodes, more than the limit of 1000/, { source: [0], target: [1e6] }, {}],
    ['target[0]', /node 9,/, { source: Int32Array.of(0), target: Int32Array.of(9) }],
  ])('%s: %s', async (path, problem, link, node) => {
    const failure: unknown = await renderer.svg(sankey(link, node)).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(InvalidFigureError);
    expect(failure).toMatchObject({ path: `data[0].link.${path}` });
    expect(String(failure)).toMatch(problem);
  });

  test('more nodes than anybody could read', async () => {
    const label = Array.from({ length: 1001 }, (_, i) => `n${i}`);
    await expect(renderer.svg(sankey({ source: [0], target: [1] }, { label }))).rejects.toMatchObject({
      path: 'data[0].node',
    });
  });
});

describe('without a link it is drawn empty', () => {
  test.each<[string, object]>([
    ['nothing said', { data: [{ type: 'sankey' }] }],
    ['no value', sankey({ source: [0], target: [1], value: [0] })],
    ['open ends', sankey({ source: [null], target: [1] })],
    ['one group', sankey({ source: [0], target: [1] }, { label: ['a', 'b'], groups: [[0, 1]] })],
  ])('%s', async (_, figure) => {
    const svg = await renderer.svg(figure as { data: object[] });
    expect(svg).toMatch(/^<svg/);
    expect(svg).not.toContain('sankey-link');
  });
});

test('nodes without names are drawn, and a link with an open end is left out', async () => {
  const svg = await renderer.svg(sankey({ source: [0, null], target: ['1', 0], value: [1, 1] }, {}));
  expect(svg.match(/"sankey-link"/g)).toHaveLength(1);
});
