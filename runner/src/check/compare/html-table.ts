import { parseFragment, type DefaultTreeAdapterTypes } from 'parse5';

type Node = DefaultTreeAdapterTypes.ChildNode;
type Element = DefaultTreeAdapterTypes.Element;

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
  return descendants(parseFragment(html).childNodes, 'table').map(readTable);
}

function readTable(table: Element): HtmlTable {
  const rows = descendants(table.childNodes, 'tr').map((row) => ({
    cells: row.childNodes.filter(isCell),
    inHead: row.parentNode?.nodeName === 'thead',
  }));
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
    caption: descendants(table.childNodes, 'caption').map(textOf).join(' '),
    columns,
    rowLabels: body.map((row) => {
      const headings = distinct(row.filter(({ heading }) => heading).map(({ text }) => text));
      return headings.length > 0 ? headings.join(' / ') : (row[0]?.text ?? '');
    }),
    rows: body.map((row) => row.map(({ text }) => text)),
  };
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
      for (const row of grid.slice(y, y + span(cell, 'rowspan'))) {
        for (let right = 0; right < span(cell, 'colspan'); right += 1) row[x + right] = placed;
      }
    }
  }
  return grid.map((row) =>
    Array.from(row, (cell: GridCell | undefined) => cell ?? { text: '', heading: false }),
  );
}

function span(cell: Element, name: 'rowspan' | 'colspan'): number {
  const value = Number(cell.attrs.find((attribute) => attribute.name === name)?.value ?? '1');
  return Number.isInteger(value) ? Math.min(Math.max(value, 1), 1000) : 1;
}

/** Elements of a name in the order of the text; what lies inside a nested table or one found is not looked at. */
function descendants(nodes: readonly Node[], name: string): Element[] {
  return nodes.flatMap((node) => {
    if (!isElement(node)) return [];
    if (node.tagName === name) return [node];
    return node.tagName === 'table' ? [] : descendants(node.childNodes, name);
  });
}

function isElement(node: Node): node is Element {
  return 'tagName' in node;
}

function isCell(node: Node): node is Element {
  return isElement(node) && (node.tagName === 'td' || node.tagName === 'th');
}

function textOf(node: Element): string {
  const text = (inner: Node): string => {
    if (inner.nodeName === '#text' && 'value' in inner) return inner.value;
    return isElement(inner) ? inner.childNodes.map(text).join('') : '';
  };
  return text(node).replace(/\s+/g, ' ').trim();
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts.filter((text) => text !== ''))];
}
