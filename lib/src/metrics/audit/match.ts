import * as column from '../../core/column.js';
import { Result } from '../../core/result.js';
import { term } from '../../core/term.js';
import { sql, type Sql } from '../../engine/sql.js';
import { correlationInterval } from '../../stats/correlation.js';
import { named } from '../portrait/titles.js';
import type { MatchOptions } from './options.js';
import type { Working } from './working.js';

const { optional } = column;

const MATCH = {
  group: column.category('rowsCompared', {
    all: { label: term('allRows') },
    anomalous: { label: term('anomaliesOnly') },
    others: { label: term('othersOnly') },
  }),
  rows: column.count('rows'),
  customers: column.count('customers'),
  spearman: optional(column.decimal('spearman', { interval: 'spearmanInterval' })),
  spearmanInterval: optional(column.interval('decimal')),
  pearson: optional(column.decimal('pearson', { hidden: true })),
} as const;

/** How far a score and a value agree. */
export type Match = Result<typeof MATCH>;

const FOUND = {
  rows: 'integer',
  customers: 'integer',
  spearman: 'double?',
  pearson: 'double?',
  variance: 'double?',
} as const;

/**
 * Whether customers with a higher score have a higher value: Spearman's rank correlation among all rows, anomalies and
 * others, with its 95% interval for rows clustered in customers. "Mismatched" is what a low one would be.
 *
 * Interval: Fisher's z = atanh r with se(r) / (1 - r^2), se^2 = g / (g - 1) sum(e^2) / n^2 over g customers, where a
 * row adds u v - r (u^2 + v^2) / 2 for its standardized ranks u and v.
 * Source: Spearman (1904), American Journal of Psychology 15; Fisher (1921), Metron 1.
 */
export async function matchOf({ plan, rows: table }: Working, match: MatchOptions): Promise<Match> {
  const groups = { all: sql`TRUE`, anomalous: sql`anomaly`, others: sql`NOT anomaly` } as const;
  const rows = [];
  for (const group of ['all', 'anomalous', 'others'] as const) {
    const found = await table.engine.one(correlationQuery(sql`${table}`, groups[group]), FOUND);
    const { variance, ...counted } = found;
    rows.push({
      group,
      ...counted,
      spearmanInterval: correlationInterval(found.spearman, variance, found.customers),
    });
  }
  const [score, value] = [named(plan.table, match.score), named(plan.table, match.value)];
  return new Result({
    session: table.session,
    name: 'audit-match',
    title: {
      en: `Agreement of ${score.within.en} and ${value.within.en}`,
      zh: `${score.first.zh}与${value.first.zh}的一致性`,
    },
    schema: MATCH,
    rows,
    chart: { mark: 'range', x: 'spearman', y: 'group' },
  });
}

function correlationQuery(table: Sql, where: Sql): Sql {
  const rank = (x: Sql) =>
    sql`rank() OVER (ORDER BY ${x}) + (count(*) OVER (PARTITION BY ${x}) - 1) / CAST(2 AS DOUBLE)`;
  return sql`WITH ranked AS (
      SELECT unit, score, "value", ${rank(sql`score`)} AS a, ${rank(sql`"value"`)} AS b
      FROM ${table} WHERE ${where} AND score IS NOT NULL AND "value" IS NOT NULL
    ), whole AS (
      SELECT count(*) AS n, count(DISTINCT unit) AS g, avg(a) AS ma, avg(b) AS mb, stddev_pop(a) AS sa,
        stddev_pop(b) AS sb, corr(score, "value") AS pearson FROM ranked
    ), standard AS (
      SELECT unit, (a - ma) / nullif(sa, 0) AS u, (b - mb) / nullif(sb, 0) AS v FROM ranked, whole
    ), r AS (SELECT avg(u * v) AS r FROM standard
    ), errors AS (SELECT unit, sum(u * v - r * (u * u + v * v) / 2) AS e FROM standard, r GROUP BY unit)
    SELECT n AS rows, g AS customers, r AS spearman, pearson,
      (SELECT sum(e * e) FROM errors) * g / nullif(g - 1, 0) / nullif(CAST(n AS DOUBLE) * n, 0) AS variance FROM whole, r`;
}
