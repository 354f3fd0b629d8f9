import { id, sql, type Sql } from '../../engine/sql.js';
import { parseKind } from '../../engine/shape.js';
import { OptionsError } from '../../errors.js';
import type { Role } from '../../core/roles.js';
import type { Categories, Category, Column } from '../../core/schema.js';
import { term } from '../../core/term.js';
import { described, type Table } from '../../core/table.js';
import { entryOf } from '../../core/entry-of.js';

/** The roles that describe a segment by default, as far as they are bound. */
const MEASURES: readonly Role[] = [
  'age',
  'income',
  'recency',
  'frequency',
  'orderValue',
  'monetary',
  'minutes',
  'pages',
  'subscribed',
];
const ATTRIBUTES: readonly Role[] = ['gender', 'region', 'interest', 'category'];

/** A column that describes users, named after its role if it has one. */
export interface Trait {
  readonly key: string;
  readonly column: string;
}

/** The columns to average: those requested, or those bound to the default roles. */
export const measuresOf = (table: Table, asked?: readonly string[]): readonly Trait[] =>
  traits(table, asked ?? bound(table, MEASURES));

/** The columns whose most frequent values are sought: those requested, or those bound to the default roles. */
export const attributesOf = (table: Table, asked?: readonly string[]): readonly Trait[] =>
  traits(table, asked ?? bound(table, ATTRIBUTES));

const bound = (table: Table, roles: readonly Role[]) =>
  roles.filter((role) => table.roles[role] !== undefined);

/** @throws OptionsError for a name that is neither a bound role nor a column, or that is requested twice. */
function traits(table: Table, asked: readonly string[]): readonly Trait[] {
  const found = asked.map((name) => {
    const column = table.roles[name as Role] ?? name;
    described(table, column);
    const role = Object.entries(table.roles).find(([, one]) => one === column)?.[0];
    return { key: role ?? column, column };
  });
  const twice = found.find(({ column }, index) => found.findIndex((one) => one.column === column) !== index);
  if (twice !== undefined)
    throw new OptionsError(`${table.name}.${twice.column} is requested twice; name it once.`);
  return found;
}

/** SQL for a trait as a number: yes is 1, no is 0. */
export function numberOf(table: Table, { column }: Trait): Sql {
  const { kind } = parseKind(table.columns[column] ?? 'text');
  if (kind === 'boolean') return sql`CASE WHEN ${id(column)} THEN 1 WHEN NOT ${id(column)} THEN 0 END`;
  if (kind === 'integer' || kind === 'decimal' || kind === 'double') return id(column);
  throw new OptionsError(
    `${table.name}.${column} is of kind ${kind}: only numbers and booleans can be averaged.`,
  );
}

const FORMATS: Partial<Record<string, Category['written']>> = {
  recency: { format: 'decimal', digits: 1, unit: term('days') },
  frequency: { format: 'decimal', digits: 1 },
  age: { format: 'decimal', digits: 1, unit: term('years') },
  pages: { format: 'decimal', digits: 1 },
  minutes: { format: 'decimal', digits: 0, unit: term('minutesUnit') },
};

/** The measures as categories, with the labels of the table's columns and the format of their means. */
export function measureCategories(table: Table, measures: readonly Trait[]): Categories {
  return Object.fromEntries(
    measures.map((measure) => {
      const column = described(table, measure.column);
      return [measure.key, { label: column.label, written: writtenOf(measure, column) }];
    }),
  );
}

function writtenOf({ key }: Trait, { kind, format, unit }: Column): NonNullable<Category['written']> {
  const own = entryOf(FORMATS, key);
  if (kind.startsWith('boolean') || format === 'percent') return { format: 'percent', digits: 1 };
  return {
    ...(format === 'money' ? { format, digits: 0 } : own),
    ...(unit !== undefined && { unit }),
  };
}
