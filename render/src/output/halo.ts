import type { Element } from '../dom/element.js';
import { inheritedProperty } from '../geometry/inline-style.js';

/** What plotly writes for `shadow: 'auto'`: one color, a pixel away to all four corners, blurred by a pixel. */
const ALL_ROUND = /^1px 1px 1px ((?:\w+\([^)]*\)|[^,(])+), -1px -1px 1px /;

/**
 * The shadow that keeps a text readable on any ground, as an outline behind it: SVG has no attribute for
 * `text-shadow`. Shadows to one side only are left out.
 */
export function haloAttributes(text: Element): [attribute: string, value: string][] {
  const color = ALL_ROUND.exec(inheritedProperty(text, 'text-shadow', ''))?.[1];
  if (color === undefined) return [];
  return [
    ['stroke', color],
    ['stroke-width', '2.5'],
    ['stroke-linejoin', 'round'],
    ['paint-order', 'stroke'],
  ];
}
