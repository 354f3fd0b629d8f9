/** Parts that make no tree, of which plotly draws nothing without a word. */
import { InvalidFigureError, Renderer } from 'plotly-static';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

let renderer: Renderer;
beforeAll(async () => {
  renderer = await Renderer.create();
});
afterAll(() => {
  renderer.dispose();
});

const labels = ['r', 'a', 'b'];
const total = (values: readonly number[]) => ({
  ...{ labels, parents: ['', 'r', 'r'], values, branchvalues: 'total' },
});

describe.each(['treemap', 'sunburst', 'icicle'])('%s', (type) => {
  test.each<[string, RegExp, object]>([
    ['values[0]', /is 3, less than the 4 of its parts/, total([3, 2, 2])],
    ['parents[0]', /circle: "a"/, { labels: ['a', 'b'], parents: ['b', 'a'] }],
    ['parents[1]', /circle: "a"/, { labels: ['r', 'a', 'b'], parents: ['', 'b', 'a'] }],
    ['parents[2]', /"x", which is no part/, { labels, parents: ['', 'r', 'x'] }],
    ['parents[0]', /"x", which is no part/, { labels: ['a', 'b'], parents: ['x', 'y'] }],
  ])('refused at %s: %s', async (path, problem, tree) => {
    const failure: unknown = await renderer.svg({ data: [{ type, ...tree }] }).catch((e: unknown) => e);
    expect(failure).toBeInstanceOf(InvalidFigureError);
    expect(failure).toMatchObject({ path: `data[0].${path}` });
    expect(String(failure)).toMatch(problem);
  });

  test.each<[string, object]>([
    ['a total of its parts', total([0.3, 0.1, 0.2])],
    ['a root that is implied', { labels: ['a', 'b'], parents: ['x', 'x'] }],
    ['several roots', { labels: ['a', 'b'], parents: ['', ''] }],
    ['ids', { labels: ['q', 'q'], ids: ['1', '2'], parents: ['', 1] }],
  ])('drawn: %s', async (_, tree) => {
    expect(await renderer.svg({ data: [{ type, ...tree }] })).toContain('"slice');
  });
});
