import type { Element, ElementContent, RootContent } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { toString } from 'hast-util-to-string';

/** A table out of HTML as a grid: cells that span stand in every place they cover. */
export interface HtmlTable {
  readonly caption: string;
  /** One label a column: the header rows above it, joined. */
  readonly columns: readonly string[];
  /** One label a row: its heading cells, or its first cell. */
  readonly rowLabels: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** The outermost tables of an HTML text, read as a browser reads it: end tags and `tbody` may be left out. */
export function htmlTables(html: string): HtmlTable[] {
  return descendants(fromHtml(html, { fragment: true }).children, 'table').map(readTable);
}

function readTable(table: Element): HtmlTable {
  const rows = rowsOf(table);
  const grid = layOut(rows.map(({ cells }) => cells));
  const firstBody = rows.findIndex(
    ({ cells, inHead }) => !inHead && cells.some(({ tagName }) => tagName === 'td'),
  );
  const head = firstBody === -1 ? rows.length : firstBody;
  const width = Math.max(0, ...grid.map((row) => row.length));
  const columns = Array.from({ length: width }, (_, column) =>
    distinct(grid.slice(0, head).map((row) => row[column]?.text ?? '')).join(' / '),
  );
  const body = grid.slice(head);
  return {
    caption: descendants(table.children, 'caption').map(textOf).join(' '),
    columns,
    rowLabels: body.map((row) => {
      const headings = distinct(row.filter(({ heading }) => heading).map(({ text }) => text));
      return headings.length > 0 ? headings.join(' / ') : (row[0]?.text ?? '');
    }),
    rows: body.map((row) => row.map(({ text }) => text)),
  };
}

interface TableRow {
  readonly cells: readonly Element[];
  readonly inHead: boolean;
}

/** The rows of a table, which stand in its sections: browsers put those in where they are left out. */
function rowsOf({ children }: Element): TableRow[] {
  return children.filter(isElement).flatMap((section) =>
    descendants([section], 'tr').map((row) => ({
      cells: row.children.filter(isCell),
      inHead: section.tagName === 'thead',
    })),
  );
}

interface GridCell {
  readonly text: string;
  readonly heading: boolean;
}

/** Puts the cells of each row where they stand, past those that reach down from rows above. */
function layOut(rows: readonly (readonly Element[])[]): GridCell[][] {
  const grid: GridCell[][] = rows.map(() => []);
  for (const [y, cells] of rows.entries()) {
    let x = 0;
    for (const cell of cells) {
      while (grid[y]?.[x] !== undefined) x += 1;
      const placed = { text: textOf(cell), heading: cell.tagName === 'th' };
      for (const row of grid.slice(y, y + span(cell, 'rowSpan'))) {
        for (let right = 0; right < span(cell, 'colSpan'); right += 1) row[x + right] = placed;
      }
    }
  }
  return grid.map((row) =>
    Array.from(row, (cell: GridCell | undefined) => cell ?? { text: '', heading: false }),
  );
}

function span(cell: Element, name: 'rowSpan' | 'colSpan'): number {
  const value = Number(cell.properties[name] ?? 1);
  return Number.isInteger(value) ? Math.min(Math.max(value, 1), 1000) : 1;
}

/** Elements of a name in the order of the text; what lies inside a nested table or one found is not looked at. */
function descendants(nodes: readonly RootContent[], name: string): Element[] {
  return nodes.flatMap((node) => {
    if (!isElement(node)) return [];
    if (node.tagName === name) return [node];
    return node.tagName === 'table' ? [] : descendants(node.children, name);
  });
}

function isElement(node: RootContent): node is Element {
  return node.type === 'element';
}

function isCell(node: ElementContent): node is Element {
  return isElement(node) && (node.tagName === 'td' || node.tagName === 'th');
}

function textOf(node: Element): string {
  return toString(node).replace(/\s+/g, ' ').trim();
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts.filter((text) => text !== ''))];
}
