import type { Element } from '../dom/element.js';
import { GEOMETRY } from './vocabulary.js';

const NO_NUMBER = /NaN|Infinity|undefined/;

/** Parts that plotly numbers, by the class of their element, and where they stand in a figure. */
const NUMBERED: readonly (readonly [className: string, path: string])[] = [
  ['annotation', 'layout.annotations'],
  ['shape-group', 'layout.shapes'],
];

/** Where the part is in the figure, as far as its element tells. */
function pathOf(element: Element): string {
  for (const [className, path] of NUMBERED) {
    const part = element.closest(`.${className}`);
    if (part === null) continue;
    const index = element.closest('[data-index]')?.getAttribute('data-index');
    return index === null || index === undefined ? path : `${path}[${index}]`;
  }
  return `a ${element.localName} of the drawing`;
}

/** Gathers the parts of one figure whose place plotly could not compute, as of a shape that begins at "soon". */
export class UnplacedParts {
  readonly #paths = new Set<string>();

  /** Whether an element has a coordinate that is no number: no viewer could draw it. */
  has(element: Element): boolean {
    for (const [name, value] of element.attributes) {
      if (!GEOMETRY.has(name) || !NO_NUMBER.test(value)) continue;
      this.#paths.add(pathOf(element));
      return true;
    }
    return false;
  }

  /** One sentence for each part. */
  messages(): string[] {
    return [...this.#paths].map((path) => `${path}: left out, because its place is no number`);
  }
}
