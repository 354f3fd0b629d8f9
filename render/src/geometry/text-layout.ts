import { fontFace } from '../text/font-face.js';
import { Box } from './box.js';
import { inheritedProperty, ownProperty } from './inline-style.js';

const TEXT_NODE = 3;
const ELEMENT_NODE = 1;
const DEFAULT_FONT_SIZE = 12;

/** Plotly puts these into empty lines and after subscripts. */
const ZERO_WIDTH_SPACE = '\u200b';

/** Where a `<text>` element falls in its own user space. */
export interface TextExtent {
  readonly box: Box;
  /** Sum of the advances, what `getComputedTextLength` returns. */
  readonly width: number;
}

function fontSize(element: Element): number {
  let factor = 1;
  for (let node: Element | null = element; node !== null; node = node.parentElement) {
    const value = ownProperty(node, 'font-size');
    if (value === '' || value === 'inherit') continue;
    if (value.endsWith('%')) factor *= Number.parseFloat(value) / 100;
    else if (value.endsWith('em')) factor *= Number.parseFloat(value);
    else return Number.parseFloat(value) * factor;
  }
  return DEFAULT_FONT_SIZE * factor;
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

/** A run of text drawn from one anchor: SVG starts a new one wherever x or y is set. */
interface Chunk {
  readonly start: number;
  readonly anchor: string;
  readonly pieces: { left: number; right: number; top: number; bottom: number }[];
}

class TextLayout implements TextExtent {
  readonly box = new Box();
  width = 0;
  private x = 0;
  private y = 0;
  private chunk: Chunk | undefined;

  visit(node: ChildNode): void {
    if (node.nodeType === TEXT_NODE) this.addText(node);
    else if (node.nodeType === ELEMENT_NODE) this.addElement(node as Element);
  }

  addElement(element: Element): void {
    if (ownProperty(element, 'display') === 'none') return;
    const length = (name: string): number | undefined => {
      const value = element.getAttribute(name);
      if (value === null || value === '') return undefined;
      return Number.parseFloat(value) * (value.endsWith('em') ? fontSize(element) : 1);
    };
    const x = length('x');
    const y = length('y');
    if (x !== undefined || y !== undefined) this.endChunk();
    this.x = (x ?? this.x) + (length('dx') ?? 0);
    this.y = (y ?? this.y) + (length('dy') ?? 0);
    element.childNodes.forEach((child) => {
      this.visit(child);
    });
  }

  /** Places the pieces gathered so far by their anchor. */
  endChunk(): void {
    const { chunk } = this;
    if (chunk === undefined) return;
    const share = chunk.anchor === 'middle' ? 0.5 : chunk.anchor === 'end' ? 1 : 0;
    const shift = -(this.x - chunk.start) * share;
    for (const { left, right, top, bottom } of chunk.pieces) {
      this.box.addPoint(left + shift, top);
      this.box.addPoint(right + shift, bottom);
    }
    this.x += shift;
    this.chunk = undefined;
  }

  private addText(node: ChildNode): void {
    const element = node.parentElement;
    if (element === null || node.nodeValue === null) return;
    const text = transformText(node.nodeValue, element).replaceAll(ZERO_WIDTH_SPACE, '');
    if (text === '') return;
    const size = fontSize(element);
    const face = fontFace(inheritedProperty(element, 'font-weight', '400'));
    const { width, left, right } = face.measure(text, size);
    this.chunk ??= {
      start: this.x,
      anchor: inheritedProperty(element, 'text-anchor', 'start'),
      pieces: [],
    };
    this.chunk.pieces.push({
      left: this.x + left,
      right: this.x + right,
      top: this.y - face.ascent(size),
      bottom: this.y + face.descent(size),
    });
    this.x += width;
    this.width += width;
  }
}

/** Lays out a `<text>` or `<tspan>` the way a browser does, with the bundled fonts. */
export function layoutText(element: Element): TextExtent {
  const layout = new TextLayout();
  layout.addElement(element);
  layout.endChunk();
  return layout;
}
