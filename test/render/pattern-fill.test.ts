import { Renderer } from 'plotly-static';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, expect, test } from 'vitest';

let renderer: Renderer;
beforeAll(async () => {
  renderer = await Renderer.create();
});
afterAll(() => {
  renderer.dispose();
});

/** One bar of 100 × 100 px at (0, 0), black stripes on nothing. */
const bar = (shape: string, { solidity = 0.3, size = 8, y = 1 } = {}) => ({
  data: [
    {
      type: 'bar',
      x: ['a'],
      y: [y],
      width: 1,
      marker: { color: '#000000', pattern: { shape, solidity, size, bgcolor: 'rgba(0,0,0,0)' } },
    },
  ],
  layout: {
    width: 100,
    height: 100,
    margin: { l: 0, r: 0, t: 0, b: 0 },
    xaxis: { visible: false, range: [-0.5, 0.5] },
    yaxis: { visible: false, range: [0, 1] },
  },
});

/** The share of the picture that is painted, grey edges by how dark they are. */
function painted(png: Uint8Array): number {
  const { data, width, height } = PNG.sync.read(Buffer.from(png));
  let dark = 0;
  for (let i = 0; i < data.length; i += 4) dark += 1 - (data[i] ?? 0) / 255;
  return dark / (width * height);
}

test.each(['/', '\\', '-', '|', '.'])(
  '%s paints the share of the bar that its solidity asks for',
  async (shape) => {
    const share = painted(await renderer.png(bar(shape, { solidity: 0.3 })));
    expect(share).toBeGreaterThan(0.27);
    expect(share).toBeLessThan(0.33);
  },
);

test('as outlines, the tiles stand one by one where they touch the bar, and no pattern is referred to', async () => {
  // 100 px in tiles of 8 px: 13 columns; half the height, the upper half empty: from y = 50, 7 rows.
  const svg = await renderer.svg(bar('-', { y: 0.5 }), { textAs: 'outlines' });
  expect(svg.match(/<use /g)).toHaveLength(13 * 7);
  expect(svg).not.toMatch(/fill="url\(/);
  expect(await renderer.svg(bar('-', { y: 0.5 }))).toMatch(/fill="url\(/);
});

test('a bar of more tiles than a file should hold keeps its pattern', async () => {
  const svg = await renderer.svg(bar('-', { size: 0.5 }), { textAs: 'outlines' });
  expect(svg).toMatch(/fill="url\(/);
  expect(svg).not.toContain('<use ');
});
