import { OptionsError } from '../../errors.js';
import { closest } from '../../core/closest.js';
import { id, literal, raw, sql, type Sql } from '../../engine/sql.js';
import { doubleNumber } from '../../values/number.js';
import type { Fact } from './report.js';
import type { FactData } from './tables.js';

/** The query of a claim and its definition in words. */
export interface FactQuery {
  /** Yields one row with the columns `value` and `left_out`. */
  readonly query: Sql;
  readonly definition: string;
}

type Computable = Exclude<Fact, { metric: 'none' }>;

/**
 * The query of a claim. `value` is null if it is not defined: no rows, or a zero denominator. `left_out` counts
 * the values that are not numbers.
 *
 * @throws OptionsError when a claim names a column that the table does not have.
 */
export function factQuery(fact: Computable, data: FactData | undefined): FactQuery {
  if (fact.metric === 'sql') {
    // One number in one row; the engine rejects more.
    return {
      query: sql`SELECT CAST((${raw(fact.sql.replace(/;\s*$/, ''))}) AS DOUBLE) AS "value", 0 AS left_out`,
      definition: `SQL: ${fact.sql.replace(/\s+/g, ' ')}`,
    };
  }
  const rows = fact.where === undefined ? sql`true` : sql`(${raw(fact.where)})`;
  const of = (value: Sql, leftOut: Sql = sql`0`): Sql =>
    sql`SELECT CAST(${value} AS DOUBLE) AS "value", ${leftOut} AS left_out FROM ${id(fact.table)} WHERE ${rows}`;
  const among = `${fact.table}${fact.where === undefined ? '' : ` where ${fact.where}`}`;
  const number = (column: string) => doubleNumber(sql`trim(CAST(${columnOf(data, column)} AS VARCHAR))`);
  const odd = (column: string) => sql`count(${columnOf(data, column)}) - count(${number(column)})`;
  switch (fact.metric) {
    case 'count':
      return { query: of(sql`count(*)`), definition: `Rows of ${among}.` };
    case 'share': {
      const is = sql`CAST(${columnOf(data, fact.column)} AS VARCHAR) = ${literal(String(fact.value))}`;
      return {
        query: of(sql`count(*) FILTER (WHERE ${is}) / nullif(count(*), 0)`),
        definition: `Rows with ${fact.column} = ${fact.value} / rows of ${among}.`,
      };
    }
    case 'mean':
    case 'median':
    case 'sum': {
      const aggregate = { mean: sql`avg`, median: sql`median`, sum: sql`sum` }[fact.metric];
      const name = { mean: 'Mean', median: 'Median', sum: 'Sum' }[fact.metric];
      return {
        query: of(sql`${aggregate}(${number(fact.column)})`, odd(fact.column)),
        definition: `${name} of ${fact.column} over ${among}.`,
      };
    }
    case 'ratio': {
      const [above, below] = [number(fact.column), number(fact.over)];
      const both = sql`FILTER (WHERE ${above} IS NOT NULL AND ${below} IS NOT NULL)`;
      return {
        query: of(
          sql`sum(${above}) ${both} / nullif(sum(${below}) ${both}, 0)`,
          sql`count(*) - count(*) ${both}`,
        ),
        definition: `Sum of ${fact.column} / sum of ${fact.over} over ${among}.`,
      };
    }
  }
}

function columnOf(data: FactData | undefined, column: string): Sql {
  const columns = data?.columns ?? [];
  const found = columns.find((name) => name.toLowerCase() === column.toLowerCase());
  if (found !== undefined) return id(found);
  const near = closest(column, columns);
  const hint = near === undefined ? `Its columns: ${columns.join(', ')}.` : `Did you mean "${near}"?`;
  throw new OptionsError(`${data?.path ?? 'The file'} has no column "${column}". ${hint}`);
}
