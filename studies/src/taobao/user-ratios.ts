import { id, join, literal, sql, type Engine, type Sql } from 'tally';
import { known, meanOfUsers, type Estimate } from 'tally/claims';

/** sum(x) / sum(y) over users, times `weight`: a mean for y = 1, a ratio of sums otherwise. */
export interface Term {
  readonly x: Sql;
  readonly y: Sql;
  readonly weight?: number;
}

/** What each estimate is made of: the sum of its terms, which are of the same users. */
export type Asked<K extends string> = Readonly<Record<K, readonly Term[]>>;

/**
 * Ratios of sums over users and differences of them as estimates, treating users as drawn at random. Two terms with
 * weights 1 and -1 are a difference between quantities of the same users.
 *
 * @param source one row a user
 * @example
 * const { gap } = await userRatios(engine, users, {
 *   gap: [{ x: id('buy'), y: id('pv') }, { x: id('cart'), y: id('pv'), weight: -1 }],
 * });
 */
export async function userRatios<K extends string>(
  engine: Engine,
  source: Sql,
  asked: Asked<K>,
): Promise<Readonly<Record<K, Estimate>>> {
  const entries = Object.entries(asked) as [K, readonly Term[]][];
  const sums = await sumsOf(engine, source, entries.flatMap(firstSums));
  const of = (name: string) => sums[name] ?? 0;
  const defined = entries.filter(([name, terms]) => terms.every((_, n) => of(`${name} y${n}`) !== 0));
  const ratio = (name: string, n: number) => of(`${name} x${n}`) / of(`${name} y${n}`);
  const moments = await sumsOf(
    engine,
    source,
    defined.flatMap(([name, terms]): NamedSum[] => {
      const moves = join(
        terms.map(({ x, y, weight = 1 }, n) => moved(x, y, ratio(name, n), weight / of(`${name} y${n}`))),
        ' + ',
      );
      return [
        [`${name} squares`, sql`pow(${moves}, 2)`],
        [`${name} cubes`, sql`pow(${moves}, 3)`],
        [`${name} quarts`, sql`pow(${moves}, 4)`],
      ];
    }),
  );
  const estimates = entries.map(([name, terms]): [K, Estimate] => {
    const group = Math.min(of(`${name} any`), ...terms.map((_, n) => of(`${name} users${n}`)));
    const values = terms.map(({ weight = 1 }, n) => weight * ratio(name, n));
    const moment = (power: string) => moments[`${name} ${power}`] ?? 0;
    const powers = { squares: moment('squares'), cubes: moment('cubes'), quarts: moment('quarts') };
    const value = values.reduce((sum, one) => sum + one, 0);
    return [
      name,
      Number.isFinite(value) ? meanOfUsers({ value, n: of('n'), group, ...powers }) : known(null, group),
    ];
  });
  return Object.fromEntries(estimates) as Record<K, Estimate>;
}

/** What a user moves the ratio by. */
const moved = (x: Sql, y: Sql, ratio: number, weight: number): Sql =>
  sql`${double(weight)} * ((${x}) - ${double(ratio)} * (${y}))`;

/** Both sides of each term, users with a y, and users with any x. */
function firstSums([name, terms]: readonly [string, readonly Term[]]): NamedSum[] {
  const any = join(
    terms.map(({ x }) => sql`(${x}) <> 0`),
    ' OR ',
  );
  return [
    ...terms.flatMap(({ x, y }, n): NamedSum[] => [
      [`${name} x${n}`, x],
      [`${name} y${n}`, y],
      [`${name} users${n}`, sql`CASE WHEN (${y}) <> 0 THEN 1 ELSE 0 END`],
    ]),
    [`${name} any`, sql`CASE WHEN ${any} THEN 1 ELSE 0 END`],
  ];
}

type NamedSum = readonly [name: string, value: Sql];

/** Sums over all users by name, and their number as `n`. Whole numbers are summed exactly, in any order. */
async function sumsOf(
  engine: Engine,
  source: Sql,
  sums: readonly NamedSum[],
): Promise<Record<string, number>> {
  const named: readonly NamedSum[] = [['n', sql`1`], ...sums];
  const columns = named.map(
    ([name, value]) => sql`CAST(coalesce(sum(${value}), 0) AS DOUBLE) AS ${id(name)}`,
  );
  return engine.one(
    sql`SELECT ${join(columns)} FROM (${source}) AS per_user`,
    Object.fromEntries(named.map(([name]) => [name, 'double' as const])),
  );
}

/** A number as a double: written out it would be a decimal with too few digits. */
const double = (value: number): Sql => sql`CAST(${literal(value)} AS DOUBLE)`;
