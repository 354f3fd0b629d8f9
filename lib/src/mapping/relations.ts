import type { Shape } from '../engine/shape.js';
import { id, join, sql, type Sql } from '../engine/sql.js';
import type { LoadedFile } from '../load/loaded.js';

/** An ordered pair of columns. */
export type Pair = readonly [string, string];

const shapeOf = (n: number): Shape =>
  Object.fromEntries(Array.from({ length: n }, (_, k) => [`v${k}`, 'double?']));

async function shares(file: LoadedFile, values: readonly Sql[]): Promise<readonly number[]> {
  if (values.length === 0) return [];
  const found = await file.engine.one(
    sql`SELECT ${join(values.map((value, k) => sql`${value} AS ${id(`v${k}`)}`))}`,
    shapeOf(values.length),
  );
  return values.map((_, k) => Number(found[`v${k}`] ?? 0));
}

/**
 * For each pair, the share of the groups of the first column that have a single value of the second one: 1 if it
 * determines it.
 */
export function determined(file: LoadedFile, pairs: readonly Pair[]): Promise<readonly number[]> {
  const values = pairs.map(
    ([from, to]) => sql`(SELECT avg(CASE WHEN least = most THEN 1.0 ELSE 0.0 END) FROM (
      SELECT min(${id(to)}) AS least, max(${id(to)}) AS most FROM ${file}
      WHERE ${id(from)} IS NOT NULL AND ${id(to)} IS NOT NULL GROUP BY ${id(from)}))`,
  );
  return shares(file, values);
}

/** Two columns and the one that is their product, to the cent. */
export type Product = readonly [string, string, string];

/** For each product, the share of the rows for which it holds, among those with other factors than 0 and 1. */
export function productsHold(file: LoadedFile, products: readonly Product[]): Promise<readonly number[]> {
  const number = (name: string): Sql => sql`CAST(${id(name)} AS DOUBLE)`;
  const values = products.map(
    ([a, b, product]) => sql`(SELECT CASE WHEN count(*) < 2 THEN 0
        ELSE avg(CASE WHEN abs(${number(a)} * ${number(b)} - ${number(product)}) <= 0.011 THEN 1.0 ELSE 0.0 END) END
      FROM ${file} WHERE ${number(a)} NOT IN (0, 1) AND ${number(b)} NOT IN (0, 1) AND ${number(product)} IS NOT NULL)`,
  );
  return shares(file, values);
}

/**
 * By what power of a quantity a sum of money grows: about 1 for the amount of a line, about 0 for the price of a piece.
 * Slope of ln(money) on ln(quantity) where both are above 0; null where the quantity hardly varies.
 */
export async function growth(file: LoadedFile, quantity: string, money: string): Promise<number | null> {
  const { slope } = await file.engine.one(
    sql`SELECT regr_slope(ln(CAST(${id(money)} AS DOUBLE)), ln(CAST(${id(quantity)} AS DOUBLE))) AS slope FROM ${file}
      WHERE ${id(money)} > 0 AND ${id(quantity)} > 0`,
    { slope: 'double?' },
  );
  return slope;
}
