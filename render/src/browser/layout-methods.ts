import type { DOMWindow } from 'jsdom';
import { rect, type Rect } from '../geometry/box.js';
import { elementBox, pageRect } from '../geometry/element-box.js';
import { ownProperty } from '../geometry/inline-style.js';
import { parseTransform, type Matrix } from '../geometry/matrix.js';
import { pathLength, pointAtLength } from '../geometry/path-length.js';
import { textLength } from '../geometry/text-layout.js';

/** Size of an HTML element: plotly only ever asks for the div it draws into, whose style names it. */
function htmlRect(element: Element): Rect {
  const size = (name: string) => Number.parseFloat(ownProperty(element, name)) || 0;
  return rect(0, 0, size('width'), size('height'));
}

/** `SVGGraphicsElement.transform`, as far as tables and parallel categories read it. */
function transformList(element: Element): { baseVal: { consolidate(): { matrix: Matrix } | null } } {
  const attribute = element.getAttribute('transform');
  return {
    baseVal: { consolidate: () => (attribute === null ? null : { matrix: parseTransform(attribute) }) },
  };
}

/** Gives the elements of `window` the layout methods jsdom leaves out, computed from real font metrics. */
export function addLayoutMethods(window: DOMWindow): void {
  const methods = {
    getBoundingClientRect(this: Element): Rect {
      const inSvg = this instanceof window.SVGElement && this.localName !== 'svg';
      return inSvg ? pageRect(this) : htmlRect(this);
    },
    getBBox(this: Element): Rect {
      return elementBox(this).toRect();
    },
    getComputedTextLength(this: Element): number {
      return textLength(this);
    },
    getTotalLength(this: Element): number {
      return pathLength(this.getAttribute('d'));
    },
    getPointAtLength(this: Element, distance: number): { x: number; y: number } {
      return pointAtLength(this.getAttribute('d'), distance);
    },
  };
  for (const [name, value] of Object.entries(methods)) {
    Object.defineProperty(window.Element.prototype, name, { value, configurable: true, writable: true });
  }
  Object.defineProperty(window.SVGElement.prototype, 'transform', {
    configurable: true,
    get(this: Element) {
      return transformList(this);
    },
  });
}
