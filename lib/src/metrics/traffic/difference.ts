import * as column from '../../core/column.js';
import { Result } from '../../core/result.js';
import { didOnDay, setOf, setWith } from '../../events/sets.js';
import { requireTypes } from '../../events/types.js';
import { shape } from '../../engine/shape.js';
import { join, literal, raw, sql, type Sql } from '../../engine/sql.js';
import { OptionsError } from '../../errors.js';
import { pairedRatios } from '../../stats/clustered.js';
import type { TrafficEvents, TrafficOptions } from './traffic.js';

const { interval, optional, percent } = column;

const DIFFERENCE = {
  users: column.count('users'),
  one: optional(percent('buyerShareOfThese')),
  other: optional(percent('buyerShareOfOthers')),
  difference: optional(column.points('differenceInPoints', { interval: 'differenceInterval' })),
  differenceInterval: optional(interval('points', 'interval95', { hidden: true })),
  p: optional(column.pValue()),
  designEffect: optional(column.decimal('designEffect')),
} as const;

const COUNTED = shape({ x1: 'integer', y1: 'integer', x2: 'integer', y2: 'integer', users: 'integer' });

/** The difference of two hours or days: one row. */
export type TrafficDifference = Result<typeof DIFFERENCE>;

/** Hours of the day, 0 to 23, or days of the window, `YYYY-MM-DD`. */
export type Times = { readonly hours: readonly number[] } | { readonly days: readonly string[] };

/**
 * Whether users are more often buyers at some hours than at others, or on some days: the difference of buyers / users
 * by users. Who comes at both is in both, and who comes at three of the hours counts three times, so that neither the
 * two shares nor the visits of one user are independent; interval and p allow for that.
 *
 * one = hours with a purchase / hours with any event, added up over users; difference = one - other. designEffect: how
 * many times the variance is that of independent visits. Null where nobody came at one of the two, or nothing varies.
 * @throws OptionsError for hours against days, an hour or day that there is not, none at all, or an unknown type.
 * Source: see `stats.pairedRatios`.
 * @example
 * await traffic.difference(events, { purchases: ['purchase'] }, { hours: [21] }, { hours: [10] });
 * await traffic.difference(events, { purchases: ['purchase'] }, { days: ['2024-06-18'] }, { days: ['2024-06-17'] });
 */
export async function difference<T extends string>(
  events: TrafficEvents<T>,
  { purchases }: Pick<TrafficOptions<NoInfer<T>>, 'purchases'>,
  one: Times,
  other: Times,
): Promise<TrafficDifference> {
  requireTypes(events.types, 'purchases', purchases);
  const kind = 'hours' in one ? 'hours' : 'days';
  if (!(kind in other)) throw new OptionsError('Compare hours with hours, or days with days.');
  const sides = [one, other].map((times) => placesOf(events, times));
  const counted = sql`SELECT x1, y1, x2, y2, count(*) AS users
    FROM (${countsOf(events, kind, purchases, sides)}) AS counted GROUP BY x1, y1, x2, y2 ORDER BY x1, y1, x2, y2`;
  const { found, came } = await pairedOf(events, counted);
  return new Result({
    session: events.session,
    name: 'traffic-difference',
    title: { en: 'Difference of buyers / users, by users', zh: '购买用户占比之差（按用户）' },
    schema: DIFFERENCE,
    rows: [
      {
        users: came,
        one: found?.one ?? null,
        other: found?.other ?? null,
        difference: found?.difference ?? null,
        differenceInterval: found?.interval ?? null,
        p: found?.p ?? null,
        designEffect: found?.designEffect ?? null,
      },
    ],
    query: counted,
  });
}

/** The paired difference of a query with columns x1, y1, x2, y2 and users, and how many users add to either side. */
export async function pairedOf({ session }: Pick<TrafficEvents<string>, 'session'>, counted: Sql) {
  const rows = await session.engine.all(counted, COUNTED);
  const units = rows.map(({ x1, y1, x2, y2, users }) => ({
    one: { x: x1, y: y1 },
    other: { x: x2, y: y2 },
    count: users,
  }));
  const came = rows.reduce((sum, { y1, y2, users }) => sum + (y1 + y2 > 0 ? users : 0), 0);
  return { found: pairedRatios(units), came };
}

/** The bits of hours or days. */
export function placesOf({ window }: Pick<TrafficEvents<string>, 'window'>, times: Times): readonly number[] {
  const places = 'hours' in times ? times.hours : times.days.map((day) => window.days.indexOf(day));
  const most = 'hours' in times ? 24 : window.days.length;
  const sound = places.every((place) => Number.isInteger(place) && place >= 0 && place < most);
  if (places.length > 0 && sound && new Set(places).size === places.length) return places;
  throw new OptionsError(
    'hours' in times
      ? `Hours are whole numbers from 0 to 23, each once, not [${times.hours.join(', ')}].`
      : `[${times.days.join(', ')}] must be days of the window, ${window.days[0]} to ${window.days.at(-1)}, each once.`,
  );
}

/** SELECT of one row a user: at how many of the hours or days there was a purchase (x), and any event (y). */
function countsOf(
  { users, days, types }: TrafficEvents<string>,
  kind: 'hours' | 'days',
  purchases: readonly string[],
  sides: readonly (readonly number[])[],
): Sql {
  if (kind === 'days' && days !== null) {
    const counts = sides.flatMap((side, index) => {
      const there = sql`"day" IN (${join(side.map(literal))})`;
      const bought = sql`${there} AND ${didOnDay(types, purchases)}`;
      const name = suffix(index);
      return [
        sql`count(CASE WHEN ${bought} THEN 1 END) AS x${name}`,
        sql`count(CASE WHEN ${there} THEN 1 END) AS y${name}`,
      ];
    });
    return sql`SELECT ${join(counts)} FROM ${days} GROUP BY user_id`;
  }
  const any = setOf(
    types.map(({ key }) => key),
    kind,
  );
  const counts = sides.flatMap((side, index) => {
    const [there, name] = [setWith(side), suffix(index)];
    return [
      sql`bit_count(${setOf(purchases, kind)} & ${there}) AS x${name}`,
      sql`bit_count(${any} & ${there}) AS y${name}`,
    ];
  });
  return sql`SELECT ${join(counts)} FROM ${users}`;
}

const suffix = (index: number): Sql => raw(String(index + 1));
