import { both } from '../../core/heading.js';
import type { Label } from '../../core/label.js';
import type { Session } from '../../core/session.js';
import { Table } from '../../core/table.js';
import { typeCategories } from '../../events/type-column.js';
import type { CategoryTable, EventTables } from '../../events/tables.js';
import { requireTypes } from '../../events/types.js';
import { OptionsError } from '../../errors.js';
import { id, sql, type Sql } from '../../engine/sql.js';

/** What category metrics need from loaded events; `categories` is null if the events have none. */
export type CategoryEvents<T extends string = string> = Pick<EventTables<T>, 'types'> & {
  readonly session: Session;
  readonly categories: CategoryTable | null;
};

/** The events of one type by category. */
export interface CategoriesOf<T extends string> {
  readonly session: Session;
  readonly type: T;
  /** The display name of the type. */
  readonly name: Label;
  readonly table: Table;
}

/** @throws OptionsError for an unknown type, or events without categories. */
export function categoriesOf<T extends string>(
  { session, types, categories }: CategoryEvents<T>,
  type: T,
): CategoriesOf<T> {
  if (categories === null) {
    throw new OptionsError('These events have no categories: load them with a category column.');
  }
  requireTypes(types, 'type', [type]);
  const name = both(typeCategories(types)[type].label);
  const { name: table, columns } = categories;
  return { session, type, name, table: new Table({ session, name: table, columns, roles: {} }) };
}

/** @throws OptionsError for a share outside (0, 1]. */
export function requireShare(share: number): void {
  if (share > 0 && share <= 1) return;
  throw new OptionsError(`The share to reach must be above 0 and at most 1, not ${share}.`);
}

/**
 * Categories ranked by events, then id: `place` from 1, events `n`, their `share`, `cumulative` events, and `total`.
 */
export function rankedCategories({ table, type }: Pick<CategoriesOf<string>, 'table' | 'type'>): Sql {
  const n = id(type);
  return sql`SELECT category_id, ${n} AS n, row_number() OVER (ORDER BY ${n} DESC, category_id) AS place,
      ${n} / nullif(CAST(sum(${n}) OVER () AS DOUBLE), 0) AS share,
      CAST(sum(${n}) OVER (ORDER BY ${n} DESC, category_id
        ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS BIGINT) AS cumulative,
      CAST(sum(${n}) OVER () AS BIGINT) AS total
    FROM ${table}`;
}
