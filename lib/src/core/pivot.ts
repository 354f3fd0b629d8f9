import { OptionsError } from '../errors.js';
import { inOrder } from './categories.js';
import * as column from './column.js';
import type { Column, Schema } from './schema.js';
import { entryOf } from './entry-of.js';

type PlainRow = Readonly<Record<string, unknown>>;

/** The part of a result that is pivoted. */
interface Pivoted {
  readonly name: string;
  readonly schema: Schema;
  readonly rows: readonly PlainRow[];
}

/** Schema and rows of a result with the values of one column side by side. */
export function pivoted({ name, schema, rows }: Pivoted, across: string, value: string) {
  const others = Object.keys(schema).filter((one) => one !== across && one !== value);
  const names = namesOf(schema, rows, across);
  const taken = names.find((one) => others.includes(one));
  if (taken !== undefined) throw new OptionsError(`${name} already has a column "${taken}".`);
  const only = (row: PlainRow, columns: readonly string[]) =>
    Object.fromEntries(columns.map((one) => [one, row[one]]));
  const lines = new Map<string, Map<string, unknown>>();
  for (const row of rows) {
    const kept = only(row, others);
    const key = JSON.stringify(kept);
    const line =
      lines.get(key) ??
      new Map([...Object.entries(kept), ...names.map((one): [string, unknown] => [one, null])]);
    lines.set(key, line);
    const category = row[across] as string | number | boolean | null;
    if (category === null) continue;
    const cell = String(category);
    if (line.get(cell) !== null)
      throw new OptionsError(`${name}: several rows have ${across} "${cell}"; select fewer columns or rows.`);
    line.set(cell, row[value]);
  }
  const added = names.map((one): [string, Column] => [one, columnFor(schema, across, value, one)]);
  return {
    schema: inOrder([...Object.entries(only(schema, others) as Schema), ...added]),
    rows: [...lines.values()].map((line) => Object.fromEntries(line)),
  };
}

/** The values that become columns: those that occur, in category order; all of them if there are no rows. */
function namesOf(schema: Schema, rows: readonly PlainRow[], across: string): readonly string[] {
  const found = [...new Set(rows.map((row) => row[across]))].filter((one) => one !== null).map(String);
  const categories = Object.keys(entryOf(schema, across)?.values ?? {});
  if (rows.length === 0) return categories;
  const known = categories.filter((one) => found.includes(one));
  return [...known, ...found.filter((one) => !known.includes(one))];
}

/** A column named like the value, with the value's format if it is a measure. */
function columnFor(schema: Schema, across: string, value: string, name: string): Column {
  const { of, ...plain } = entryOf(schema, value) ?? column.text('column');
  const category = entryOf(entryOf(schema, across)?.values, name);
  return column.optional({
    ...plain,
    label: category?.label ?? name,
    ...(of?.measure === across && category?.written),
  });
}
