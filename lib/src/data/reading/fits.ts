import type { Engine, QueryOptions } from '../../engine/engine.js';
import type { Shape } from '../../engine/shape.js';
import { id, join, literal, sql, type Sql } from '../../engine/sql.js';
import type { ColumnContract, TableContract } from '../contract.js';
import { textColumn } from '../checks.js';
import { cleanedText, typedValue } from '../typing.js';

/** How many values of a column fit the type of each of several rules, and how many fit any of them. */
export interface Fits {
  readonly each: readonly number[];
  readonly any: number;
}

/** Tries rules on all values of their columns: text may be in a date format and still not be a calendar date. */
export async function fitsOf(
  engine: Engine,
  relation: Sql,
  contract: TableContract,
  candidates: readonly (readonly [column: string, rules: readonly ColumnContract[]])[],
  options: QueryOptions,
): Promise<ReadonlyMap<string, Fits>> {
  const tried = candidates.filter(([, rules]) => rules.length > 0);
  if (tried.length === 0) return new Map();
  // Rules for one column differ in how they interpret its text, not in the text itself.
  const texts = tried.map(
    ([name, [rule]]) => sql`${cleanedText(name, rule ?? { type: 'text' }, contract)} AS ${textColumn(name)}`,
  );
  const cells = tried.flatMap(([name, rules], column) =>
    rules.map((rule, n) => sql`${typedValue(name, rule)} IS NOT NULL AS ${id(`${column}:${n}`)}`),
  );
  const counts = tried.flatMap(([, rules], column) => {
    const fits = rules.map((_, n) => id(`${column}:${n}`));
    return [...fits, join(fits, ' OR ')].map(
      (condition, n) => sql`count(*) FILTER (WHERE ${condition}) AS ${id(`${column}:${n}`)}`,
    );
  });
  const names = tried.flatMap(([, rules], column) =>
    Array.from({ length: rules.length + 1 }, (_, n) => `${column}:${n}`),
  );
  const shape: Shape = Object.fromEntries(names.map((name) => [name, 'integer']));
  const row: Readonly<Record<string, unknown>> = await engine.one(
    sql`WITH source AS (${relation}),
    cleaned AS (SELECT ${join(texts)} FROM source WHERE malformed IS NULL),
    tried AS (SELECT ${join(cells)} FROM cleaned)
    SELECT ${join(counts)} FROM tried`,
    shape,
    options,
  );
  return new Map(
    tried.map(([name, rules], column) => {
      const count = (n: number) => Number(row[`${column}:${n}`]);
      return [name, { each: rules.map((_, n) => count(n)), any: count(rules.length) }];
    }),
  );
}

/** An example from a column's texts that meet a condition, for an error message; empty if there is none. */
export async function exampleOf(
  engine: Engine,
  relation: Sql,
  text: Sql,
  condition: Sql,
  options: QueryOptions,
): Promise<string> {
  const { example } = await engine.one(
    sql`WITH source AS (${relation}), texts AS (SELECT ${text} AS "text" FROM source WHERE malformed IS NULL)
    SELECT coalesce(min("text") FILTER (WHERE ${condition}), ${literal('')}) AS example FROM texts`,
    { example: 'text' },
    options,
  );
  return example;
}
