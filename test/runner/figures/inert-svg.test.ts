import { Resvg } from '@resvg/resvg-js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inertSvg } from '../../../runner/src/figures/inert-svg.js';
import { VECTORS } from '../html/vectors.js';

const EMPTY = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" />';
const inside = (part: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4">${part}</svg>`;

const WITHOUT_FONTS = { font: { loadSystemFonts: false } };
const SHOWS =
  /^(?:a|circle|clipPath|defs|desc|ellipse|filter|fe\w+|g|image|line|linearGradient|marker|mask|path|pattern|poly(?:gon|line)|radialGradient|rect|stop|style|svg|switch|symbol|text|textPath|title|tspan|use)$/;
const NAMESPACES = ['http://www.w3.org/2000/svg', 'http://www.w3.org/1999/xlink'];

/** What could run or load when the file is opened: by the tags that XML sees, without a look at the code under test. */
function dangers(svg: string): string[] {
  const found: string[] = [];
  for (const [tag, name = '', attributes = ''] of svg.matchAll(
    /<([^\s/>]+)((?:[^<>"']|"[^"]*"|'[^']*')*)>/g,
  )) {
    if (!SHOWS.test(name) || name === 'feImage') found.push(tag);
    for (const [, key = '', value = ''] of attributes.matchAll(/([^\s="']+)="([^"]*)"/g)) {
      const address =
        /href$/i.test(key) && !value.startsWith('#') && !/^data:image\/(?:png|jpeg);/.test(value);
      if (/^on/i.test(key) || (key.startsWith('xmlns') && !NAMESPACES.includes(value))) found.push(tag);
      if (address && !(name === 'a' && /^https?:/.test(value))) found.push(tag);
      if (key !== 'href' && /url\(\s*["']?[^#"']/.test(value)) found.push(tag);
    }
  }
  const sheets = [...svg.matchAll(/<style[^>]*>([^]*?)<\/style>/g)].map(([, css = '']) => css);
  return [...found, ...sheets.filter((css) => /[<&]|@import|evil/.test(css)), ...(/<[!?]/.exec(svg) ?? [])];
}

const ATTACKS = [
  '<set xlink:href="#a" attributeName="href" to="javascript:pwn()"/>',
  '<a id="a" xlink:href="javascript:pwn()"><text>x</text></a>',
  '<a href="java&#10;script:pwn()"><text>x</text></a>',
  "<use href=\"data:image/svg+xml,<svg id='x' onload='pwn()'/>#x\"/>",
  '<image href="data:image/svg+xml;base64,PHN2Zy8+"/>',
  '<feImage href="https://evil.test/x.png"/>',
  '<rect fill="url(https://evil.test/x.svg#a)"/>',
  '<rect style="fill: u\\72l(https://evil.test/x)"/>',
  '<rect style="fill: url(/*#*/https://evil.test/x)"/>',
  '<style>@import "https://evil.test/x.css";</style>',
  '<style>a { content: "/*"; fill: url(https://evil.test/x); b: "*/" }</style>',
  '<style>&lt;/style>&lt;script>pwn()&lt;/script></style>',
  '<style><![CDATA[</style><script>pwn()</script>]]></style>',
  '<script xmlns="http://www.w3.org/1999/xhtml">pwn()</script>',
  '<x:script xmlns:x="http://www.w3.org/1999/xhtml">pwn()</x:script>',
  '<g xmlns="http://www.w3.org/1999/xhtml" xml:base="https://evil.test/"><script>pwn()</script></g>',
  '<foreignObject><body xmlns="http://www.w3.org/1999/xhtml" onload="pwn()"/></foreignObject>',
  '<title><script>pwn()</script></title><desc><img src="x" onerror="pwn()"/></desc>',
  '<handler type="text/javascript">pwn()</handler><animate onbegin="pwn()"/>',
];

describe('an SVG for a file', () => {
  it('knows its dangers: the checks of this file find something in nearly every attack', () => {
    const missed = ATTACKS.filter((attack) => dangers(inside(attack)).length === 0);
    expect(missed).toEqual(ATTACKS.slice(7, 8));
  });

  it.each([...ATTACKS, ...VECTORS])('does nothing but show: %s', (attack) => {
    for (const svg of [attack, inside(attack), inside(`<g>${attack}</g><rect/>`)])
      expect(dangers(inertSvg(svg))).toEqual([]);
  });

  it('can be opened and does nothing, whatever pieces are put together', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        ...ATTACKS,
        ...VECTORS,
        '<style>',
        '</style>',
        '<!--',
        '-->',
        '<![CDATA[',
        ']]>',
        '"',
        "'",
      ),
      fc.string({ unit: 'binary', maxLength: 8 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 6 }), (pieces) => {
        const svg = inertSvg(inside(pieces.join('')));
        expect(dangers(svg)).toEqual([]);
        expect(() => new Resvg(svg, WITHOUT_FONTS)).not.toThrow();
        expect(inertSvg(svg)).toBe(svg);
      }),
      { numRuns: 300 },
    );
  });

  it('looks as it did', () => {
    const picture = `<?xml version="1.0" encoding="utf-8" standalone="no"?>
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<svg xmlns:xlink="http://www.w3.org/1999/xlink" width="40pt" height="30pt" viewBox="0 0 40 30" xmlns="http://www.w3.org/2000/svg" version="1.1">
 <metadata><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></metadata>
 <defs><style type="text/css">*{stroke-linejoin: round; stroke-linecap: butt}</style>
  <linearGradient id="fade"><stop offset="0" stop-color="red"/><stop offset="1" style="stop-color:#00f"/></linearGradient>
  <clipPath id="p1"><rect x="2" y="2" width="36" height="26"/></clipPath>
  <path id="m1" d="M 0 3 L 3 0 L 0 -3 z" style="stroke: #1f77b4"/></defs>
 <rect width="40" height="30" fill="url(#fade)" clip-path="url(#p1)"/>
 <g clip-path="url('#p1')"><use xlink:href="#m1" x="10" y="10" style="fill: #fff"/><use href="#m1" x="36" y="20"/></g>
 <svg x="20" width="5" height="5" viewBox="0 0 10 10" preserveAspectRatio="none"><circle r="4" cx="5" cy="5"/></svg>
</svg>`;
    const pixels = (svg: string): Buffer => new Resvg(svg, WITHOUT_FONTS).render().pixels;
    const clean = inertSvg(picture);
    expect(clean).not.toBe(picture);
    expect(pixels(clean).equals(pixels(picture))).toBe(true);
    expect(pixels(clean).equals(pixels(clean.replace('stroke: #1f77b4', 'stroke: #000')))).toBe(false);
  });

  it('keeps style sheets that reach nothing outside', () => {
    const css =
      '\n  /* (R) */ .a > line { fill: rgb(0, 10, 20); mask: url(#m) }\n  @font-face { src: url(data:font/woff2;base64,AA) }';
    for (const sheet of [css, `<![CDATA[${css}]]>`])
      expect(inertSvg(inside(`<style type='text/css'>${sheet}</style>`))).toContain(
        `<style type="text/css">${css}</style>`,
      );
  });

  it('keeps texts, titles, links to pages and bitmaps inside', () => {
    const parts = [
      '<title>A &#x26; B</title>',
      '<a href="https://example.org/a?b=1">',
      '<text xml:space="preserve">x  &#x3C; y</text>',
      '<image href="data:image/png;base64,QUJD"',
    ];
    const svg = inertSvg(inside(`${parts.slice(0, 3).join('')}</a>${parts[3]}/>`));
    for (const part of parts) expect(svg).toContain(part);
  });

  it.each(['', 'no picture', '<p>x</p>', '<svg:svg xmlns:svg="http://www.w3.org/2000/svg"/>'])(
    'is empty for %j',
    (text) => {
      expect(inertSvg(text)).toBe(EMPTY);
    },
  );
});
