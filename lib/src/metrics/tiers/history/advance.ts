import type { Engine } from '../../../engine/engine.js';
import { id, join, literal, sql, type Sql } from '../../../engine/sql.js';
import { exactMoney } from '../../../orders/money.js';
import { heldSql, judgedSql, keySql, placeSql, pointsSql, pointsTable, turningDays } from './evaluate.js';
import type { TierHistory } from './open.js';

/** Whom a batch looked at. */
export interface Advance {
  readonly touched: number;
  /** Those with orders of the new days. */
  readonly ordering: number;
  /** Those for whom a limit of the plan fell on the new days. */
  readonly due: number;
  /** Those computed anew because their past changed. */
  readonly recomputed: number;
  /** Those who came into a tier on the new days. */
  readonly moved: number;
}

export interface AdvanceInput {
  /** The last day so far. */
  readonly through: string | null;
  readonly to: string;
  /** Customers whose past has changed, and whether there are any. */
  readonly late: Sql;
  readonly isAnyLate: boolean;
  /** Names of temporary tables. */
  readonly own: (name: string) => string;
}

/**
 * Brings the tiers of the customers that may have moved up to a day. A customer with new orders, or for whom time has
 * passed, goes on from what the last day left; one whose past has changed begins anew.
 */
export async function advance(engine: Engine, history: TierHistory, input: AdvanceInput): Promise<Advance> {
  const { store, settings, session } = history;
  const { to, late, own } = input;
  const [state, closed] = [store.table('state'), store.table('closed')];
  const [touched, base, known] = [id(own('touched')), id(own('base')), id(own('known'))];
  const [judged, held, rows] = [id(own('judged')), id(own('held')), id(own('rows'))];
  const points = pointsTable(session, own('points'));
  const make = (table: Sql, query: Sql) => engine.run(sql`CREATE OR REPLACE TEMP TABLE ${table} AS ${query}`);

  await make(touched, touchedSql(history, input));
  await make(base, sql`SELECT s.* FROM ${state} s JOIN ${touched} t USING (customer_id) WHERE NOT t.anew`);
  await make(known, knownSql(history, input, base));
  const turns = turningDays(settings);
  await make(sql`${points}`, pointsSql(known, turns, to));
  await make(judged, judgedSql(points, settings));
  if (settings.hold !== null) {
    const before = sql`(SELECT customer_id, ${placeSql(settings.plan, sql`tier`)} AS place FROM ${base})`;
    await make(held, heldSql(judged, before, settings.plan));
  }
  await make(rows, rowsSql(history, settings.hold === null ? judged : held, base));

  await engine.run(sql`DELETE FROM ${state} WHERE customer_id IN (SELECT customer_id FROM ${touched})`);
  if (input.isAnyLate) {
    await engine.run(sql`DELETE FROM ${closed} WHERE customer_id IN (SELECT customer_id FROM ${late})`);
  }
  await engine.run(sql`INSERT INTO ${closed} SELECT customer_id, tier, score, valid_from, valid_to, why FROM ${rows}
    WHERE valid_to IS NOT NULL ORDER BY customer_id, valid_from`);
  await engine.run(sql`INSERT INTO ${state}
    SELECT k.customer_id, k.last_purchase, k.orders, k.revenue, r.tier, r.score, r.valid_from, r.why, ${dueSql(turns, to)}
    FROM ${known} k LEFT JOIN ${rows} r ON r.customer_id = k.customer_id AND r.valid_to IS NULL
    WHERE k.next_day IS NULL ORDER BY k.customer_id`);
  const counts = await engine.one(
    sql`SELECT count(*) AS touched, count(CASE WHEN ordering THEN 1 END) AS ordering,
      count(CASE WHEN due THEN 1 END) AS due, count(CASE WHEN anew THEN 1 END) AS recomputed,
      (SELECT count(DISTINCT customer_id) FROM ${rows} WHERE ${newDays(input, sql`valid_from`)}) AS moved
    FROM ${touched}`,
    { touched: 'integer', ordering: 'integer', due: 'integer', recomputed: 'integer', moved: 'integer' },
  );
  for (const table of [touched, base, known, judged, rows, sql`${points}`])
    await engine.run(sql`DROP TABLE ${table}`);
  await engine.run(sql`DROP TABLE IF EXISTS ${held}`);
  return counts;
}

/** SQL that is true of the days that the batch adds. */
function newDays({ through, to }: AdvanceInput, day: Sql): Sql {
  const until = sql`${day} <= CAST(${literal(to)} AS DATE)`;
  return through === null ? until : sql`(${day} > CAST(${literal(through)} AS DATE) AND ${until})`;
}

