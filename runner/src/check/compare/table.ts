import { diffArrays } from 'diff';
import type { Difference, DifferingItem } from '../difference.js';
import type { CompareRules } from '../rules.js';
import { htmlTables, type HtmlTable } from './html-table.js';
import { sameText } from './text.js';

const MOST_ITEMS = 10;

/**
 * The cells in which the tables of two HTML texts differ; undefined when there are no tables, a different number
 * of them, or none of their cells differ, so that another comparison has to say what does.
 */
export function compareHtmlTables(
  expected: string,
  actual: string,
  rules: CompareRules,
): Difference | undefined {
  const [before, after] = [htmlTables(expected), htmlTables(actual)];
  if (before.length === 0 || before.length !== after.length) return undefined;
  const items = before.flatMap((table, index) => {
    const other = after[index];
    if (other === undefined) return [];
    const found = compareTables(table, other, rules);
    return before.length === 1
      ? found
      : found.map((item) => ({ ...item, path: `table ${index + 1}, ${item.path}` }));
  });
  if (items.length === 0) return undefined;
  const shown = items.slice(0, MOST_ITEMS);
  const place = items.length === 1 ? '1 place' : `${items.length} places`;
  return {
    kind: 'table',
    path: 'text/html',
    message: `table differs in ${place}`,
    items: shown,
    more: items.length - shown.length,
  };
}

/** Where two tables differ: caption, headings, rows that came or went, and cells by row and column. */
export function compareTables(expected: HtmlTable, actual: HtmlTable, rules: CompareRules): DifferingItem[] {
  const caption = sameText(expected.caption, actual.caption, rules)
    ? []
    : [{ path: 'caption', expected: expected.caption, actual: actual.caption }];
  const headings = differingTexts(
    expected.columns,
    actual.columns,
    rules,
    (n) => `header of column ${n + 1}`,
  );
  const rows = pairRows(expected, actual).flatMap(([before, after]) =>
    compareRow(rowAt(expected, before), rowAt(actual, after), rules),
  );
  return [...caption, ...headings, ...rows];
}

interface Row {
  readonly number: number;
  readonly label: string;
  readonly cells: readonly string[];
  readonly columns: readonly string[];
}

function rowAt({ rowLabels, rows, columns }: HtmlTable, index: number | undefined): Row | undefined {
  if (index === undefined) return undefined;
  return { number: index + 1, label: rowLabels[index] ?? '', cells: rows[index] ?? [], columns };
}

function compareRow(before: Row | undefined, after: Row | undefined, rules: CompareRules): DifferingItem[] {
  const row = before ?? after;
  if (row === undefined) return [];
  const path = row.label === '' ? `row ${row.number}` : `row ${JSON.stringify(row.label)}`;
  if (before === undefined || after === undefined) {
    const text = row.cells.join(' | ');
    return [before === undefined ? { path, actual: text } : { path, expected: text }];
  }
  const name = (column: number): string => {
    const label = before.columns[column] ?? after.columns[column] ?? '';
    return `${path}, column ${label === '' ? column + 1 : JSON.stringify(label)}`;
  };
  return differingTexts(before.cells, after.cells, rules, name);
}

function differingTexts(
  expected: readonly string[],
  actual: readonly string[],
  rules: CompareRules,
  pathOf: (index: number) => string,
): DifferingItem[] {
  const length = Math.max(expected.length, actual.length);
  return Array.from({ length }, (_, index) => index).flatMap((index) => {
    const [before, after] = [expected[index], actual[index]];
    if (before !== undefined && after !== undefined && sameText(before, after, rules)) return [];
    return [
      {
        path: pathOf(index),
        ...(before !== undefined && { expected: before }),
        ...(after !== undefined && { actual: after }),
      },
    ];
  });
}

/** Rows in the same place where there are as many; else by their labels, so that one new row is one difference. */
function pairRows(expected: HtmlTable, actual: HtmlTable): [number | undefined, number | undefined][] {
  if (expected.rows.length === actual.rows.length) return expected.rows.map((_, index) => [index, index]);
  let [before, after] = [0, 0];
  return diffArrays([...expected.rowLabels], [...actual.rowLabels]).flatMap(({ added, removed, value }) =>
    value.map((): [number | undefined, number | undefined] => {
      if (added) return [undefined, after++];
      if (removed) return [before++, undefined];
      return [before++, after++];
    }),
  );
}
