import type { Element } from '../dom/element.js';
import { Box, type Rect } from './box.js';
import { ownProperty } from './inline-style.js';
import { IDENTITY, multiply, parseTransform, translation, type Matrix } from './matrix.js';
import { pathBox } from './path-box.js';
import { textBox } from './text-layout.js';

/** Elements that draw nothing where they stand. */
const UNDRAWN = new Set([
  'defs',
  'clipPath',
  'linearGradient',
  'radialGradient',
  'pattern',
  'style',
  'title',
  'metadata',
  'mask',
  'symbol',
  'marker',
  'filter',
]);

const attribute = (element: Element, name: string) =>
  Number.parseFloat(element.getAttribute(name) ?? '') || 0;

function ellipseBox(element: Element, rx: number, ry: number): Box {
  const box = new Box();
  box.addRect(attribute(element, 'cx') - rx, attribute(element, 'cy') - ry, 2 * rx, 2 * ry);
  return box;
}

function pointsBox(points: string): Box {
  const box = new Box();
  const numbers = (points.match(/[-+.\deE]+/g) ?? []).map(Number);
  for (let i = 0; i + 1 < numbers.length; i += 2) box.addPoint(numbers[i] ?? 0, numbers[i + 1] ?? 0);
  return box;
}

function groupBox(group: Element): Box {
  const box = new Box();
  for (const child of group.children) {
    box.addBox(elementBox(child), parseTransform(child.getAttribute('transform')));
  }
  return box;
}

/** The bounding box of an SVG element in its own user space, stroke not included (`getBBox`). */
export function elementBox(element: Element): Box {
  const box = new Box();
  if (UNDRAWN.has(element.localName) || ownProperty(element, 'display') === 'none') return box;
  const of = (name: string) => attribute(element, name);
  switch (element.localName) {
    case 'text':
    case 'tspan':
      return textBox(element);
    case 'path':
      return pathBox(element.getAttribute('d'));
    case 'rect':
    case 'image':
    case 'foreignObject':
      box.addRect(of('x'), of('y'), of('width'), of('height'));
      return box;
    case 'circle':
      return ellipseBox(element, of('r'), of('r'));
    case 'ellipse':
      return ellipseBox(element, of('rx'), of('ry'));
    case 'line':
      box.addPoint(of('x1'), of('y1'));
      box.addPoint(of('x2'), of('y2'));
      return box;
    case 'polygon':
    case 'polyline':
      return pointsBox(element.getAttribute('points') ?? '');
    default:
      return groupBox(element);
  }
}

/** The transform from an element's user space to the page. */
function toPage(element: Element): Matrix {
  let matrix = IDENTITY;
  for (let node: Element | null = element; node !== null; node = node.parentElement) {
    if (node.localName === 'svg') {
      matrix = multiply(translation(attribute(node, 'x'), attribute(node, 'y')), matrix);
    }
    const transform = node.getAttribute('transform');
    if (transform !== null) matrix = multiply(parseTransform(transform), matrix);
  }
  return matrix;
}

/** The bounding box of an SVG element on the page (`getBoundingClientRect`). */
export function pageRect(element: Element): Rect {
  const box = new Box();
  box.addBox(elementBox(element), toPage(element));
  return box.toRect();
}
