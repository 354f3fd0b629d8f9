import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InvalidOptionError, renderSvg, Renderer, RendererPool, type FontFile } from 'plotly-static';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FONT_FILES } from '../../render/src/text/font-files.js';
import { FontSet } from '../../render/src/text/font-set.js';
import { smallFont } from './small-font.js';

const LETTERS = 'Revnu ';

let folder: string;
let fonts: FontFile[];
let renderer: Renderer;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'plotly-static-'));
  const file = join(folder, 'small.ttf');
  writeFileSync(file, smallFont(LETTERS));
  fonts = [{ family: 'House Sans', file }];
  renderer = await Renderer.create({ fonts });
});
afterAll(() => {
  renderer.dispose();
  rmSync(folder, { recursive: true });
});

const titled = (text: string, family: string) => ({
  data: [],
  layout: { title: { text, font: { family } }, xaxis: { visible: false }, yaxis: { visible: false } },
});

describe('a font of the user', () => {
  test('is measured', () => {
    const set = new FontSet(fonts);
    const own = set.face('House Sans', '400').measure('Revenue', 20);
    const bundled = new FontSet();
    expect(own.width).toBe(bundled.face('', '700').measure('Revenue', 20).width);
    expect(own.width).not.toBe(bundled.face('', '400').measure('Revenue', 20).width);
  });

  test('is named in the SVG and drawn in the PNG where the figure names it', async () => {
    const figure = titled('Revenue', '"house sans", serif');
    const svg = await renderer.svg(figure);
    expect(svg).toContain(`<text class="gtitle"`);
    expect(/<text class="gtitle"[^>]*>/.exec(svg)?.[0]).toContain(
      `font-family="'House Sans', Noto Sans SC, sans-serif"`,
    );
    const plain = await renderer.png(titled('Revenue', 'Noto Sans SC'));
    expect(Buffer.compare(await renderer.png(figure), plain)).not.toBe(0);
  });

  test('changes nothing where the figure does not name it, nor in another renderer', async () => {
    const other = await Renderer.create();
    const figure = titled('Revenue', 'Verdana');
    expect(await renderer.svg(figure)).toBe(await other.svg(figure));
    expect(await other.svg(titled('Revenue', 'House Sans'))).not.toContain('House Sans');
    other.dispose();
  });

  test('of one part of a text leaves the rest in the bundled family', async () => {
    const svg = await renderer.svg(
      titled('Rev <span style="font-family:House Sans">Reven</span> Rev', 'Verdana'),
    );
    expect(svg.match(/font-family="'House Sans'/g) ?? []).toHaveLength(1);
    expect(svg).toMatch(/<tspan[^>]* font-family="'House Sans', Noto Sans SC, sans-serif"[^>]*>Reven</);
  });

  test('works for one figure and in a pool', async () => {
    const figure = titled('Revenue', 'House Sans');
    const expected = await renderer.svg(figure);
    expect(await renderSvg(figure, { fonts })).toBe(expected);
    const pool = await RendererPool.create({ workers: 1, fonts });
    expect(await pool.svg(figure)).toBe(expected);
    await pool.dispose();
  });
});

describe('glyphs it lacks', () => {
  test('come from the bundled families', () => {
    const own = new FontSet(fonts).face('House Sans', '400');
    const bundled = new FontSet().face('', '400');
    expect(own.measure('销售', 20).width).toBe(bundled.measure('销售', 20).width);
    const outline = own.outline('e销', 20, 0, 0, 0);
    expect(
      outline.endsWith(bundled.outline('销', 20, own.measure('e', 1000).width / 50, 0, 0).slice(-8)),
    ).toBe(true);
    expect(own.measure('Ł', 20).width).toBe(bundled.measure('Ł', 20).width);
  });

  test('are named in the SVG as what they are', async () => {
    const svg = await renderer.svg(titled('Revenue 销售 ₹', 'House Sans'));
    const parts = [...svg.matchAll(/<tspan font-family="([^"]+)">([^<]+)</g)].map(([, ...part]) => part);
    expect(parts).toEqual([
      ['Noto Sans SC, sans-serif', '销售'],
      ['Noto Sans, sans-serif', '₹'],
    ]);
  });

  test('are reported when the bundled families lack them too', async () => {
    const warnings: string[] = [];
    const onWarning = (message: string) => warnings.push(message);
    await renderer.svg(titled('Revenue 销售 \u{1F600}', 'House Sans'), { onWarning });
    expect(warnings).toEqual([
      'no glyph in House Sans, Noto Sans SC or Noto Sans for "\u{1F600}" (U+1F600): drawn as an empty box',
    ]);
  });
});

test('a family with both weights uses each', () => {
  const set = new FontSet([
    { family: 'Both', file: FONT_FILES[400] },
    { family: 'Both', weight: 700, file: FONT_FILES[700] },
  ]);
  const width = (weight: string) => set.face('Both', weight).measure('2024', 100).width;
  expect(width('bold')).toBeGreaterThan(width('400'));
});

describe('an entry that cannot be used is refused', () => {
  test.each<[string, (folder: string) => FontFile, string]>([
    ['a missing file', () => ({ family: 'A', file: '/none/there.ttf' }), 'fonts[0].file'],
    [
      'a file that is no font',
      (at) => {
        writeFileSync(join(at, 'text.ttf'), 'no font');
        return { family: 'A', file: join(at, 'text.ttf') };
      },
      'fonts[0].file',
    ],
    [
      'a file cut short',
      (at) => {
        writeFileSync(join(at, 'cut.ttf'), smallFont('A').subarray(0, 4000));
        return { family: 'A', file: join(at, 'cut.ttf') };
      },
      'fonts[0].file',
    ],
    ['a family that is no name', () => ({ family: '"><script>', file: FONT_FILES[400] }), 'fonts[0].family'],
    [
      'another weight',
      () => ({ family: 'A', weight: 300, file: FONT_FILES[400] }) as unknown as FontFile,
      'fonts[0].weight',
    ],
  ])('%s', async (_, entry, option) => {
    const error: unknown = await Renderer.create({ fonts: [entry(folder)] }).catch(
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(InvalidOptionError);
    expect(error).toMatchObject({ option });
  });
});
