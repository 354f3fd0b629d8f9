import type { Engine } from '../engine/engine.js';
import { parseKind, type Kind, type Row, type Shape } from '../engine/shape.js';
import { sql } from '../engine/sql.js';
import type { Relation } from '../engine/table.js';
import { OptionsError } from '../errors.js';
import { closest } from './closest.js';
import { DISPLAY, type Displayable, type Output } from './display.js';
import { ROLES, type ColumnFor, type Role, type Roles } from './roles.js';
import type { Column, Schema } from './schema.js';
import type { Session } from './session.js';
import { tablePreview } from './table-preview.js';
import { entryOf } from './entry-of.js';

export interface TableInput<S extends Shape, R extends Roles> {
  readonly session: Session;
  /** Name in the engine, from `session.uniqueName`. */
  readonly name: string;
  readonly columns: S;
  readonly roles: R;
  /** Column definitions, as far as known; other columns are labeled with their names. */
  readonly schema?: Schema;
}

/**
 * A table or view in an engine: its columns and their definitions, their roles, and the session it belongs to. As the
 * last expression of a cell it shows its first rows and column types. Table names are unique.
 *
 * @example
 * const columns = { country: 'text', spent: 'double' } as const;
 * const spending = new Table({ session: tally, name: tally.uniqueName('spending'), columns, roles: {} });
 * await tally.engine.run(sql`CREATE TABLE ${spending} AS SELECT country, price * pieces AS spent FROM ${orders}`);
 * await portrait.compareGroups(spending, 'spent', 'country');
 */
export class Table<S extends Shape = Shape, R extends Roles = Roles> implements Relation<S>, Displayable {
  readonly session: Session;
  readonly name: string;
  readonly columns: S;
  readonly roles: R;
  readonly schema: Schema;

  constructor({ session, name, columns, roles, schema = {} }: TableInput<S, R>) {
    this.session = session;
    this.name = name;
    this.columns = columns;
    this.roles = roles;
    this.schema = Object.fromEntries(
      Object.entries(columns).map(([column, kind]) => [
        column,
        entryOf(schema, column) ?? { kind, label: column },
      ]),
    );
  }

  get engine(): Engine {
    return this.session.engine;
  }

  /** Number of rows. */
  async count(): Promise<number> {
    const { n } = await this.engine.one(sql`SELECT count(*) AS n FROM ${this}`, { n: 'integer' });
    return n;
  }

  async [DISPLAY](): Promise<Output> {
    return { data: await tablePreview(this) };
  }
}

/** A table with these roles bound, as required by a metric's parameter. */
export type Bound<Needed extends Role> = Table<Shape, Readonly<Record<Needed, string>>>;

/** The row type of a table. */
export type RowOf<T extends { readonly columns: Shape }> = Row<T['columns']>;

type Bindings<S extends Shape> = { readonly [R in Role]?: ColumnFor<S, R> };

/** Default formats by role, for columns without a format of their own. */
export const ROLE_FORMATS: Partial<Record<Role, Pick<Column, 'format'>>> = {
  monetary: { format: 'money' },
  amount: { format: 'money' },
  orderValue: { format: 'money' },
  income: { format: 'money' },
};

/**
 * The same table with roles bound to its columns, so that metrics work with any column names.
 *
 * @throws OptionsError for an unknown role, a missing column, or a column whose kind cannot play the role.
 * @throws OptionsError where none does.
 * @throws OptionsError if there is none.
 * @example
 * const customers = bind(await load(tally, 'kunden.csv'), { user: 'KundenNr', monetary: 'Umsatz', region: 'Land' });
 * await regions(customers);
 */
export function bind<S extends Shape, R extends Roles, const B extends Bindings<S>>(
  table: Table<S, R>,
  bindings: B,
): Table<S, Omit<R, keyof B> & { readonly [K in keyof B]: B[K] & string }> {
  const { session, name, columns } = table;
  const schema = new Map(Object.entries(table.schema));
  for (const [role, column] of Object.entries(bindings) as [Role, string][]) {
    requirePlayable(table, role, column);
    const known = schema.get(column);
    if (known !== undefined && known.format === undefined)
      schema.set(column, { ...known, ...ROLE_FORMATS[role] });
  }
  const roles = { ...table.roles, ...bindings } as never;
  return new Table({ session, name, columns, roles, schema: Object.fromEntries(schema) });
}

function unknownRole(role: string): OptionsError {
  const near = closest(role, Object.keys(ROLES));
  const advice =
    near === undefined ? `use one of ${Object.keys(ROLES).join(', ')}.` : `did you mean ${near}?`;
  return new OptionsError(`Unknown role "${role}": ${advice}`);
}

function requirePlayable(table: Table, role: Role, column: string): void {
  if (!Object.hasOwn(ROLES, role)) {
    throw unknownRole(role);
  }
  const kind = Object.hasOwn(table.columns, column) ? table.columns[column] : undefined;
  if (kind === undefined) throw unknownColumn(table, column, ` for the role ${role}`);
  const kinds: readonly Kind[] = ROLES[role];
  if (!kinds.includes(parseKind(kind).kind)) {
    throw new OptionsError(
      `${table.name}.${column} is ${kind}; the role ${role} needs ${kinds.join(' or ')}.`,
    );
  }
}

/**
 * The column that plays a role.
 * @throws OptionsError where none does.
 */
export function columnOf(table: Table, role: Role): string {
  const column = table.roles[role];
  if (column === undefined) {
    throw new OptionsError(
      `${table.name} has no column for the role ${role}: use bind(table, { ${role}: '…' }) with one of ` +
        `${ownColumns(table).join(', ')}.`,
    );
  }
  return column;
}

/** The definition of a column: its label, categories and format. */
export function described(table: Table, column: string): Column {
  const found = Object.hasOwn(table.schema, column) ? table.schema[column] : undefined;
  if (found === undefined) throw unknownColumn(table, column);
  return found;
}

/** The columns of a table but the one that numbers its rows. */
export const ownColumns = ({ columns, roles }: Table): readonly string[] =>
  Object.keys(columns).filter((name) => name !== roles.row);

/** @throws OptionsError for a column that the table does not have, or that numbers its rows. */
export function requireOwn(table: Table, column: string): void {
  if (!ownColumns(table).includes(column)) throw unknownColumn(table, column);
}

function unknownColumn(table: Table, column: string, use = ''): OptionsError {
  const names = ownColumns(table);
  const near = closest(column, names);
  const hint = near === undefined ? '' : ` Did you mean "${near}"?`;
  return new OptionsError(
    `${table.name} has no column "${column}"${use}; it has ${names.join(', ')}.${hint}`,
  );
}
