import { MetricError, OptionsError } from '../../errors.js';
import { id, sql, type Sql } from '../../engine/sql.js';
import { columnOf, type Bound } from '../../core/table.js';
import { mean } from '../mean.js';

/** One cut of recency and one of frequency, as {@link rfm} takes them. */
export interface TwoCuts {
  readonly recency: readonly [number];
  readonly frequency: readonly [number];
}

type Scorable = Bound<'recency' | 'frequency'>;

/**
 * Cuts at the means over all users of a table.
 *
 * @throws MetricError if nobody has a value.
 * @example
 * await rfm(bought, { dimensions: ['recency', 'frequency'], cuts: await purchases.meanCuts(bought) });
 */
export function meanCuts(users: Scorable): Promise<TwoCuts> {
  return cutsBy(users, mean, mean);
}

/**
 * Cuts at quantiles of all users of a table, interpolated (type 7); 0.5 is the median.
 *
 * @param p one quantile for both, or one for each.
 * @throws OptionsError for a quantile outside [0, 1].
 * @throws MetricError if nobody has a value.
 * @example
 * await purchases.quantileCuts(bought, 0.75); // the upper quartiles
 */
export function quantileCuts(
  users: Scorable,
  p: number | { readonly recency: number; readonly frequency: number },
): Promise<TwoCuts> {
  const { recency, frequency } = typeof p === 'number' ? { recency: p, frequency: p } : p;
  const { dialect } = users.engine;
  const quantile = (name: string, at: number) => {
    if (at >= 0 && at <= 1) return (value: Sql) => dialect.quantile(value, at);
    throw new OptionsError(`The quantile of ${name} must be between 0 and 1, not ${at}.`);
  };
  return cutsBy(users, quantile('recency', recency), quantile('frequency', frequency));
}

async function cutsBy(
  users: Scorable,
  ofRecency: (value: Sql) => Sql,
  ofFrequency: (value: Sql) => Sql,
): Promise<TwoCuts> {
  const recency = ofRecency(id(columnOf(users, 'recency')));
  const frequency = ofFrequency(id(columnOf(users, 'frequency')));
  const found = await users.engine.one(
    sql`SELECT CAST(${recency} AS DOUBLE) AS recency, CAST(${frequency} AS DOUBLE) AS frequency FROM ${users}`,
    { recency: 'double?', frequency: 'double?' },
  );
  if (found.recency === null || found.frequency === null) {
    throw new MetricError(`${users.name} has no values of recency or of frequency: name the cuts yourself.`);
  }
  return { recency: [found.recency], frequency: [found.frequency] };
}
