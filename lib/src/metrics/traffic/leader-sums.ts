import { id, join, literal, sql, type Sql } from '../../engine/sql.js';
import type { PairedSums } from '../../stats/paired-sums.js';
import type { TrafficKey } from './measures.js';
import type { TrafficEvents, TrafficOptions } from './traffic.js';
import { countedTimes, timesFromSets, type PeakEvents } from './user-times.js';

/** A measure as x / y of each user at each time; without y, a count over all users. */
export interface SidesOf {
  readonly x: Side;
  readonly y: Side | null;
}

type Side = 'views' | 'purchases' | 'came' | 'bought';

/** A measure, and the hour or day, by its number, with which all others are compared. */
export interface ComparedMeasure extends SidesOf {
  readonly leader: number;
}

/** Sums of the leader, first, and of another time. */
export type SumsAt = (place: number) => PairedSums;

const SIDES: Readonly<Record<Side, Sql>> = {
  views: sql`views`,
  purchases: sql`purchases`,
  came: sql`1`,
  bought: sql`CASE WHEN purchases > 0 THEN 1 ELSE 0 END`,
};

const SUMS = ['n', 'x', 'y', 'xx', 'xy', 'yy', 'both_n', 'both_xx', 'both_xy', 'both_yx', 'both_yy'] as const;

type Sums = Readonly<Record<(typeof SUMS)[number], number>>;

const NOTHING = Object.fromEntries(SUMS.map((name) => [name, 0])) as Sums;

/**
 * For each measure the sums by which its leader is compared with every other hour or day, user by user: one statement
 * for all. Users and buyers are read from sets in rollups; views and purchases take one pass over events.
 */
export async function leaderSums<T extends string>(
  events: PeakEvents<T>,
  key: TrafficKey,
  options: TrafficOptions<T>,
  measures: readonly ComparedMeasure[],
): Promise<readonly SumsAt[]> {
  const counted = measures.some(({ x, y }) =>
    [x, y].some((side) => side === 'views' || side === 'purchases'),
  );
  const cells = (counted ? countedTimes : timesFromSets)(events, key, options);
  const query = sumsQuery(cells, measures, events.users);
  const names = measures.flatMap((_, index) => SUMS.map((name) => `${name}_${index}`));
  const shape = Object.fromEntries(['place', 'everyone', ...names].map((name) => [name, 'integer' as const]));
  const rows = await events.session.engine.all(query, shape);
  const at = new Map(rows.map((row) => [row['place'], row]));
  const everyone = rows[0]?.['everyone'] ?? 0;
  return measures.map((measure, index) => {
    const of = (place: number) => {
      const row = at.get(place);
      return row === undefined
        ? NOTHING
        : (Object.fromEntries(SUMS.map((name) => [name, row[`${name}_${index}`]])) as Sums);
    };
    const leader = of(measure.leader);
    return (place: number) =>
      measure.y === null ? ofCounts(leader, of(place), everyone) : ofRatios(leader, of(place));
  });
}

function ofRatios(one: Sums, other: Sums): PairedSums {
  return {
    n: one.n + other.n - other.both_n,
    ...{ one, other },
    both: { xx: other.both_xx, xy: other.both_xy, yx: other.both_yx, yy: other.both_yy },
  };
}

/** Every user counts, also who did not come at either time. */
function ofCounts(one: Sums, other: Sums, everyone: number): PairedSums {
  const side = ({ x, xx }: Sums) => ({ x, xx, y: everyone, xy: x, yy: everyone });
  return {
    n: everyone,
    ...{ one: side(one), other: side(other) },
    both: { xx: other.both_xx, xy: one.x, yx: other.x, yy: everyone },
  };
}

/** One row an hour or day: sums over its users, and over those of them who were there at the leading one too. */
function sumsQuery(cells: Sql, measures: readonly ComparedMeasure[], users: TrafficEvents<string>['users']) {
  const sides = measures.flatMap(({ x, y }, index) => [
    sql`${SIDES[x]} AS ${id(`x_${index}`)}`,
    sql`${SIDES[y ?? 'came']} AS ${id(`y_${index}`)}`,
  ]);
  const leading = measures.flatMap(({ leader }, index) =>
    ['x', 'y'].map((side) => {
      const there = sql`place = ${literal(leader)}`;
      return sql`max(CASE WHEN ${there} THEN ${id(`${side}_${index}`)} END) AS ${id(`lead_${side}_${index}`)}`;
    }),
  );
  const sums = measures.flatMap((_, index) => {
    const [x, y, leadX, leadY] = ['x', 'y', 'lead_x', 'lead_y'].map((name) => id(`${name}_${index}`)) as [
      Sql,
      Sql,
      Sql,
      Sql,
    ];
    const [any, anyLead] = [sql`(${x} <> 0 OR ${y} <> 0)`, sql`(${leadX} <> 0 OR ${leadY} <> 0)`];
    const products = [x, y, sql`${x} * ${x}`, sql`${x} * ${y}`, sql`${y} * ${y}`];
    const both = [[x, leadX] as const, [y, leadX] as const, [x, leadY] as const, [y, leadY] as const];
    const values = [
      sql`count(CASE WHEN ${any} THEN 1 END)`,
      ...products.map(summed),
      sql`count(CASE WHEN ${any} AND ${anyLead} THEN 1 END)`,
      ...both.map(([own, lead]) => summed(sql`${lead} * ${own}`)),
    ];
    return values.map((value, nth) => sql`${value} AS ${id(`${SUMS[nth] ?? ''}_${index}`)}`);
  });
  const leaders = join([...new Set(measures.map(({ leader }) => leader))].map(literal));
  return sql`WITH cells AS (${cells}),
    sides AS (SELECT user_id, place, ${join(sides)} FROM cells),
    ahead AS (SELECT user_id AS user_ahead, ${join(leading)} FROM sides WHERE place IN (${leaders}) GROUP BY user_id)
    SELECT place, (SELECT count(*) FROM ${users}) AS everyone, ${join(sums)}
    FROM sides LEFT JOIN ahead ON user_ahead = user_id GROUP BY place ORDER BY place`;
}

const summed = (value: Sql) => sql`CAST(coalesce(sum(${value}), 0) AS BIGINT)`;