/** Customers with orders on the new days, those for whom time passes a limit, and those to be computed anew. */
function touchedSql({ store }: TierHistory, input: AdvanceInput): Sql {
  return sql`SELECT customer_id, bool_or(ordering) AS ordering, bool_or(due) AS due, bool_or(anew) AS anew FROM (
      SELECT customer_id, TRUE AS ordering, FALSE AS due, FALSE AS anew FROM ${store.table('orders')}
        WHERE ${newDays(input, sql`"day"`)}
      UNION ALL SELECT customer_id, FALSE, TRUE, FALSE FROM ${store.table('state')} WHERE ${newDays(input, sql`due`)}
      UNION ALL SELECT customer_id, FALSE, FALSE, TRUE FROM ${input.late}
    ) GROUP BY customer_id`;
}

/**
 * SQL for what is known of the touched customers: the row that the last day left, and one for each later day with orders.
 * All orders before the first day of the history are known on it.
 */
function knownSql({ store, settings }: TierHistory, input: AdvanceInput, base: Sql): Sql {
  const orders = store.table('orders');
  const from = sql`CAST(${literal(settings.from)} AS DATE)`;
  const until = sql`"day" <= CAST(${literal(input.to)} AS DATE)`;
  const anew = sql`(SELECT customer_id FROM ${input.late})`;
  // Apart, since the scan of the new days reads only these, whatever the number of orders.
  const fresh = sql`SELECT customer_id, "day", total FROM ${orders} WHERE ${newDays(input, sql`"day"`)}`;
  const taken = input.isAnyLate
    ? sql`${fresh} AND customer_id NOT IN ${anew}
      UNION ALL SELECT customer_id, "day", total FROM ${orders} WHERE ${until} AND customer_id IN ${anew}`
    : fresh;
  return sql`WITH taken AS (${taken})
    SELECT customer_id, "day", max(last_purchase) OVER so_far AS last_purchase,
      CAST(sum(orders) OVER so_far AS BIGINT) AS orders, ${exactMoney(sql`sum(revenue) OVER so_far`)} AS revenue,
      lead("day") OVER (PARTITION BY customer_id ORDER BY "day") AS next_day,
      CASE WHEN first_day < ${from} THEN 'start' ELSE 'order' END AS why
    FROM (
      SELECT customer_id, CAST(${literal(input.through)} AS DATE) AS "day", NULL AS first_day, last_purchase, orders, revenue FROM ${base}
      UNION ALL SELECT customer_id, greatest("day", ${from}), min("day"), max(CASE WHEN total > 0 THEN "day" END),
        count(CASE WHEN total > 0 THEN 1 END), sum(total) FROM taken GROUP BY customer_id, greatest("day", ${from})
    ) WINDOW so_far AS (PARTITION BY customer_id ORDER BY "day" ROWS UNBOUNDED PRECEDING)`;
}

/** SQL for the stays of the touched customers from the present one on: a new one begins where the tier changes. */
function rowsSql({ settings: { plan } }: TierHistory, points: Sql, base: Sql): Sql {
  const columns = ['customer_id', 'tier', 'score', 'valid_from', 'why'].map(id);
  return sql`SELECT *, lead(valid_from) OVER (PARTITION BY customer_id ORDER BY valid_from) AS valid_to FROM (
      SELECT ${join(columns)} FROM ${base} WHERE tier IS NOT NULL
      UNION ALL SELECT customer_id, tier, tier_score, "day", CASE WHEN before IS NULL AND why = 'order' THEN 'first' ELSE why END
      FROM (
        SELECT p.*, ${keySql(plan, sql`p.place`)} AS tier,
          coalesce(lag(${keySql(plan, sql`p.place`)}) OVER (PARTITION BY p.customer_id ORDER BY p."day"), b.tier) AS before
        FROM ${points} p LEFT JOIN ${base} b USING (customer_id)
      ) WHERE before IS NULL OR before <> tier
    )`;
}

/** SQL for the next day on which time alone may change the tier. */
function dueSql(turns: readonly number[], to: string): Sql {
  if (turns.length === 0) return sql`CAST(NULL AS DATE)`;
  const cases = turns.map(
    (turn) =>
      sql`WHEN k.last_purchase + ${literal(turn)} > CAST(${literal(to)} AS DATE) THEN k.last_purchase + ${literal(turn)}`,
  );
  return sql`CASE ${join(cases, ' ')} END`;
}
