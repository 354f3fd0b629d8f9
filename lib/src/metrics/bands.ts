import { OptionsError } from '../errors.js';
import type { Engine } from '../engine/engine.js';
import { shape, type Row } from '../engine/shape.js';
import { id, join, literal, sql, type Sql } from '../engine/sql.js';
import type { Table } from '../engine/table.js';
import type { Label } from '../label.js';

/**
 * One band of a cut variable. Lower edges belong to the band; the upper edge is either `below` (not in it) or
 * `upTo` (in it).
 */
export interface Band {
  readonly label: Label;
  readonly from?: number;
  readonly below?: number;
  readonly upTo?: number;
}

export const BAND_COUNTS = shape({ band: 'integer', users: 'integer', share: 'double' });

/**
 * Users in one band, with the band's edges; `band` is its position in the list of bands, `share` is of all rows of
 * the table.
 */
export interface BandCount extends Row<typeof BAND_COUNTS>, Band {}

/**
 * Counts rows by band: every band is there, empty ones with 0.
 *
 * share = users / all rows. The bands must cover every value.
 * @throws OptionsError when some values fall into no band.
 * @example
 * await bandCounts(engine, users, 'age', AGE_BANDS); // [{ band: 0, users: 49, share: 0.049, label, below: 20 }, …]
 */
export async function bandCounts(
  engine: Engine,
  table: Table,
  column: string,
  bands: readonly Band[],
): Promise<BandCount[]> {
  const rows = await engine.all(
    sql`WITH banded AS (SELECT ${bandOf(id(column), bands)} AS band FROM ${table}),
    counts AS (SELECT band, count(*) AS users FROM banded GROUP BY band)
    SELECT band, users, users / CAST(sum(users) OVER () AS DOUBLE) AS share FROM counts ORDER BY band`,
    BAND_COUNTS,
  );
  const outside = rows.find((row) => row.band < 0);
  if (outside !== undefined) {
    throw new OptionsError(`${table.name}.${column}: ${outside.users} values fall into none of the bands.`);
  }
  return bands.map((edges, band) => ({
    ...edges,
    users: 0,
    share: 0,
    ...rows.find((row) => row.band === band),
    band,
  }));
}

/** SQL for the position of the first band that holds a value; -1 where none does. */
export function bandOf(value: Sql, bands: readonly Band[]): Sql {
  const cases = bands.map((band, index) => sql`WHEN ${conditionOf(value, band)} THEN ${literal(index)}`);
  return sql`CASE ${join(cases, ' ')} ELSE -1 END`;
}

function conditionOf(value: Sql, { from, below, upTo }: Band): Sql {
  const conditions = [
    ...(from === undefined ? [] : [sql`${value} >= ${literal(from)}`]),
    ...(below === undefined ? [] : [sql`${value} < ${literal(below)}`]),
    ...(upTo === undefined ? [] : [sql`${value} <= ${literal(upTo)}`]),
  ];
  return conditions.length === 0 ? sql`TRUE` : join(conditions, ' AND ');
}
