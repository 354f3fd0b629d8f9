import type { Element } from '../dom/element.js';
import type { TextRun } from '../geometry/text-layout.js';

/** The words of a text, its lines parted by a space as they are parted by where they stand. */
export function textLabel(runs: readonly TextRun[]): string {
  let label = '';
  let line: Element | null | undefined;
  for (const { text, element } of runs) {
    const own = element.closest('tspan.line');
    if (line !== undefined && own !== line) label += ' ';
    label += text;
    line = own;
  }
  return label.replace(/\s+/g, ' ').trim();
}
