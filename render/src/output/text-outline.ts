import { inheritedProperty } from '../geometry/inline-style.js';
import type { TextRun } from '../geometry/text-layout.js';
import { escapeXml } from './escape.js';
import type { IdNames } from './ids.js';

/** Paint a run may set differently from its `<text>`. */
const PAINT = ['fill', 'fill-opacity', 'stroke', 'stroke-opacity', 'stroke-width'];

/** Where each kind of line goes, in shares of the font size above the baseline. */
const RAISED_LINES = { overline: 0.88, 'line-through': 0.3 };

function bar(x: number, middle: number, width: number, thickness: number): string {
  return `M${x} ${middle - thickness / 2}h${width}v${thickness}h${-width}z`;
}

function decoration({ element, x, y, size, face, metrics }: TextRun): string {
  const wanted =
    inheritedProperty(element, 'text-decoration', '') +
    inheritedProperty(element, 'text-decoration-line', '');
  const { offset, thickness } = face.underline(size);
  let lines = wanted.includes('underline') ? bar(x, y + offset, metrics.width, thickness) : '';
  for (const [name, share] of Object.entries(RAISED_LINES)) {
    if (wanted.includes(name)) lines += bar(x, y - share * size, metrics.width, thickness);
  }
  return lines;
}

/**
 * A run of text as filled outlines; empty where there is nothing to see. The rasterizer would read the font file
 * again for every glyph, 2 MB each time, and it does not slant italics. Crisp edges are for shapes: a browser smooths
 * the text inside a crisp group.
 */
export function outlineRun(run: TextRun, ids: IdNames): string {
  const data = run.face.outline(run.text, run.size, run.x, run.y, run.slant) + decoration(run);
  if (data === '') return '';
  const paint = PAINT.map((name) => {
    const value = ids.reference(inheritedProperty(run.element, name, ''));
    return value === undefined || value === '' ? '' : ` ${name}="${escapeXml(value)}"`;
  });
  return `<path shape-rendering="geometricPrecision" d="${data}"${paint.join('')}/>`;
}
