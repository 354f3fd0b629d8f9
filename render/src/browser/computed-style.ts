import type { DOMWindow } from 'jsdom';
import { ownProperty, parseStyle } from '../geometry/inline-style.js';

type ComputedStyle = (element: Element) => object;

/**
 * A `getComputedStyle` for the few properties plotly reads. jsdom's own walks every style sheet and takes
 * most of a second on a large figure.
 */
export function computedStyle(window: DOMWindow): ComputedStyle {
  const value = (element: Element, property: string): string => {
    switch (property) {
      case 'image-rendering':
        // Not supported: plotly then paints heatmap cells one by one at full size, and we keep them as vectors.
        return '';
      case 'display':
        return ownProperty(element, 'display') || (element instanceof window.SVGElement ? 'inline' : 'block');
      case 'transform':
        return parseStyle(element.getAttribute('style')).get('transform') ?? 'none';
      default:
        return ownProperty(element, property);
    }
  };
  return (element) =>
    new Proxy(
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
