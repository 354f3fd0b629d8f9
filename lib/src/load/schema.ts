import { byName, inOrder } from '../core/categories.js';
import * as column from '../core/column.js';
import type { Category, Categories, Column, Schema } from '../core/schema.js';
import type { Session } from '../core/session.js';
import { ROLE_FORMATS } from '../core/table.js';
import { knownCategories } from '../data/column-contract.js';
import type { ColumnContract, TableContract } from '../data/contract.js';
import type { POSITION } from '../data/scan.js';
import { id, literal, sql } from '../engine/sql.js';
import type { Relation } from '../engine/table.js';

const POSITION_SCHEMA = {
  file_row: column.count('rowOfFile', { hidden: true }),
} satisfies Readonly<Record<keyof typeof POSITION, Column>>;

/** A column with more distinct values is not treated as categories. */
const MAX_CATEGORIES = 200;

/** The schema of a table, from its contract; open lists of categories contain the values that occur. */
export async function schemaOf(session: Session, contract: TableContract, table: Relation): Promise<Schema> {
  const schema: [string, Column][] = [];
  for (const [name, rule] of Object.entries<ColumnContract>(contract.columns)) {
    const known = knownCategories(rule);
    const values =
      known === undefined || rule.values !== undefined ? known : await occurring(session, table, name, known);
    schema.push([name, { ...columnOf(name, rule), ...(values !== undefined && { values }) }]);
  }
  return { ...Object.fromEntries(schema), ...POSITION_SCHEMA };
}

function columnOf(name: string, { type, role, label, unit, format, digits }: ColumnContract): Column {
  const { format: usual } = (role === undefined ? undefined : ROLE_FORMATS[role]) ?? {};
  const written = format ?? usual;
  return {
    kind: type,
    label: label ?? name,
    ...(unit !== undefined && { unit }),
    ...(written !== undefined && { format: written }),
    ...(digits !== undefined && { digits }),
  };
}

/** The known categories that occur, in order, then the others by name. */
async function occurring(
  { engine }: Session,
  table: Relation,
  name: string,
  known: Categories,
): Promise<Categories | undefined> {
  const rows = await engine.all(
    sql`SELECT DISTINCT CAST(${id(name)} AS VARCHAR) AS "value" FROM ${table}
      WHERE ${id(name)} IS NOT NULL ORDER BY 1 LIMIT ${literal(MAX_CATEGORIES + 1)}`,
    { value: 'text' },
  );
  if (rows.length > MAX_CATEGORIES) return undefined;
  const found = new Set(rows.map(({ value }) => value));
  const named = Object.entries<Category>(known).filter(([value]) => found.has(value));
  const others = [...found].filter((value) => !Object.hasOwn(known, value)).toSorted(byName);
  return inOrder([...named, ...others.map((value): [string, Category] => [value, { label: value }])]);
}
