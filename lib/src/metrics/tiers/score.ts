import { id, join, literal, sql, type Sql } from '../../engine/sql.js';
import { columnOf, type Table } from '../../core/table.js';
import { MetricError } from '../../errors.js';
import type { TierCuts, TierScore } from './cuts.js';

/** The dimensions of a score that ranks customers, each so that more is better. */
function dimensionsOf(customers: Table, score: TierScore): Readonly<Record<string, Sql>> {
  const role = (name: 'recency' | 'frequency' | 'monetary') =>
    sql`CAST(${id(columnOf(customers, name))} AS DOUBLE)`;
  switch (score) {
    case 'spending':
      return {};
    case 'basket':
      return {
        frequency: role('frequency'),
        orderValue: sql`${role('monetary')} / nullif(${role('frequency')}, 0)`,
      };
    case 'rfm':
      return { recency: sql`-${role('recency')}`, frequency: role('frequency'), monetary: role('monetary') };
  }
}

/** How many of 99 percentiles a value reaches; null for null. Few values may be many percentiles. */
function position(value: Sql, percentiles: readonly number[]): Sql {
  const reached = [...new Set(percentiles)].map((least) => {
    const as = percentiles.filter((other) => other === least).length;
    return sql`CASE WHEN ${value} >= ${literal(least)} THEN ${literal(as)} ELSE 0 END`;
  });
  return sql`CASE WHEN ${value} IS NOT NULL THEN ${join(reached, ' + ')} END`;
}

/** SQL for the score of a customer, from the percentiles of the customers that the cuts were made on. */
export function scoreOf(
  customers: Table,
  { score, percentiles }: Pick<TierCuts, 'score' | 'percentiles'>,
): Sql {
  const dimensions = Object.entries(dimensionsOf(customers, score));
  if (dimensions.length === 0) return sql`CAST(${id(columnOf(customers, 'monetary'))} AS DOUBLE)`;
  const positions = dimensions.map(([name, value]) => sql`(${position(value, percentiles[name] ?? [])})`);
  return sql`(${join(positions, ' + ')}) / CAST(${literal(dimensions.length)} AS DOUBLE)`;
}

/**
 * Measures the cuts of a score on customers: for each share, the score of the last customer in it. Equal scores are not
 * divided, so more customers than the share may reach it.
 *
 * @throws MetricError if nobody has a score.
 */
export async function measuredCuts(
  customers: Table,
  score: TierScore,
  shares: readonly number[],
): Promise<TierCuts> {
  const percentiles: TierCuts['percentiles'] = {};
  for (const [name, value] of Object.entries(dimensionsOf(customers, score))) {
    percentiles[name] = await valuesAt(customers, value, (n) =>
      Array.from({ length: 99 }, (_, p) => Math.ceil(((p + 1) * n) / 100)),
    );
  }
  const value = scoreOf(customers, { score, percentiles });
  const count = await countOf(customers, value);
  if (count === 0) throw new MetricError('No customer has a score: check the columns that it is made of.');
  const ends = await valuesAt(customers, value, (n) =>
    shares.map((share) => n + 1 - Math.max(1, Math.floor(share * n))),
  );
  const least = Object.fromEntries(shares.map((share, n) => [String(share), ends[n] ?? Infinity]));
  return { score, customers: count, percentiles, least };
}

async function countOf(customers: Table, value: Sql): Promise<number> {
  const { n } = await customers.engine.one(sql`SELECT count(${value}) AS n FROM ${customers}`, {
    n: 'integer',
  });
  return n;
}

/** The values at places from the smallest, from 1; the places are made from the number of values. */
async function valuesAt(
  customers: Table,
  value: Sql,
  placesOf: (n: number) => readonly number[],
): Promise<number[]> {
  const { engine } = customers;
  const places = placesOf(await countOf(customers, value));
  if (places.length === 0) return [];
  const found = await engine.all(
    sql`SELECT place, value FROM (
        SELECT row_number() OVER (ORDER BY value) AS place, value FROM (SELECT ${value} AS value FROM ${customers})
        WHERE value IS NOT NULL
      ) WHERE place IN (${join([...new Set(places)].map(literal))})`,
    { place: 'integer', value: 'double' },
  );
  const values = new Map(found.map(({ place, value: at }) => [place, at]));
  return places.flatMap((place) => values.get(place) ?? []);
}
