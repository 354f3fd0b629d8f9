import { InvalidFigureError, InvalidOptionError, Renderer, type Figure } from 'plotly-static';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectWellFormed, skeleton } from './well-formed.js';

let renderer: Renderer;
beforeAll(async () => {
  renderer = await Renderer.create();
});
afterAll(() => {
  renderer.dispose();
});

const EVIL = `"><script>alert(1)</script>'/><a href="javascript:alert(2)">`;
const titled = (text: string, font: object = {}): Figure => ({ data: [], layout: { title: { text, font } } });
const nested = (depth: number): unknown => (depth === 0 ? 1 : { inner: nested(depth - 1) });
const meta = (value: unknown): Figure => ({ data: [{ type: 'bar', y: [1], meta: value }] });

describe('what tries to break out of its quotes or tags stays text', () => {
  const bar = { type: 'bar', y: [1] };
  test.each<[string, Figure]>([
    ['the family of a font', titled('x', { family: EVIL })],
    [
      'names, texts and templates',
      {
        data: [{ ...bar, name: EVIL, text: [EVIL], texttemplate: `%{text}${EVIL}` }],
        layout: { showlegend: true },
      },
    ],
    [
      'what only the mouse would show',
      {
        data: [{ ...bar, hovertemplate: EVIL, customdata: [EVIL], meta: EVIL, ids: [EVIL] }],
        layout: { meta: EVIL },
      },
    ],
    [
      'ticks',
      {
        data: [bar],
        layout: { xaxis: { tickvals: [0], ticktext: [EVIL], tickprefix: EVIL, ticksuffix: EVIL } },
      },
    ],
    ['dashes', { data: [{ type: 'scatter', y: [1, 2], line: { dash: '5px" onload="alert(1)' } }] }],
    [
      'styles in a label',
      titled(`<span style="font-family:'${EVIL}';fill:url(http://example.org)">a</span>`),
    ],
    [
      'links in a label',
      titled('<a href="https://e.org/&quot; onload=&quot;x">q</a><a href=" java\nscript:x">e</a>'),
    ],
    ['characters XML cannot hold', { data: [{ ...bar, x: ['a\u0000b\u0008\ud800c\uffff]]>'] }], layout: {} }],
  ])('%s', async (_, figure) => {
    const svg = await renderer.svg(figure);
    expectWellFormed(svg);
    expect(skeleton(svg)).not.toMatch(/script|onload|<img|foreignObject/);
    expect(svg).not.toMatch(/<[^>]*(?:javascript:|url\((?!#)|example\.org)/);
  });
});

describe('what is no color, type or axis is refused by its path', () => {
  const bar = { type: 'bar', y: [1] };
  test.each<[string, Figure]>([
    ['layout.paper_bgcolor', { data: [], layout: { paper_bgcolor: 'url(http://example.org/x)' } }],
    ['layout.title.font.color', titled('x', { color: 'url(javascript:alert(1))' })],
    ['data[0].marker.color', { data: [{ ...bar, marker: { color: EVIL } }] }],
    ['data[0].marker.symbol', { data: [{ type: 'scatter', y: [1], marker: { symbol: EVIL } }] }],
    ['data[0].type', { data: [{ type: '__proto__' }] }],
    ['data[0].type', { data: [{ type: 'nonsense' }] }],
    ['data[0].xaxis', { data: [{ ...bar, xaxis: 'constructor' }] }],
  ])('%s', async (path, figure) => {
    await expect(renderer.svg(figure)).rejects.toMatchObject({ name: 'InvalidFigureError', path });
  });
});

describe('shapes no JSON has', () => {
  test('a circle of references', async () => {
    const circle: Record<string, unknown> = {};
    circle['self'] = circle;
    await expect(renderer.svg(meta(circle))).rejects.toMatchObject({ path: 'data[0].meta.self' });
  });

  test('nesting is drawn where it is deep and refused where it is bottomless', async () => {
    expect(await renderer.svg(meta(nested(150)))).toContain('</svg>');
    const error: unknown = await renderer.svg(meta(nested(2000))).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(InvalidFigureError);
    expect(error).toMatchObject({ path: expect.stringMatching(/^data\[0\]\.meta(\.inner)+$/) as unknown });
  });

  test.each([Number.NaN, Infinity, 1e9, 9, -1, '900', {}])('a width of %j', async (width) => {
    await expect(renderer.svg({ data: [], layout: { width } })).rejects.toMatchObject({
      path: 'layout.width',
    });
  });

  test('a PNG of more pixels than memory holds', async () => {
    const drawing = renderer.png({ data: [] }, { width: 5000, height: 5000, scale: 10 });
    await expect(drawing).rejects.toBeInstanceOf(InvalidOptionError);
    await expect(drawing).rejects.toMatchObject({
      option: 'scale',
      problem: expect.stringContaining('50000 by 50000') as unknown,
    });
  });
});
