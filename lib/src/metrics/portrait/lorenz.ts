import { join, literal, sql } from '../../engine/sql.js';
import { OptionsError } from '../../errors.js';
import * as column from '../../core/column.js';
import { Result } from '../../core/result.js';
import { rowsOf } from '../../core/rows.js';
import type { Table } from '../../core/table.js';
import type { ColumnOf } from './columns.js';
import { inequality, rankedValues, type Inequality, type InequalityOptions } from './inequality.js';
import { figureName, named } from './titles.js';

export interface LorenzOptions extends InequalityOptions {
  /** Number of steps between (0, 0) and (1, 1). Default: 20. */
  readonly steps?: number;
}

const LORENZ = {
  rows: column.percent('cumulativeRows'),
  share: column.optional(column.percent('cumulativeTotal')),
} as const;

/** Points of a Lorenz curve. */
export type Lorenz = Result<typeof LORENZ> & {
  /** Gini coefficient and the share of the top rows of the same values. */
  readonly inequality: Inequality;
};

/**
 * Points of the Lorenz curve at equal steps: the fraction `rows` of rows with the lowest values holds `share` of the
 * total; null if the total is 0. Between i / n and (i + 1) / n of the rows the curve is straight, by definition: part
 * of a row holds that part of its value, so half of three rows is one and a half rows.
 *
 * @param value a numeric column; rows without a value are ignored.
 * @throws OptionsError if `steps` is not a whole number of at least 1, or `top` is outside (0, 1].
 * @throws MetricError if a value is negative.
 * Source: Lorenz (1905), Publications of the American Statistical Association 9; Gastwirth (1971),
 * Econometrica 39, for the definition.
 * @example
 * const curve = await lorenz(users, 'total_spending');
 * curve.at({ rows: 0.5 }).share.en; // the share spent by the lower half
 * curve.inequality.at().gini.en;
 */
export async function lorenz<T extends Table>(
  table: T,
  value: ColumnOf<T>,
  { steps = 20, positive = false, ...options }: LorenzOptions = {},
): Promise<Lorenz> {
  if (!Number.isInteger(steps) || steps < 1) {
    throw new OptionsError(`The steps of a Lorenz curve must be a whole number of at least 1, not ${steps}.`);
  }
  const spread = await inequality(table, value, { positive, ...options });
  const points = join(
    Array.from({ length: steps + 1 }, (_, k) => sql`SELECT ${literal(k)} AS k`),
    ' UNION ALL ',
  );
  const query = sql`WITH ranked AS (${rankedValues(table, value, positive)}),
    points AS (${points})
    SELECT k / CAST(${literal(steps)} AS DOUBLE) AS rows,
      coalesce(sum(x * greatest(0, least(${literal(steps)}, k * n - (i - 1) * ${literal(steps)}))), 0)
        / nullif(${literal(steps)} * sum(x), 0) AS share
    FROM points LEFT JOIN ranked ON TRUE GROUP BY k ORDER BY k`;
  const { first, within } = named(table, value);
  const curve = new Result({
    session: table.session,
    name: figureName('lorenz', value),
    title: { en: `Lorenz curve of ${within.en}`, zh: `${first.zh}的洛伦兹曲线` },
    schema: LORENZ,
    rows: await rowsOf(table.session, query, LORENZ),
    query,
    chart: { mark: 'line', x: 'rows', y: 'share', diagonal: true },
  });
  return Object.assign(curve, { inequality: spread });
}
