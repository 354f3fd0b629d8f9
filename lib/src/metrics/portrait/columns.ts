import { id, sql, type Sql } from '../../engine/sql.js';
import { byName, inOrder } from '../../core/categories.js';
import type { Categories, Category, Column } from '../../core/schema.js';
import { described, type Table } from '../../core/table.js';
import { term } from '../../core/term.js';

/** The columns of a table, for parameters that name one. */
export type ColumnOf<T extends Table> = keyof T['columns'] & string;

const YES_NO: Categories = { false: { label: term('no') }, true: { label: term('yes') } };

/** SQL for a column as a group name; numbers and booleans can be groups too. */
export function groupText(name: string): Sql {
  return sql`CAST(${id(name)} AS STRING)`;
}

/** A column of groups, with the label and categories of the table's own; null is the group of missing values. */
export function groupColumn(table: Table, name: string): Column<'text?'> {
  const {
    label,
    unit,
    kind,
    values = kind.startsWith('boolean') ? YES_NO : undefined,
  } = described(table, name);
  return {
    kind: 'text?',
    label,
    ...(unit !== undefined && { unit }),
    ...(values !== undefined && { values }),
  };
}

/** Group names in order: the categories of the column, including empty ones, then any other values found, by name. */
export function orderedNames({ values = {} }: Pick<Column, 'values'>, found: readonly string[]): string[] {
  const known = Object.keys(values);
  const others = [...new Set(found)].filter((name) => !Object.hasOwn(values, name));
  return [...known, ...others.toSorted(byName)];
}

/** The category of a column with this name; if the column has none, one labeled with the name. */
export function categoryOf({ values }: Pick<Column, 'values'>, name: string): Category {
  const known = values !== undefined && Object.hasOwn(values, name) ? values[name] : undefined;
  return known ?? { label: name };
}

/** These names as the categories of a column. */
export function categoriesFor(column: Pick<Column, 'values'>, names: readonly string[]): Categories {
  return inOrder(names.map((name) => [name, categoryOf(column, name)]));
}

type Measure = Required<Pick<Column, 'format'>> & Pick<Column, 'unit' | 'digits'>;

/** A column formatted like these columns; see {@link measureOf}. */
export function measured<C extends Column>(column: C, table: Table, ...names: readonly string[]): C {
  return { ...column, ...measureOf(table, names) };
}

/** How to format a mean of columns: like the columns, but counts as decimals; plain decimals if the formats differ. */
function measureOf(table: Table, names: readonly string[]): Measure {
  const [first, ...others] = names.map((name) => {
    const { format = 'count', unit, digits } = described(table, name);
    return {
      format: ['count', 'text', 'plain', 'clock'].includes(format) ? ('decimal' as const) : format,
      ...(unit !== undefined && { unit }),
      ...(digits !== undefined && { digits }),
    };
  });
  const same = others.every((other) => JSON.stringify(other) === JSON.stringify(first));
  return first !== undefined && same ? first : { format: 'decimal' };
}
