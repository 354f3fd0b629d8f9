import {
  InvalidFigureError,
  InvalidOptionError,
  RenderError,
  Renderer,
  RendererPool,
  UnsupportedTraceError,
  type Figure,
} from 'plotly-static';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bars } from '../../render/gallery/bars.js';
import { matrices } from '../../render/gallery/matrices.js';
import { shares } from '../../render/gallery/shares.js';
import { trees } from '../../render/gallery/trees.js';

const all = [bars['bar-grouped'], matrices['heatmap-cohorts'], shares.donut, trees.sankey];

const defaults = { width: 400, height: 300 };
let pool: RendererPool;
let single: RendererPool;
beforeAll(async () => {
  [pool, single] = await Promise.all([
    RendererPool.create({ workers: 2, defaults }),
    RendererPool.create({ workers: 1, defaults }),
  ]);
});
afterAll(() => pool.dispose());

test('the same bytes as one renderer, in the order of the figures, with one worker and with several', async () => {
  const renderer = await Renderer.create({ defaults });
  const expected = await Promise.all(all.map((figure) => renderer.render(figure)));
  renderer.dispose();
  for (const each of [single, pool]) {
    const drawn = await each.renderAll(all);
    expect(drawn.map(({ svg }) => svg)).toEqual(expected.map(({ svg }) => svg));
    drawn.forEach(({ png }, index) => {
      expect(Buffer.compare(png, expected[index]?.png ?? Buffer.of())).toBe(0);
    });
  }
});

test('defaults hold until a figure says otherwise', async () => {
  expect(await pool.svg({ data: [] })).toContain('width="400" height="300"');
  expect(await pool.svg({ data: [] }, { width: 500 })).toContain('width="500" height="300"');
  expect((await pool.png({ data: [] })).subarray(1, 4)).toEqual(new Uint8Array(Buffer.from('PNG')));
});

test('warnings are heard on this side, by the listener of their figure', async () => {
  const heard: string[][] = [[], []];
  const draw = (index: number, color: string) =>
    pool.svg(
      { data: [{ type: 'bar', y: [1], [color]: 1 }] },
      { onWarning: (message) => heard[index]?.push(message) },
    );
  await Promise.all([draw(0, 'color'), draw(1, 'farbe')]);
  expect(heard.map(([first]) => first?.split(':')[0])).toEqual(['data[0].color', 'data[0].farbe']);
});

test('a listener that throws fails its figure only', async () => {
  const onWarning = () => {
    throw new Error('no warnings please');
  };
  const odd = { data: [{ type: 'bar', y: [1], color: 1 }] };
  await expect(pool.svg(odd, { onWarning })).rejects.toThrow('no warnings please');
  expect(await pool.svg(odd)).toContain('</svg>');
});

describe('errors keep class and fields', () => {
  test('an unsupported trace', async () => {
    const error: unknown = await pool
      .svg({ data: [{ type: 'scattergl' }] })
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(UnsupportedTraceError);
    expect(error).toMatchObject({ traceType: 'scattergl', path: 'data[0]', alternative: 'scatter' });
  });

  test.each<[string, Figure, string]>([
    [
      'a bad value',
      { data: [{ type: 'bar', y: [1], marker: { opacity: 'half' } }] },
      'data[0].marker.opacity',
    ],
    ['a function, which no thread can be sent', { data: [], layout: { title: () => 1 } }, 'layout.title'],
  ])('%s', async (_, figure, path) => {
    const error: unknown = await pool.svg(figure).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(InvalidFigureError);
    expect(error).toMatchObject({ path });
  });

  test('a bad option', async () => {
    await expect(pool.svg({ data: [] }, { scale: 0 })).rejects.toBeInstanceOf(InvalidOptionError);
    await expect(RendererPool.create({ workers: 0 })).rejects.toMatchObject({ option: 'workers' });
    await expect(
      RendererPool.create({ workers: 2, fonts: [{ family: 'None', file: '/none.ttf' }] }),
    ).rejects.toMatchObject({ option: 'fonts[0].file' });
  });

  test('of all figures, the first that fails decides, after all were drawn', async () => {
    const bad = { data: [{ type: 'scattergl' }] };
    const worse = { data: [{ type: 'none' }] };
    await expect(pool.renderAll([shares.funnel, bad, worse])).rejects.toBeInstanceOf(UnsupportedTraceError);
  });
});

test('a worker that runs out of memory fails its figure and is replaced', async () => {
  const small = await RendererPool.create({ workers: 1, memoryLimit: 150 });
  const huge = {
    data: [{ type: 'scatter', mode: 'markers', y: Array.from({ length: 400_000 }, (_, i) => i % 97) }],
  };
  const [crashed, after] = await Promise.allSettled([small.svg(huge), small.svg(shares.funnel)]);
  expect(crashed).toMatchObject({ status: 'rejected', reason: { name: 'RenderError' } });
  expect(crashed.status === 'rejected' && crashed.reason).toBeInstanceOf(RenderError);
  expect(after.status).toBe('fulfilled');
  await small.dispose();
}, 120_000);

test('dispose draws what was asked for before and refuses what comes after', async () => {
  const asked = [single.svg({ data: [] }), single.svg({ data: [] })];
  const disposed = single.dispose();
  await expect(single.svg({ data: [] })).rejects.toThrow('disposed');
  await disposed;
  expect(await Promise.all(asked)).toHaveLength(2);
});
