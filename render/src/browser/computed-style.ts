import type { Element } from '../dom/element.js';
import { ownProperty } from '../geometry/inline-style.js';
import { SVGElement } from './elements.js';

function value(element: Element, property: string): string {
  switch (property) {
    case 'image-rendering':
      // Not supported: plotly then paints heatmap cells one by one at full size, and we keep them as vectors.
      return '';
    case 'display':
      return ownProperty(element, 'display') || (element instanceof SVGElement ? 'inline' : 'block');
    case 'transform':
      return element.declared('transform') ?? 'none';
    default:
      return ownProperty(element, property);
  }
}

/** `getComputedStyle` for the few properties plotly reads, all of which stand on the element itself. */
export function computedStyle(element: Element): object {
  return new Proxy(
    {},
    {
      get: (_, key) => {
        if (typeof key === 'symbol') return undefined;
        if (key === 'getPropertyValue') return (property: string) => value(element, property);
        return value(
          element,
          key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
        );
      },
    },
  );
}
