import { columnOf, described, Table } from '../../core/table.js';
import { id, literal, sql, type Sql } from '../../engine/sql.js';
import type { ColumnOf } from '../portrait/columns.js';
import { driftOf, type Drift } from './drift.js';

/** Columns that both tables have. */
export interface DriftOptions<C extends string = string> {
  /** Default: the one bound to the role `segment`. */
  readonly segment?: C;
  readonly outcome: C;
  /** Default: the role `user`, or else every row is a customer. */
  readonly customer?: C;
}

/**
 * The same segmentation at two dates, in two tables with the same columns; see `auditSegmentation` with `halves` for two
 * parts of one table. `summary` has the population stability index, the share of customers whose segment has changed, and
 * how much of the outcome the segments explain at each date.
 *
 * @throws OptionsError for a column that one of the tables lacks.
 * @example
 * const drift = await audit.segmentDrift(january, june, { segment: 'tier', outcome: 'spending' });
 * drift.summary.at().moved.en;
 */
export async function segmentDrift<T extends Table>(
  before: T,
  after: Table,
  options: DriftOptions<ColumnOf<T>>,
): Promise<Drift> {
  const { outcome, segment = columnOf(before, 'segment') } = options;
  const { customer = before.roles.user ?? null } = options;
  const names = [segment, outcome, ...(customer === null ? [] : [customer])];
  for (const table of [before, after]) names.forEach((name) => described(table, name));
  const { session } = before;
  const rows = new Table({
    session,
    name: session.uniqueName('audit_halves'),
    columns: { unit: 'integer', segment: 'text', outcome: 'double', half: 'text' },
    roles: {},
  });
  const of = (table: Table, half: string): Sql => {
    const own = sql`${literal(half)} || CAST(row_number() OVER () AS STRING)`;
    const unit = customer === null ? own : sql`coalesce('c' || CAST(${id(customer)} AS STRING), ${own})`;
    return sql`SELECT ${unit} AS name, CAST(${id(segment)} AS STRING) AS segment, ${id(outcome)} AS outcome,
      ${literal(half)} AS half FROM ${table} WHERE ${id(segment)} IS NOT NULL AND ${id(outcome)} IS NOT NULL`;
  };
  await session.engine.run(
    sql`CREATE TABLE ${rows} AS SELECT dense_rank() OVER (ORDER BY name) AS unit, segment, outcome, half
      FROM (${of(before, '1')} UNION ALL ${of(after, '2')}) both_halves`,
  );
  const halves = [
    { value: '1', label: before.name },
    { value: '2', label: after.name },
  ];
  try {
    return await driftOf({ rows, table: before, segment, outcome, halves });
  } finally {
    await session.engine.run(sql`DROP TABLE ${rows}`);
  }
}
