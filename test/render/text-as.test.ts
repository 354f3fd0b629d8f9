import { Renderer, RendererPool, type Figure } from 'plotly-static';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { gallery } from '../../render/gallery/index.js';
import { rasterize } from '../../render/src/output/rasterize.js';

const OUTLINES = { textAs: 'outlines' } as const;

let renderer: Renderer;
beforeAll(async () => {
  renderer = await Renderer.create();
});
afterAll(() => {
  renderer.dispose();
});

const ENTITIES = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&amp;': '&' };
const unescape = (text: string) =>
  Object.entries(ENTITIES).reduce((plain, [entity, sign]) => plain.replaceAll(entity, sign), text);
const all = (svg: string, pattern: RegExp) =>
  [...svg.matchAll(pattern)].map(([, found = '']) => unescape(found.replace(/<[^>]*>/g, '')));
const texts = (svg: string) => all(svg, /<text\b[^>]*>(.*?)<\/text>/gs);
const labels = (svg: string) => all(svg, /<g\b[^>]* aria-label="([^"]*)"/g);
/** The title as it was drawn, with all it holds. */
const titleOf = (svg: string) => /<g class="gtitle".*?<\/g>/s.exec(svg)?.[0] ?? '';
/** Without white space: where one line ends and the next begins is not part of the words. */
const words = (texts: readonly string[]) =>
  texts.map((text) => text.replace(/[\s\u200b]/g, '')).filter(Boolean);
const titled = (text: string): Figure => ({
  data: [],
  layout: { title: { text }, xaxis: { visible: false }, yaxis: { visible: false } },
});

describe.each(['text-of-europe', 'rich-text', 'treemap', 'table'])('%s with text as outlines', (name) => {
  const figure = gallery[name];
  if (figure === undefined) throw new Error(`no figure ${name}`);

  test('holds no text and names no font', async () => {
    const svg = await renderer.svg(figure, OUTLINES);
    expect(/<text|<tspan|font-family/.exec(svg)).toBeNull();
  });

  test('is the picture of the PNG', async () => {
    const { svg, png } = await renderer.render(figure, { ...OUTLINES, scale: 2 });
    expect(Buffer.compare(rasterize(svg, 2), png)).toBe(0);
    expect(Buffer.compare(await renderer.png(figure, { scale: 2 }), png)).toBe(0);
  });

  test('says the words that the text says', async () => {
    const said = words(texts(await renderer.svg(figure)));
    expect(said.length).toBeGreaterThan(5);
    expect(words(labels(await renderer.svg(figure, OUTLINES)))).toEqual(said);
  });
});

test('each text is one image for a screen reader, lines parted by a space', async () => {
  const figure = titled('<b>Sales</b> &amp; "cost", m<sup>2</sup><br>销售 Łódź');
  const title = titleOf(await renderer.svg(figure, OUTLINES));
  expect(labels(title)).toEqual(['Sales & "cost", m2 销售 Łódź']);
  expect(title).toMatch(/^<g [^>]*role="img"/);
  // One path for each stretch in one style.
  expect(title.match(/<path /g)).toHaveLength(4);
});

test('a link stays one, with its own words; an unsafe one does not', async () => {
  const text = 'see <a href="https://example.org/">the source</a> or <a href="javascript:alert(1)">this</a>';
  const title = titleOf(await renderer.svg(titled(text), OUTLINES));
  expect(title).toMatch(/^<g [^>]*role="group" aria-label="see the source or this"/);
  expect(title.match(/<a /g)).toHaveLength(1);
  expect(title).toMatch(
    /<a [^>]*xlink:href="https:\/\/example.org\/" aria-label="the source"><path [^>]*><\/a>/,
  );
  expect(title).not.toContain('javascript');
});

test('missing glyphs are reported as they are in text', async () => {
  const warnings: string[] = [];
  await renderer.svg(titled('\u{1F600}'), { ...OUTLINES, onWarning: (message) => warnings.push(message) });
  expect(warnings).toEqual([expect.stringContaining('(U+1F600)')]);
});

test('it can be a default, also of a pool, and a figure may say otherwise', async () => {
  const figure = titled('Łódź');
  const expected = await renderer.svg(figure, OUTLINES);
  const pool = await RendererPool.create({ workers: 1, defaults: OUTLINES });
  expect(await pool.svg(figure)).toBe(expected);
  expect(await pool.svg(figure, { textAs: 'text' })).toBe(await renderer.svg(figure));
  await pool.dispose();
});

test('anything else is refused', async () => {
  const options = { textAs: 'paths' } as unknown as typeof OUTLINES;
  await expect(renderer.svg(titled('x'), options)).rejects.toMatchObject({
    name: 'InvalidOptionError',
    option: 'textAs',
  });
});
