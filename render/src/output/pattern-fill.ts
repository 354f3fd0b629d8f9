import type { Element } from '../dom/element.js';
import { Box } from '../geometry/box.js';
import { elementBox } from '../geometry/element-box.js';
import { ownProperty } from '../geometry/inline-style.js';
import { inverse, parseTransform } from '../geometry/matrix.js';

/** Where the tiles of a pattern stand under a shape, in the space of the pattern. */
export interface Tiling {
  readonly pattern: Element;
  /** From the space of the pattern to that of what surrounds the shape. */
  readonly transform: string;
  readonly corners: readonly { readonly x: number; readonly y: number }[];
}

/** Over this many tiles the file would be larger than exact stripes are worth. */
const MAX_TILES = 20_000;

const REFERENCE = /^url\(\s*["']?#([^"')]+)["']?\s*\)$/;

const length = (element: Element, name: string): number =>
  Number.parseFloat(element.getAttribute(name) ?? '') || 0;

function patternOf(shape: Element): Element | undefined {
  const id = REFERENCE.exec(ownProperty(shape, 'fill'))?.[1];
  const found = id === undefined ? null : shape.ownerDocument.getElementById(id);
  const isPattern = found?.localName === 'pattern' && found.getAttribute('patternUnits') === 'userSpaceOnUse';
  return isPattern ? found : undefined;
}

/**
 * The tiles that cover a shape filled with a pattern; undefined of any other shape. Rasterizers draw a pattern from
 * one tile of whole pixels, which moves its stripes; drawn one by one they stand where they belong.
 */
export function tilingOf(shape: Element): Tiling | undefined {
  const pattern = patternOf(shape);
  if (pattern === undefined) return undefined;
  const own = pattern.getAttribute('patternTransform') ?? '';
  const back = inverse(parseTransform(own));
  const area = new Box();
  if (back !== undefined) area.addBox(elementBox(shape), back);
  const [x0, y0] = [length(pattern, 'x'), length(pattern, 'y')];
  const [width, height] = [length(pattern, 'width'), length(pattern, 'height')];
  const count = ((area.right - area.left) / width) * ((area.bottom - area.top) / height);
  if (area.isEmpty || !(count < MAX_TILES)) return undefined;
  const corners: { x: number; y: number }[] = [];
  for (let row = Math.floor((area.top - y0) / height); y0 + row * height < area.bottom; row++) {
    for (let column = Math.floor((area.left - x0) / width); x0 + column * width < area.right; column++) {
      corners.push({ x: x0 + column * width, y: y0 + row * height });
    }
  }
  const transform = [shape.getAttribute('transform') ?? '', own].filter((part) => part !== '').join(' ');
  return { pattern, transform, corners };
}
