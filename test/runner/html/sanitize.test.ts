import fc from 'fast-check';
import { fromHtml } from 'hast-util-from-html';
import { toHtml } from 'hast-util-to-html';
import { describe, expect, it } from 'vitest';
import { markdownContent, outputContent } from '../../../runner/src/html/content.js';
import { PageContext } from '../../../runner/src/html/context.js';
import { dangers } from './inert.js';
import { VECTORS } from './vectors.js';

const page = (trust = false): PageContext => new PageContext({ notebookFile: 'x.ipynb', trust }, 'en');
const output = (html: string): string => outputContent(html, page());
const prose = (source: string): string => markdownContent(source, new Map(), page());

describe('HTML of a notebook', () => {
  it('knows its dangers: the checks of this file find something in nearly every vector', () => {
    const harmless = VECTORS.filter((vector) => dangers(vector).length === 0);
    expect(harmless.length).toBeLessThan(8);
  });

  it.each(VECTORS)('cannot run, load or reach the page as an output: %s', (vector) => {
    expect(dangers(output(vector))).toEqual([]);
  });

  it.each(VECTORS)('nor as markdown: %s', (vector) => {
    expect(dangers(prose(vector))).toEqual([]);
    expect(dangers(prose(`before ${vector} behind`))).toEqual([]);
  });

  it('stays inert whatever pieces are put together', () => {
    const piece = fc.oneof(
      fc.constantFrom(...VECTORS),
      fc.constantFrom(
        '<table>',
        '<svg>',
        '<math>',
        '<p>',
        '</p>',
        '<style>',
        '</style>',
        '<!--',
        '-->',
        '<![CDATA[',
        '"',
        "'",
        '`',
        '&lt;',
        '$',
        '$$',
      ),
      fc.string({ unit: 'binary', maxLength: 8 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 6 }), (pieces) => {
        const once = output(pieces.join(''));
        expect(dangers(once)).toEqual([]);
        // Nor once a browser has read it and written it back (`innerHTML = innerHTML`).
        expect(dangers(toHtml(fromHtml(once, { fragment: true })))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('keeps what only shows', () => {
    expect(output('<p style="color: #b00; text-align: right"><b>12</b> &lt; 13<sup>2</sup></p>')).toBe(
      '<p style="color: #b00; text-align: right"><b>12</b> &#x3C; 13<sup>2</sup></p>',
    );
    expect(output('<a href="https://example.org/a?b=1#c">d</a>')).toContain(
      'href="https://example.org/a?b=1#c"',
    );
  });

  it('loads no picture from elsewhere but says where it is', () => {
    expect(output('<img src="https://example.org/a.png" alt="A map">')).toBe(
      '<a href="https://example.org/a.png" rel="noopener noreferrer">A map</a>',
    );
  });

  it('shows an SVG as a picture, in which no script runs', () => {
    const html = output(
      '<svg width="10" height="20" viewBox="0 0 1 1"><title>Dot</title><circle r="1"/></svg>',
    );
    expect(html).toMatch(/^<img src="data:image\/svg\+xml;base64,[^"]+" alt="Dot" width="10" height="20">$/);
    const svg = Buffer.from(/base64,([^"]+)/.exec(html)?.[1] ?? '', 'base64').toString();
    expect(svg).toContain('xmlns="http://www.w3.org/2000/svg"');
    expect(svg).toContain('viewBox="0 0 1 1"');
  });

  it('keeps scripts when the notebook is trusted', () => {
    expect(outputContent('<p onclick="go()">x</p>', page(true))).toContain('onclick="go()"');
  });
});
