import { id, join, literal, sql, type Engine, type Sql } from 'tally';
import { known, meanOfUsers, type Estimate } from 'tally/claims';
import { columnsOf, Sums } from './sums.js';

/** sum(x) / sum(y) over users, times `weight`: a mean for y = 1, a ratio of sums otherwise. */
export interface Term {
  readonly x: Sql;
  readonly y: Sql;
  readonly weight?: number;
}

/** What each estimate is made of: the sum of its terms, which are of the same users. */
export type Asked<K extends string> = Readonly<Record<K, readonly Term[]>>;

/** Estimates by the name under which they were asked for. */
export type Estimates<K extends string> = Readonly<Record<K, Estimate>>;

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
): Promise<Estimates<K>> {
  const all = sql`SELECT *, 0 AS part FROM (${source}) AS everyone`;
  const [only] = (await userRatiosBy(engine, all, 'part', asked)).values();
  return only ?? (Object.fromEntries(Object.keys(asked).map((name) => [name, known(null)])) as Estimates<K>);
}

/**
 * The same estimates for each value of a column, a whole number.
 *
 * @param source one row a user and value
 */
export async function userRatiosBy<K extends string>(
  engine: Engine,
  source: Sql,
  by: string,
  asked: Asked<K>,
): Promise<ReadonlyMap<number, Estimates<K>>> {
  const sums = new Sums();
  const wanted = Object.entries<readonly Term[]>(asked).map(([name, terms]) => wantedOf(name, terms, sums));
  const moves = wanted.map(({ name, terms }) => sql`${join(terms.map(moved), ' + ')} AS ${id(name)}`);
  const moments = wanted.flatMap(({ name }) =>
    POWERS.map((power) => [momentOf(name, power), sql`pow(${id(name)}, ${literal(power)})`] as const),
  );
  const key = id(by);
  const found: readonly Readonly<Record<string, number>>[] = await engine.all(
    sql`WITH per_user AS (${source}),
    sums AS (SELECT ${key}, ${columnsOf(sums.all)} FROM per_user GROUP BY ${key}),
    moves AS (SELECT ${key}, ${join(moves)} FROM per_user JOIN sums USING (${key})),
    moments AS (SELECT ${key}, ${columnsOf(moments)} FROM moves GROUP BY ${key})
    SELECT * FROM sums JOIN moments USING (${key}) ORDER BY ${key}`,
    {
      [by]: 'integer',
      ...Object.fromEntries([...sums.all, ...moments].map(([name]) => [name, 'double' as const])),
    },
  );
  return new Map(
    found.map((row) => {
      const of = (name: string) => row[name] ?? 0;
      const estimates = wanted.map((one) => [one.name, estimateOf(one, of)] as const);
      return [of(by), Object.fromEntries(estimates) as Estimates<K>];
    }),
  );
}

/** A term with the names of its sums: of both sides, and of the users with a y. */
interface SummedTerm extends Required<Term> {
  readonly names: { readonly x: string; readonly y: string; readonly users: string };
}

interface Wanted {
  readonly name: string;
  readonly terms: readonly SummedTerm[];
  /** Names of the number of users, and of those with any x. */
  readonly n: string;
  readonly any: string;
}

function wantedOf(name: string, terms: readonly Term[], sums: Sums): Wanted {
  const any = join(
    terms.map(({ x }) => sql`(${x}) <> 0`),
    ' OR ',
  );
  const flag = (is: Sql) => sums.nameOf(sql`CASE WHEN ${is} THEN 1 ELSE 0 END`);
  return {
    name,
    terms: terms.map(({ x, y, weight = 1 }) => ({
      ...{ x, y, weight },
      names: { x: sums.nameOf(x), y: sums.nameOf(y), users: flag(sql`(${y}) <> 0`) },
    })),
    n: sums.nameOf(sql`1`),
    any: flag(any),
  };
}

/** What a user moves the estimate by; nothing is defined where nobody has a y. */
function moved({ x, y, weight, names }: SummedTerm): Sql {
  const all = sql`nullif(${id(names.y)}, 0)`;
  return sql`CAST(${literal(weight)} AS DOUBLE) / ${all} * ((${x}) - (${id(names.x)} / ${all}) * (${y}))`;
}

const POWERS = [2, 3, 4] as const;
const momentOf = (name: string, power: (typeof POWERS)[number]) => `${name} to the ${power}`;

function estimateOf({ name, terms, n, any }: Wanted, of: (name: string) => number): Estimate {
  const group = Math.min(of(any), ...terms.map(({ names }) => of(names.users)));
  const value = terms.reduce((sum, { weight, names }) => sum + weight * (of(names.x) / of(names.y)), 0);
  if (!Number.isFinite(value)) return known(null, group);
  const [squares, cubes, quarts] = POWERS.map((power) => of(momentOf(name, power)));
  return meanOfUsers({
    value,
    n: of(n),
    group,
    squares: squares ?? 0,
    cubes: cubes ?? 0,
    quarts: quarts ?? 0,
  });
}
