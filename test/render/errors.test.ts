import {
  InvalidFigureError,
  RenderError,
  Renderer,
  renderPng,
  renderSvg,
  UnsupportedTraceError,
  type Figure,
} from 'plotly-static';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

let renderer: Renderer;
beforeAll(async () => {
  renderer = await Renderer.create();
});
afterAll(() => {
  renderer.dispose();
});

/** The error a figure is refused with; figures that the types would not let through included. */
async function refusal(figure: unknown): Promise<unknown> {
  try {
    await renderer.svg(figure as Figure);
    return undefined;
  } catch (error) {
    return error;
  }
}

describe('unsupported traces', () => {
  test('name the trace, where it is and what to use instead', async () => {
    const error = await refusal({
      data: [
        { type: 'bar', y: [1] },
        { type: 'scattergl', y: [1] },
      ],
    });
    expect(error).toBeInstanceOf(UnsupportedTraceError);
    expect(error).toMatchObject({ traceType: 'scattergl', path: 'data[1]', alternative: 'scatter' });
    expect(String(error)).toBe(
      "UnsupportedTraceError: data[1]: trace type 'scattergl' needs WebGL or maps and cannot be drawn as SVG; use type 'scatter' instead",
    );
  });

  test.each(['surface', 'scatter3d', 'choropleth', 'scattermap', 'parcoords', 'isosurface'])(
    '%s',
    async (type) => {
      expect(await refusal({ data: [{ type }] })).toBeInstanceOf(UnsupportedTraceError);
    },
  );
});

describe('invalid figures name the bad attribute', () => {
  const circular: Record<string, unknown> = { type: 'bar' };
  circular['meta'] = { again: circular };
  test.each<[string, unknown, string]>([
    ['no object', null, ''],
    ['no traces', {}, 'data'],
    ['data that is an object', { data: { type: 'bar' } }, 'data'],
    ['a trace that is null', { data: [{ y: [1] }, null] }, 'data[1]'],
    ['a layout that is an array', { data: [], layout: [] }, 'layout'],
    ['a trace type that does not exist', { data: [{ type: 'barr' }] }, 'data[0].type'],
    [
      'a value plotly would replace',
      { data: [{ type: 'bar', y: [1], marker: { opacity: 'half' } }] },
      'data[0].marker.opacity',
    ],
    ['a container that is a text', { data: [], layout: { xaxis: 'log' } }, 'layout.xaxis'],
    [
      'a bad annotation',
      { data: [], layout: { annotations: [{ align: 'middle' }] } },
      'layout.annotations[0].align',
    ],
    ['a BigInt', { data: [{ type: 'bar', y: [1, 2n] }] }, 'data[0].y[1]'],
    ['a BigInt array', { data: [{ type: 'bar', y: BigInt64Array.of(1n) }] }, 'data[0].y'],
    ['a function', { data: [], layout: { title: { text: () => 'x' } } }, 'layout.title.text'],
    ['an invalid Date', { data: [{ x: [new Date('never')] }] }, 'data[0].x[0]'],
    ['a circle', { data: [circular] }, 'data[0].meta.again'],
    ['a negative width', { data: [], layout: { width: -5 } }, 'layout.width'],
  ])('%s', async (_, figure, path) => {
    const error = await refusal(figure);
    expect(error).toBeInstanceOf(InvalidFigureError);
    expect(error).toMatchObject({ path });
  });

  test('and the renderer goes on after them', async () => {
    await refusal(null);
    expect(await renderer.svg({ data: [{ type: 'bar', y: [1, null, Number.NaN, Infinity] }] })).toContain(
      '</svg>',
    );
  });
});

describe('options', () => {
  test.each([{ scale: 0 }, { scale: Number.NaN }, { idPrefix: '7' }, { idPrefix: 'a"b' }, { width: 0 }])(
    '%o is refused',
    async (options) => {
      await expect(renderer.png({ data: [] }, options)).rejects.toBeInstanceOf(RenderError);
    },
  );
});

test('defaults hold until a figure says otherwise, and dispose lets what was asked for before be drawn', async () => {
  const small = await Renderer.create({ defaults: { width: 200, height: 100 } });
  const plain = small.svg({ data: [] });
  const wide = small.svg({ data: [] }, { width: 300 });
  small.dispose();
  expect(await plain).toContain('width="200" height="100"');
  expect(await wide).toContain('width="300" height="100"');
  await expect(small.svg({ data: [] })).rejects.toThrow('disposed');
});

test('one-shot rendering agrees with a renderer', async () => {
  const figure = { data: [{ type: 'bar', y: [1, 2] }] };
  expect(await renderSvg(figure)).toBe(await renderer.svg(figure));
  expect(await renderPng(figure)).toEqual(await renderer.png(figure));
});

describe('an axis that sorts its names by data', () => {
  const bars = { type: 'bar', x: ['a', 'b'], y: [1, 3] };
  const sorted = (axis: 'xaxis' | 'yaxis', ...data: object[]) => ({
    data,
    layout: { [axis]: { type: 'category', categoryorder: 'total descending' } },
  });

  test.each<[string, string, object]>([
    ['data[1].x', 'a trace without data', sorted('xaxis', bars, { type: 'bar', name: 'empty' })],
    ['data[0].y', 'bars that lie', sorted('yaxis', { type: 'bar', orientation: 'h', x: [1] })],
  ])('names %s of %s', async (path, _, figure) => {
    const error = await refusal(figure);
    expect(error).toBeInstanceOf(InvalidFigureError);
    expect(error).toMatchObject({
      path,
      problem: `is missing, and layout.${path.slice(-1)}axis.categoryorder "total descending" sorts by it; give the trace a list, which may be empty`,
    });
  });

  test('is drawn with an empty list', async () => {
    expect(await refusal(sorted('xaxis', bars, { type: 'bar', x: [], y: [] }))).toBeUndefined();
  });
});
