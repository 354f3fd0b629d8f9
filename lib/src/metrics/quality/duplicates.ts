import * as column from '../../core/column.js';
import { Result } from '../../core/result.js';
import { term } from '../../core/term.js';
import { id, join, sql, type Sql } from '../../engine/sql.js';
import type { QualityPlan } from './options.js';

const DUPLICATES = {
  kind: column.category('kindOfDuplicate', {
    rows: { label: term('equalRows') },
    keys: { label: term('repeatedKeys') },
    near: { label: term('nearDuplicates') },
  }),
  surplus: column.optional(column.count('surplusRows')),
  share: column.optional(column.percent('shareOfRows', { base: 'surplus' })),
} as const;

/** Surplus rows by kind; the first row of each set of duplicates is not counted. */
export type Duplicates = Result<typeof DUPLICATES>;

/**
 * Counts rows equal in all columns and repeated keys among all rows, and table rows equal in everything but the key.
 */
export async function duplicates({ table, all, columns, key }: QualityPlan): Promise<Duplicates> {
  const { session } = table;
  const attributes = columns.filter((name) => !key.includes(name));
  const known = join(
    key.map((name) => sql`${id(name)} IS NOT NULL`),
    ' AND ',
  );
  const query = sql`WITH same_rows AS (${surplus(sql`${all}`, columns)}),
    same_keys AS (${key.length === 0 ? none : surplus(sql`(SELECT * FROM ${all} WHERE ${known}) k`, key)}),
    near AS (${key.length === 0 || attributes.length === 0 ? none : surplus(sql`${table}`, attributes)})
    SELECT (SELECT count(*) FROM ${all}) AS "all", (SELECT count(*) FROM ${table}) AS accepted,
      same_rows.surplus AS rows, greatest(same_keys.surplus - same_rows.surplus, 0) AS keys, near.surplus AS near
    FROM same_rows, same_keys, near`;
  const found = await session.engine.one(query, {
    all: 'integer',
    accepted: 'integer',
    rows: 'integer',
    keys: 'integer?',
    near: 'integer?',
  });
  const row = <const K extends 'rows' | 'keys' | 'near'>(kind: K, count: number | null, of: number) => ({
    kind,
    surplus: count,
    share: count === null || of === 0 ? null : count / of,
  });
  const keys = key.length === 0 ? null : found.keys;
  return new Result({
    session,
    name: 'duplicates',
    title: { en: 'Surplus rows', zh: '重复的行' },
    schema: DUPLICATES,
    rows: [
      row('rows', found.rows, found.all),
      row('keys', keys, found.all),
      row('near', found.near, found.accepted),
    ],
    query,
    chart: { mark: 'bar', x: 'surplus', y: 'kind' },
  });
}

const none = sql`SELECT NULL AS surplus`;

const surplus = (from: Sql, by: readonly string[]): Sql =>
  sql`SELECT coalesce(sum(n - 1), 0) AS surplus FROM (SELECT count(*) AS n FROM ${from} GROUP BY ${join(by.map(id))})`;
