import type { Element, Root } from 'hast';
import { toString } from 'hast-util-to-string';
import { SKIP, visit } from 'unist-util-visit';
import type { PageContext } from '../context.js';
import { hasColor } from '../style.js';

/**
 * Puts each table into a region of its own that scrolls by touch and by keyboard, named by its caption, and says
 * of each heading whether it heads a column or a row.
 */
export function labelTables(tree: Root, context: PageContext): void {
  visit(tree, 'element', (node, index, parent) => {
    if (node.tagName !== 'table' || parent === undefined || index === undefined) return undefined;
    scopeHeadings(node);
    const caption = node.children.find((child) => child.type === 'element' && child.tagName === 'caption');
    const text = caption === undefined ? '' : toString(caption).trim();
    const label = context.label(text === '' ? context.tableLabel() : text);
    const className = isColored(node) ? ['table', 'paper'] : ['table'];
    parent.children[index] = {
      type: 'element',
      tagName: 'div',
      properties: { className, role: 'region', tabIndex: 0, ariaLabel: label },
      children: [node],
    };
    return SKIP;
  });
}

function scopeHeadings(table: Element): void {
  visit(table, 'element', (part, _index, parent) => {
    if (part.tagName !== 'tr') return;
    const inHead = parent?.type === 'element' && parent.tagName === 'thead';
    const cells = part.children.filter((cell) => cell.type === 'element');
    const allHeadings = cells.every((cell) => cell.tagName === 'th');
    for (const cell of cells) {
      if (cell.tagName !== 'th') continue;
      if (toString(cell).trim() === '') cell.tagName = 'td';
      else cell.properties.scope ??= inHead || allHeadings ? 'col' : 'row';
    }
  });
}

/** Colors set by hand were chosen for a white page. */
function isColored(table: Element): boolean {
  let colored = false;
  visit(table, 'element', ({ properties }) => {
    colored ||= hasColor(properties.style);
  });
  return colored;
}
