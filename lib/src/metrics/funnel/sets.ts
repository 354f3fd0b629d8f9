import { typeColumn } from '../../events/type-column.js';
import type { EventTypes } from '../../events/types.js';
import { id, join, sql, type Sql } from '../../engine/sql.js';
import * as column from '../../core/column.js';
import { Result } from '../../core/result.js';
import { rowsOf } from '../../core/rows.js';
import type { Categories, Row } from '../../core/schema.js';
import type { Session } from '../../core/session.js';
import { term } from '../../core/term.js';
import { wilson } from '../../stats/proportion.js';
import { countOf } from '../../events/sets.js';
import {
  over,
  SET_COLUMNS,
  setCounts,
  setSteps,
  usersIn,
  type SetFunnelEvents,
  type SetFunnelOptions,
} from './set-counts.js';
import { setsByDay, type SetFunnelByDay } from './sets-by-day.js';
import { stepCategories, stepKey } from './steps.js';
import type { NoInfer } from '../../core/no-infer.js';

const { optional } = column;

const COUNTS = {
  users: column.count('users'),
  pageViews: column.count('pageViews'),
  ...SET_COLUMNS,
} as const;

const SUMMARY = {
  ...COUNTS,
  buyersPerViewer: optional(column.percent('buyersPerViewer')),
  viewerConversion: optional(column.percent('viewerConversion', { base: 'viewedAndBought' })),
  userConversion: optional(column.percent('userConversion', { base: 'buyers' })),
  apparentLoss: optional(column.percent('apparentLoss')),
  interestedLoss: optional(
    column.percent('interestedLoss', { base: 'interestedNotBought', interval: 'interestedLossInterval' }),
  ),
  interestedLossInterval: optional(column.interval('percent', 'interval95', { hidden: true })),
  buyersNotInterested: optional(column.percent('buyersNotInterested', { base: 'boughtNotInterested' })),
  viewsPerViewer: optional(column.decimal('viewsPerViewer', { digits: 1, hidden: true })),
  viewsPerUser: optional(column.decimal('viewsPerUser', { digits: 1, hidden: true })),
  viewsPerViewerDay: optional(column.decimal('viewsPerViewerDay', { digits: 1, hidden: true })),
} as const;

const setSchema = (steps: Categories) => ({
  step: column.category('funnelStep', steps),
  users: column.count('users'),
  toFirst: optional(column.percent('toFirstStep', { base: 'users', interval: 'toFirstInterval' })),
  toFirstInterval: optional(column.interval()),
});

const typeSchema = <T extends string>(types: EventTypes<T>) => ({
  type: typeColumn(types),
  users: column.count('users'),
  toFirst: optional(column.percent('toFirstStep', { base: 'users', interval: 'toFirstInterval' })),
  toFirstInterval: optional(column.interval()),
});

/** Users relative to those of the first step: a ratio, with an interval if they are not more numerous. */
const besideFirst = (users: number, first: number) => ({
  users,
  toFirst: over(users, first),
  toFirstInterval: users > first ? null : wilson(users, first),
});

const OVERLAPS = {
  set: column.category('setOfUsers', {
    interested: { label: term('interested') },
    bought: { label: term('bought') },
  }),
  part: column.category('partOfSet', {
    interestedAndBought: { label: term('interestedAndBought') },
    interestedNotBought: { label: term('interestedNotBought') },
    boughtNotInterested: { label: term('boughtNotInterested') },
  }),
  users: column.count('users'),
} as const;

export type SetFunnel<T extends string = string> = Result<ReturnType<typeof setSchema>> & {
  /** All sets, overlaps, and rates in one row, for use in sentences. */
  readonly summary: Result<typeof SUMMARY>;
  /** Users with an event of each type, relative to those of the first step. */
  readonly types: Result<ReturnType<typeof typeSchema<T>>>;
  /** Interested users and buyers, and how far they overlap. */
  readonly overlaps: Result<typeof OVERLAPS>;
  /** The same by day of the window. */
  readonly byDay: SetFunnelByDay;
};

/**
 * The set funnel: who viewed, who was interested, who bought, and how the three sets overlap. Order does not matter: a
 * buyer counts whether or not interest came first, or at all.
 *
 * toFirst = users / users of the first step, with Wilson's 95% interval if the users are not more numerous. In
 * `summary`: buyersPerViewer = buyers / viewers (which treats all buyers as viewers), viewerConversion =
 * viewedAndBought / viewers, userConversion = buyers / users, apparentLoss = 1 - buyers / interested (which treats all
 * buyers as interested; negative if buyers outnumber the interested), interestedLoss = interestedNotBought /
 * interested, buyersNotInterested = boughtNotInterested / buyers, viewsPerViewer = page views / viewers,
 * viewsPerViewerDay = that / days of the window. Rates are null if their denominator is 0.
 * @throws OptionsError unless there are three steps of known types.
 * @example
 * const sets = await funnel.sets(events, { steps: [['view'], ['cart', 'favorite'], ['purchase']] });
 * sets.summary.at().interestedLoss.en;
 */
