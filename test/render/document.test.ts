import { PNG } from 'pngjs';
import { Renderer, type Figure } from 'plotly-static';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dressing } from '../../render/gallery/dressing.js';
import { lines } from '../../render/gallery/lines.js';
import { matrices } from '../../render/gallery/matrices.js';
import { shares } from '../../render/gallery/shares.js';

let renderer: Renderer;
beforeAll(async () => {
  renderer = await Renderer.create();
});
afterAll(() => {
  renderer.dispose();
});

const titled = (text: string): Figure => ({ data: [], layout: { title: { text } } });

async function warningsOf(figure: Figure): Promise<{ svg: string; warnings: string[] }> {
  const warnings: string[] = [];
  const svg = await renderer.svg(figure, { onWarning: (message) => warnings.push(message) });
  return { svg, warnings };
}

/** Width and height in the header of a PNG file. */
function pngSize(png: Uint8Array): [number, number] {
  const header = new DataView(png.buffer, png.byteOffset);
  return [header.getUint32(16), header.getUint32(20)];
}

describe('the SVG', () => {
  test('stands alone and names the bundled font first', async () => {
    const svg = await renderer.svg(shares.funnel);
    expect(svg).toMatch(
      /^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" xmlns:xlink="[^"]+" width="900" height="520"/,
    );
    expect(svg).toContain('viewBox="0 0 900 520" font-family="Noto Sans SC, sans-serif"');
  });

  test('refers only to ids it defines, all under the prefix', async () => {
    const svg = await renderer.svg(lines['line-dual-axis'], { idPrefix: 'fig7-' });
    const defined = new Set([...svg.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
    const used = [...svg.matchAll(/url\(#([^)]+)\)/g)].map(([, id]) => id);
    expect(used.length).toBeGreaterThan(0);
    for (const id of used) expect(defined).toContain(id);
    for (const id of defined) expect(id).toMatch(/^fig7-\d+$/);
  });

  test('draws annotation arrows, which need the length of a path', async () => {
    expect(await renderer.svg(dressing['annotations-arrows'])).toContain('class="annotation-arrow-g"');
  });

  test('draws each heatmap cell as a rectangle and nothing for null', async () => {
    const svg = await renderer.svg(matrices['heatmap-cohorts']);
    const cells = /<g class="cells"[^>]*>(.*?)<\/g>/.exec(svg)?.[1] ?? '';
    expect(cells.match(/<rect/g)).toHaveLength(10);
    expect(svg).not.toContain('<image');
  });
});

test('settings of a legend that is not drawn do not matter, other faults still do', async () => {
  const figure = { data: [{ type: 'bar', y: [1] }], layout: { legend: { orientation: 'h', y: -0.2 } } };
  expect((await warningsOf(figure)).warnings).toEqual([]);
  const faulty = { ...figure, layout: { ...figure.layout, barmode: 'sideways' } };
  await expect(renderer.svg(faulty)).rejects.toMatchObject({ path: 'layout.barmode' });
});

describe('the PNG', () => {
  test('smooths the text in a crisp group, as a browser does', async () => {
    const bar = {
      type: 'bar',
      x: ['a'],
      y: [1],
      text: '520',
      textposition: 'inside',
      marker: { color: '#fff' },
    };
    const layout = { bargap: 0, xaxis: { visible: false }, yaxis: { visible: false } };
    const { svg, png } = await renderer.render({ data: [bar], layout });
    expect(svg).toMatch(/shape-rendering="crispEdges"[^]*>520</);
    const { data } = PNG.sync.read(Buffer.from(png));
    const shades = new Set(data.filter((_, byte) => byte % 4 === 0));
    expect(shades.size).toBeGreaterThan(10);
  });
});

describe('size and background', () => {
  test('options win over the layout, the layout over 900 by 520', async () => {
    const figure = { data: [], layout: { width: 400, height: 300 } };
    expect(await renderer.svg(figure)).toContain('width="400" height="300"');
    expect(await renderer.svg(figure, { width: 640 })).toContain('width="640" height="300"');
    expect(pngSize(await renderer.png({ data: [] }))).toEqual([900, 520]);
    expect(pngSize(await renderer.png(figure, { scale: 2 }))).toEqual([800, 600]);
  });

  test('a background replaces the color of the paper', async () => {
    const paper = /<rect width="900" height="520" (fill="[^"]*"(?: fill-opacity="[^"]*")?)/;
    const fill = async (background?: string) =>
      paper.exec(await renderer.svg({ data: [] }, background === undefined ? {} : { background }))?.[1];
    expect(await fill()).toBe('fill="#fff"');
    expect(await fill('rgba(10,20,30,0.5)')).toBe('fill="rgb(10,20,30)" fill-opacity="0.5"');
    expect(await fill('transparent')).toMatch(/transparent|fill-opacity="0"/);
  });
});

describe('figures from outside', () => {
  test('javascript: links lose the link and keep the text', async () => {
    const svg = await renderer.svg(
      titled('<a href="javascript:alert(1)">press</a> <a href="https://example.org/">read</a>'),
    );
    expect(svg).not.toContain('javascript');
    expect(svg).toContain('press');
    expect(svg).toContain('xlink:href="https://example.org/"');
  });

  test('markup in labels is text, not elements', async () => {
    const svg = await renderer.svg(
      titled('a < b & "c" <script>alert(1)</script><img src=x onerror=alert(1)>'),
    );
    expect(svg).not.toMatch(/<script|<img/);
    expect(svg).toContain('&amp;');
  });

  test('styles in labels cannot point outside', async () => {
    const svg = await renderer.svg(titled('<span style="fill:url(http://example.org/x);color:red">x</span>'));
    expect(svg).not.toContain('example.org');
  });

  test('external images are left out with a warning, embedded ones are kept', async () => {
    const pixel =
      'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
    const image = (source: string) => ({
      source,
      x: 0,
      y: 1,
      sizex: 0.2,
      sizey: 0.2,
      xref: 'paper',
      yref: 'paper',
    });
    const sources = ['https://example.org/logo.png', 'file:///etc/hostname.png', pixel];
    const { svg, warnings } = await warningsOf({ data: [], layout: { images: sources.map(image) } });
    expect(svg.match(/<image/g)).toHaveLength(1);
    expect(svg).toContain(pixel);
    expect(warnings.map((warning) => warning.split(':')[0])).toEqual([
      'layout.images[0].source',
      'layout.images[1].source',
    ]);
  });

  test('keys that reach for prototypes are ignored', async () => {
    const figure = JSON.parse(
      '{"data":[{"type":"bar","y":[1],"__proto__":{"polluted":1}}],"layout":{"constructor":{"prototype":{"polluted":1}}}}',
    ) as Figure;
    await renderer.svg(figure);
    expect('polluted' in {}).toBe(false);
  });
});

describe('warnings', () => {
  test('characters without a glyph are named once', async () => {
    const { warnings } = await warningsOf(titled('销售额 \u{1F600}\u{1F600} ok'));
    expect(warnings).toEqual([
      'no glyph in Noto Sans SC or Noto Sans for "\u{1F600}" (U+1F600): drawn as an empty box',
    ]);
  });

  test('signs in use have glyphs', async () => {
    const signs = '−×÷≈≤≥±¥€£$‰℃°↑↓→←▲▼●■★✓…—–“”‘’、。，；：？！（）《》【】％＋￥①②m²äéßāǎ';
    const { warnings } = await warningsOf(titled(signs));
    expect(warnings).toEqual([]);
  });

  test('an attribute plotly does not know is named', async () => {
    const { warnings } = await warningsOf({ data: [{ type: 'bar', y: [1], color: 'red' }] });
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toContain('data[0].color');
  });
});
