import { type Sql, join, sql } from 'tally';
import { num, type Draws } from './draw.js';
import {
  ACTIVITY,
  CARTS,
  COHORTS,
  DAY_RATES,
  FAVORITES,
  FLAWS,
  INTENSITY,
  INTEREST,
  LOYALTY,
  NEVER_VIEWS,
  PURCHASES,
  VISITS,
  WINDOW,
} from './published.js';

const K = sql`k`;
const DAYS = Array.from({ length: WINDOW.days }, (_, day) => day);

/**
 * One row a user: which days they come on and how many events of each kind they have. `days` holds the active
 * days in order, four bits each; `visits` the visits on
 * an active day, times 64.
 */
export function userRows(draws: Draws, users: Sql, flaws: boolean): Sql {
  return counted(draws, active(draws, users), flaws);
}

/** First day by cohort; a later day where loyalty or chance is below the day's rate. */
function active(draws: Draws, users: Sql): Sql {
  const total = COHORTS.reduce((sum, size) => sum + size, 0);
  const bounds = COHORTS.map(
    (_, day) => COHORTS.slice(0, day + 1).reduce((sum, size) => sum + size, 0) / total,
  );
  const firstDay = join(
    bounds.slice(0, -1).map((bound) => sql`(first_draw >= ${num(bound)})::INTEGER`),
    ' + ',
  );
  const flags = DAYS.map((day) => {
    const chance = sql`CASE WHEN ${draws.uniform('dayTie', K, num(day))} < ${num(LOYALTY)}
      THEN loyalty ELSE ${draws.uniform('day', K, num(day))} END`;
    return sql`(first_day = ${num(day)} OR (first_day < ${num(day)} AND ${chance} < ${num(DAY_RATES[day] ?? 0)}))::BIGINT AS d${num(day)}`;
  });
  const before = (day: number) =>
    day === 0
      ? num(0)
      : join(
          DAYS.slice(0, day).map((d) => sql`d${num(d)}`),
          ' + ',
        );
  const packed = DAYS.map(
    (day) => sql`(d${num(day)} * ${num(day)} << (4 * d${num(day)} * (${before(day)}))::INTEGER)`,
  );
  return sql`
    SELECT k, ${before(WINDOW.days)} AS active_days, ${join(packed, ' + ')} AS days
    FROM (SELECT k, ${join(flags)}
      FROM (SELECT *, ${firstDay} AS first_day
        FROM (SELECT k, ${draws.uniform('firstDay', K)} AS first_draw, ${draws.uniform('loyalty', K)} AS loyalty
          FROM (${users}))))`;
}

/** How many events of each kind: by activity (the rank of the user's number of events) and by chance. */
function counted(draws: Draws, days: Sql, flaws: boolean): Sql {
  const deviation = sql`2 * (${draws.uniform('intensity1', K)} + ${draws.uniform('intensity2', K)} + ${draws.uniform('intensity3', K)} - 1.5)`;
  const tied = (tie: number, by: 'purchases' | 'interest') =>
    sql`CASE WHEN ${draws.uniform(by === 'purchases' ? 'purchaseTie' : 'interestTie', K)} < ${num(tie)} THEN rank ELSE ${draws.uniform(by, K)} END`;
  const few = join(
    PURCHASES.upTo.map((bound) => sql`(purchase_draw >= ${num(bound)})::INTEGER`),
    ' + ',
  );
  const last = PURCHASES.upTo.at(-1) ?? 1;
  const more = sql`CASE WHEN purchase_draw >= ${num(last)}
    THEN least(40, floor(ln(1 - ${draws.uniform('morePurchases', K)}) / ${num(Math.log(PURCHASES.another))})) ELSE 0 END`;
  const someOf = ({ scale, power }: { scale: number; power: number }, purpose: 'carts' | 'favorites') =>
    sql`1 + least(400, floor(-ln(1 - ${draws.uniform(purpose, K)}) * ${num(scale)} * pow(size, ${num(power)})))::BIGINT`;
  const { neither, favOnly, cartOnly } = INTEREST;
  const flawRows = flaws
    ? sql`CASE WHEN ${draws.uniform('flawed', K)} < ${num(FLAWS.users)} THEN 2 ELSE 0 END`
    : num(0);
  return sql`
    SELECT *, greatest(active_days, size - purchases - carts - favorites) AS views
    FROM (SELECT k, active_days, days, size, rank,
        round(64 * ${num(VISITS.scale)} * pow(size, ${num(VISITS.power)}) / active_days)::BIGINT AS visits,
        ((${few}) + ${more})::BIGINT AS purchases,
        CASE WHEN interest_draw >= ${num(favOnly)} THEN ${someOf(CARTS, 'carts')} ELSE 0 END AS carts,
        CASE WHEN (interest_draw >= ${num(neither)} AND interest_draw < ${num(favOnly)}) OR interest_draw >= ${num(cartOnly)}
          THEN ${someOf(FAVORITES, 'favorites')} ELSE 0 END AS favorites,
        interest_draw >= ${num(neither)} AND size < ${num(NEVER_VIEWS.below)} AND ${draws.uniform('neverViews', K)} < ${num(NEVER_VIEWS.share)} AS never_views,
        ${flawRows} AS flaw_rows
      FROM (SELECT *, ${tied(PURCHASES.tie, 'purchases')} AS purchase_draw, ${tied(INTEREST.tie, 'interest')} AS interest_draw
        FROM (SELECT *, 1 / (1 + exp(${num(-ACTIVITY.steepness)} * (ln(size) - ${num(ACTIVITY.center)}))) AS rank
          FROM (SELECT *, greatest(active_days, round(active_days * exp(${num(INTENSITY.base)}
              + ${num(INTENSITY.perDay)} * active_days + ${num(INTENSITY.spread)} * ${deviation})))::BIGINT AS size
            FROM (${days})))))`;
}
