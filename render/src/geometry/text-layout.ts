import { isElement, type Element } from '../dom/element.js';
import { isText } from '../dom/text.js';
import { InvalidFigureError } from '../errors.js';
import type { FontFace, TextMetrics } from '../text/font-face.js';
import { Box } from './box.js';
import { elementFace } from './element-face.js';
import { DEFAULT_FONT_SIZE, MAX_FONT_SIZE, readFontSize } from './font-size.js';
import { inheritedProperty, ownProperty } from './inline-style.js';

/** How far Chromium slants a font that has no italics of its own. */
const SYNTHETIC_SLANT = 0.25;

/** Plotly puts these into empty lines and after subscripts. */
const ZERO_WIDTH_SPACE = '\u200b';

/** A stretch of text in one style, placed in the user space of its `<text>` element. */
export interface TextRun {
  readonly text: string;
  /** The `<text>` or `<tspan>` it stands in. */
  readonly element: Element;
  /** Start of the baseline. */
  readonly x: number;
  readonly y: number;
  /** Font size in px. */
  readonly size: number;
  readonly face: FontFace;
  /** How far the glyphs lean to the right for each px above the baseline. */
  readonly slant: number;
  readonly metrics: TextMetrics;
}

function fontSize(element: Element): number {
  let factor = 1;
  for (let node: Element | null = element; node !== null; node = node.parentElement) {
    const value = ownProperty(node, 'font-size');
    const size = readFontSize(value);
    if (size === null) continue;
    if ('px' in size) return size.px * factor;
    factor *= size.factor;
  }
  return DEFAULT_FONT_SIZE * factor;
}

/** Sizes that a figure does not say in one place: put together from templates, or by tags within tags. */
function checkSize(size: number, text: string): void {
  if (Math.abs(size) <= MAX_FONT_SIZE) return;
  const shown = JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text);
  throw new InvalidFigureError(
    '',
    `sets the text ${shown} in a font of ${size} px, more than the limit of ${MAX_FONT_SIZE}`,
  );
}

/** Text as `text-transform` shows it. SVG has no attribute for that property, so it is applied to the text. */
export function transformText(text: string, element: Element): string {
  switch (inheritedProperty(element, 'text-transform', 'none')) {
    case 'uppercase':
      return text.toUpperCase();
    case 'lowercase':
      return text.toLowerCase();
    case 'capitalize':
      return text.replace(/(?<!\p{L})\p{L}/gu, (letter) => letter.toUpperCase());
    default:
      return text;
  }
}

class TextLayout {
  readonly runs: TextRun[] = [];
  #x = 0;
  #y = 0;
  /** Where the line at hand starts and how it is anchored: a line goes on until x or y is set again. */
  #line: { readonly start: number; readonly anchor: string; readonly runs: TextRun[] } | undefined;

  addElement(element: Element): void {
    if (ownProperty(element, 'display') === 'none') return;
    const length = (name: string): number | undefined => {
      const value = element.getAttribute(name);
      if (value === null || value === '') return undefined;
      return Number.parseFloat(value) * (value.endsWith('em') ? fontSize(element) : 1);
    };
    const x = length('x');
    const y = length('y');
    if (x !== undefined || y !== undefined) this.endLine();
    this.#x = (x ?? this.#x) + (length('dx') ?? 0);
    this.#y = (y ?? this.#y) + (length('dy') ?? 0);
    for (let child = element.firstChild; child !== null; child = child.nextSibling) {
      if (isText(child)) this.#addText(child.nodeValue, element);
      else if (isElement(child)) this.addElement(child);
    }
  }

  /** Moves the line at hand to where its anchor wants it. */
  endLine(): void {
    const line = this.#line;
    if (line === undefined) return;
    const share = line.anchor === 'middle' ? 0.5 : line.anchor === 'end' ? 1 : 0;
    const shift = -(this.#x - line.start) * share;
    this.runs.push(...line.runs.map((run) => ({ ...run, x: run.x + shift })));
    this.#x += shift;
    this.#line = undefined;
  }

  #addText(written: string, element: Element): void {
    const text = transformText(written, element).replaceAll(ZERO_WIDTH_SPACE, '');
    if (text === '') return;
    const size = fontSize(element);
    checkSize(size, text);
    const face = elementFace(element);
    const slant = inheritedProperty(element, 'font-style', 'normal') === 'italic' ? SYNTHETIC_SLANT : 0;
    const metrics = face.measure(text, size, slant);
    const anchor = inheritedProperty(element, 'text-anchor', 'start');
    this.#line ??= { start: this.#x, anchor, runs: [] };
    this.#line.runs.push({ text, element, x: this.#x, y: this.#y, size, face, slant, metrics });
    this.#x += metrics.width;
  }
}

/** Lays out a `<text>` or `<tspan>` the way a browser does, with the fonts of its document. */
export function layoutText(element: Element): readonly TextRun[] {
  const layout = new TextLayout();
  layout.addElement(element);
  layout.endLine();
  return layout.runs;
}

/** Sum of the advances in px, what `getComputedTextLength` returns. */
export function textLength(element: Element): number {
  return layoutText(element).reduce((total, { metrics }) => total + metrics.width, 0);
}

/** The box of a `<text>` in its own user space: ink to the sides, ascent and descent of the font up and down. */
export function textBox(element: Element): Box {
  const box = new Box();
  for (const { x, y, size, face, metrics } of layoutText(element)) {
    box.addPoint(x + metrics.left, y - face.ascent(size));
    box.addPoint(x + metrics.right, y + face.descent(size));
  }
  return box;
}
