import { sql, type Sql } from '../../engine/sql.js';
import type { Row } from '../../engine/shape.js';
import { Table } from '../../core/table.js';
import { listTable } from './assigned.js';
import { evaluationQuery, SUMS } from './evaluation-sums.js';
import type { Known } from './known.js';
import type { Method, TierRules } from './methods.js';

/** What to measure. */
export interface Measuring {
  /** SQL for `customer_id` and `item` of what was bought afterwards. */
  readonly later: Sql;
  /** The methods that lists are made of. */
  readonly methods: readonly Method[];
  readonly rules: TierRules;
  /** The lists to measure, and the one that the others are compared with. */
  readonly keys: readonly string[];
  readonly baseline: string;
}

const COUNTS = { sold: 'integer', later: 'integer', returning: 'integer', judged: 'integer' } as const;

/** Sums by list and tier, different products by list, and customers and products in all. */
export interface Measured {
  readonly sums: readonly Row<typeof SUMS>[];
  readonly products: ReadonlyMap<string, number>;
  readonly counts: Row<typeof COUNTS>;
}

/** Makes the lists, and holds them against what the customers bought afterwards. */
export async function measured(known: Known, measuring: Measuring): Promise<Measured> {
  const { session, people, bought, options } = known;
  const { later, methods, rules, keys, baseline } = measuring;
  const wanted = new Table({
    session,
    name: session.uniqueName(`${people.name}_wanted`),
    // Only the queries here read it.
    columns: {},
    roles: {},
  });
  const unknown = options.repeats
    ? sql``
    : sql`ANTI JOIN ${bought} b ON b.customer_id = l.customer_id AND b.item = l.item`;
  await session.engine.run(sql`CREATE TABLE ${wanted} AS
    SELECT l.customer_id, l.item FROM (${later}) l SEMI JOIN ${people} p ON p.customer_id = l.customer_id ${unknown}`);
  const lists = await listTable(known, methods, rules);
  const sums = await session.engine.all(evaluationQuery(known, lists, wanted, { keys, baseline }), SUMS);
  const covered = await session.engine.all(
    sql`SELECT list, count(DISTINCT item) AS products FROM ${lists} SEMI JOIN ${wanted} USING (customer_id)
      GROUP BY 1 ORDER BY 1`,
    { list: 'text', products: 'integer' },
  );
  const counts = await session.engine.one(
    sql`SELECT (SELECT count(*) FROM ${known.products}) AS sold,
      (SELECT count(DISTINCT customer_id) FROM (${later})) AS later,
      (SELECT count(*) FROM ${people} WHERE chosen) AS returning,
      (SELECT count(DISTINCT customer_id) FROM ${wanted}) AS judged`,
    COUNTS,
  );
  for (const table of [wanted, lists]) await session.engine.run(sql`DROP TABLE ${table}`);
  return { sums, products: new Map(covered.map(({ list, products }) => [list, products])), counts };
}
