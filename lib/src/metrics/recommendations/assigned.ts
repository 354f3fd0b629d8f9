import { join, literal, sql, type Sql } from '../../engine/sql.js';
import { Table } from '../../core/table.js';
import type { Known } from './known.js';
import { listsOf } from './lists.js';
import type { Method, TierRule, TierRules } from './methods.js';

const LISTS = { list: 'text', customer_id: 'text', item: 'text', place: 'integer' } as const;

/** `list` a method or a rule, `customer_id`, `item`, `place`. */
export type ListTable = Table<typeof LISTS>;

/** SQL for the method that a rule gives a customer of `people`. */
export function methodSql({ newcomer, tiers }: TierRule): Sql {
  const cases = Object.entries<Method>(tiers).map(
    ([tier, method]) => sql`WHEN tier = ${literal(tier)} THEN ${literal(method)}`,
  );
  const first = newcomer === undefined ? [] : [sql`WHEN newcomer THEN ${literal(newcomer)}`];
  return sql`CASE ${join([...first, ...cases], ' ')} END`;
}

/** The lists of methods, and those of rules, which give each customer the list of one method. */
export async function listTable(
  known: Known,
  methods: readonly Method[],
  rules: TierRules,
): Promise<ListTable> {
  const { session, people } = known;
  const table: ListTable = new Table({
    session,
    name: session.uniqueName(`${people.name}_lists`),
    columns: LISTS,
    roles: {},
  });
  await session.engine.run(
    sql`CREATE TABLE ${table} (list VARCHAR, customer_id VARCHAR, item VARCHAR, place BIGINT)`,
  );
  for (const method of methods) {
    await session.engine.run(
      sql`INSERT INTO ${table} SELECT ${literal(method)}, customer_id, item, place FROM (${listsOf(known, method)})`,
    );
  }
  for (const [key, rule] of Object.entries(rules)) {
    await session.engine.run(sql`INSERT INTO ${table}
      SELECT ${literal(ruleKey(key))}, l.customer_id, l.item, l.place
      FROM (SELECT customer_id, ${methodSql(rule)} AS method FROM ${people}) p
        JOIN ${table} l ON l.customer_id = p.customer_id AND l.list = p.method`);
  }
  return table;
}

/** A rule may have the name of a method. */
export const ruleKey = (key: string): string => `rule:${key}`;