export async function setFunnel<T extends string>(
  events: SetFunnelEvents<T>,
  options: SetFunnelOptions<NoInfer<T>>,
): Promise<SetFunnel<T>> {
  const { session, users, types, window } = events;
  const { viewed, interested, bought } = setSteps(types, options);
  const flag = (name: string, keys: readonly string[]) => sql`${countOf(keys)} > 0 AS ${id(name)}`;
  const flags = [
    flag('viewed', viewed.types),
    flag('interested', interested.types),
    flag('bought', bought.types),
  ];
  const query = sql`WITH flagged AS (SELECT ${join(flags)}, ${countOf(viewed.types)} AS views FROM ${users}),
    sets AS (
      SELECT viewed, interested, bought, count(*) AS n, sum(views) AS views
      FROM flagged GROUP BY viewed, interested, bought
    )
    SELECT ${usersIn(sql`n`)} AS users, CAST(coalesce(sum(views), 0) AS BIGINT) AS page_views, ${setCounts()}
    FROM sets`;
  const [counts = NOBODY] = await rowsOf(session, query, COUNTS);
  const steps = [viewed, interested, bought];
  const numbers = [counts.viewers, counts.interested, counts.buyers];
  const byDay = await setsByDay(events, options);
  const about = { session, query };
  return Object.assign(
    new Result({
      ...about,
      name: 'set-funnel',
      title: { en: 'The set funnel: who did it at any time', zh: '集合漏斗：任意时间有过该行为的用户' },
      schema: setSchema(stepCategories(steps)),
      rows: steps.map((step, index) => ({
        step: stepKey(step),
        ...besideFirst(numbers[index] ?? 0, counts.viewers),
      })),
      chart: { mark: 'funnel', x: 'users', y: 'step' },
    }),
    {
      summary: new Result({
        ...about,
        name: 'set-funnel-summary',
        title: { en: 'Sets of users and their rates', zh: '用户集合与转化率' },
        schema: SUMMARY,
        rows: [{ ...counts, ...ratesOf(counts, window.days.length) }],
      }),
      types: await usersByType(session, users, types, counts.viewers),
      overlaps: new Result({
        ...about,
        name: 'overlaps',
        title: { en: 'Interested users and buyers overlap', zh: '感兴趣用户与购买用户的重叠' },
        schema: OVERLAPS,
        rows: (
          [
            ['interested', 'interestedAndBought'],
            ['interested', 'interestedNotBought'],
            ['bought', 'interestedAndBought'],
            ['bought', 'boughtNotInterested'],
          ] as const
        ).map(([set, part]) => ({ set, part, users: counts[part] })),
        chart: { mark: 'bar', x: 'users', y: 'set', color: 'part', layout: 'stack' },
      }),
      byDay,
    },
  );
}

const NOBODY = Object.fromEntries(Object.keys(COUNTS).map((name) => [name, 0])) as Row<typeof COUNTS>;

function ratesOf(counts: Row<typeof COUNTS>, days: number) {
  const { users, viewers, interested, buyers, pageViews } = counts;
  return {
    buyersPerViewer: over(buyers, viewers),
    viewerConversion: over(counts.viewedAndBought, viewers),
    userConversion: over(buyers, users),
    apparentLoss: over(interested - buyers, interested),
    interestedLoss: over(counts.interestedNotBought, interested),
    interestedLossInterval: wilson(counts.interestedNotBought, interested),
    buyersNotInterested: over(counts.boughtNotInterested, buyers),
    viewsPerViewer: over(pageViews, viewers),
    viewsPerUser: over(pageViews, users),
    viewsPerViewerDay: over(pageViews, viewers * days),
  };
}

async function usersByType<T extends string>(
  session: Session,
  users: SetFunnelEvents['users'],
  types: EventTypes<T>,
  first: number,
): Promise<SetFunnel<T>['types']> {
  const counts = types.map(({ key }): Sql => sql`count(CASE WHEN ${id(key)} > 0 THEN 1 END) AS ${id(key)}`);
  const shape = Object.fromEntries(types.map(({ key }) => [key, 'integer' as const]));
  const query = sql`SELECT ${join(counts)} FROM ${users}`;
  const found: Readonly<Record<string, number>> = await session.engine.one(query, shape);
  return new Result({
    session,
    name: 'users-by-type',
    title: { en: 'Users by what they did', zh: '按行为统计的用户' },
    schema: typeSchema(types),
    rows: types.map(({ key }) => ({ type: key, ...besideFirst(found[key] ?? 0, first) })),
    query,
    chart: { mark: 'bar', x: 'users', y: 'type' },
  });
}
