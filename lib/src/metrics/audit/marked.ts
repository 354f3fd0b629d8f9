import { inOrder } from '../../core/categories.js';
import * as column from '../../core/column.js';
import { both } from '../../core/heading.js';
import type { Label } from '../../core/label.js';
import type { Category } from '../../core/schema.js';
import { columnOf, described, Table } from '../../core/table.js';
import { term } from '../../core/term.js';
import { OptionsError } from '../../errors.js';
import { id, join, literal, sql } from '../../engine/sql.js';
import { groupOrder } from '../groups-of.js';
import { mean } from '../mean.js';
import { categoryOf, measured, type ColumnOf } from '../portrait/columns.js';
import { requireNew } from './better-table.js';

/** The rule of anomalies of `auditSegmentation`. */
export interface AnomalyOptions<C extends string = string> {
  /** Default: the column bound to the role `segment`. */
  readonly segment?: C;
  readonly outcome: C;
  readonly threshold: number;
}

const ADDED = { anomaly: 'boolean', segment_mean: 'double', anomaly_group: 'text' } as const;

/** The same table, with a mark on its anomalies. */
export type Marked<T extends Table> = Table<T['columns'] & typeof ADDED, T['roles']>;

/** As in the audit: what lies on the edge of a band must not depend on the last bits of a sum. */
const EDGE = 1e-9;

/**
 * The table with its anomalies marked, to draw them or to describe them: `anomaly`, whether the outcome is further than
 * the threshold from the mean of the segment; `segment_mean`; and `anomaly_group`, the anomalies and the others of each
 * segment. These are the anomalies of `auditSegmentation`. Rows without a segment or an outcome are left out, as there.
 *
 * @throws OptionsError for an unknown column, a threshold that is not above 0, or a table that has the columns already.
 * @example
 * const marked = await audit.markAnomalies(customers, { segment: 'tier', outcome: 'retention', threshold: 0.15 });
 * const points = await portrait.points(marked, ['tier', 'retention', 'anomaly']);
 * chart.scatter(points, { x: 'retention', y: 'tier', highlight: 'anomaly' });
 * chart(await portrait.summarizeBy(marked, 'spent', 'anomaly_group'));
 */
export async function markAnomalies<T extends Table>(
  table: T,
  { outcome, threshold, segment = columnOf(table, 'segment') }: AnomalyOptions<ColumnOf<T>>,
): Promise<Marked<T>> {
  const { session, engine } = table;
  [segment, outcome].forEach((name) => described(table, name));
  requireNew(table, Object.keys(ADDED));
  if (!(threshold > 0)) throw new OptionsError(`threshold must be a number above 0, not ${threshold}.`);
  const known = sql`${id(segment)} IS NOT NULL AND ${id(outcome)} IS NOT NULL`;
  const name = sql`CAST(${id(segment)} AS STRING)`;
  const found = await engine.all(
    sql`SELECT DISTINCT ${name} AS name FROM ${table} WHERE ${known} ORDER BY name`,
    { name: 'text' },
  );
  const segments = groupOrder(
    table,
    segment,
    found.map((row) => row.name),
  );
  const marked = new Table({
    session,
    name: session.uniqueName(`${table.name}_marked`),
    columns: { ...table.columns, ...ADDED },
    roles: table.roles,
    schema: {
      ...table.schema,
      anomaly: column.yesNo('anomaly'),
      segment_mean: measured(column.decimal('meanOfSegment'), table, outcome),
      anomaly_group: groupsColumn(table, segment, segments),
    },
  });
  const own = join(Object.keys(table.columns).map((one) => sql`t.${id(one)}`));
  const [limit, edge] = [literal(threshold), literal(EDGE)];
  await engine.run(sql`CREATE TABLE ${marked} AS
    WITH centers AS (SELECT ${name} AS center_of, ${mean(id(outcome))} AS segment_mean FROM ${table} WHERE ${known} GROUP BY 1),
      distances AS (
        SELECT ${own}, c.segment_mean, c.center_of,
          abs(CAST(t.${id(outcome)} AS DOUBLE) - c.segment_mean) > ${limit} + ${edge} * ${limit} AS anomaly
        FROM ${table} t JOIN centers c ON CAST(t.${id(segment)} AS STRING) = c.center_of WHERE t.${id(outcome)} IS NOT NULL
      )
    SELECT ${join(Object.keys(table.columns).map(id))}, anomaly, segment_mean,
      center_of || CASE WHEN anomaly THEN ' anomaly' ELSE ' other' END AS anomaly_group FROM distances`);
  return marked;
}

/** Anomalies and others of each segment, in its order. */
function groupsColumn(table: Table, segment: string, segments: readonly string[]) {
  const own = described(table, segment);
  const sides = [
    ['anomaly', term('anomaliesOnly')],
    ['other', term('othersOnly')],
  ] as const;
  const values = segments.flatMap((name) =>
    sides.map(([key, side]): [string, Category] => {
      const label = both(categoryOf(own, name).label);
      return [`${name} ${key}`, { label: joined(label, side) }];
    }),
  );
  return column.category<string>('anomalyGroup', inOrder(values));
}

const joined = (name: Label, side: Label): Label => ({
  en: `${name.en}: ${side.en.toLowerCase()}`,
  zh: `${name.zh}：${side.zh}`,
});
