import * as column from '../../core/column.js';
import type { NoInfer } from '../../core/no-infer.js';
import { Result } from '../../core/result.js';
import { shape } from '../../engine/shape.js';
import { sql } from '../../engine/sql.js';
import { bits, didOnDay, setOf } from '../../events/sets.js';
import { OptionsError } from '../../errors.js';
import { seeded, type Random } from '../../stats/random.js';
import type { RetentionEvents } from './cohort-counts.js';
import { cohorts as cohortsOf, type RetentionOptions } from './cohorts.js';
import { ratesOf } from './date-against-day.js';
import { meanDistance, meanGap, movesOf, type CohortRates } from './moves.js';

const TESTED = {
  sameDate: column.optional(column.points('sameDate')),
  sameDay: column.optional(column.points('sameDay')),
  dateP: column.optional(column.pValue('movesWithDate')),
  dayP: column.optional(column.pValue('movesWithDay')),
  permutations: column.count('permutations', { hidden: true }),
} as const;

/** Whether rates move with the date or with the days since the first by more than chance: one row. */
export type DateTest = Result<typeof TESTED>;

export interface DateTestOptions<T extends string = string> extends RetentionOptions<T> {
  /** Number of permutations; 999 when absent. */
  readonly permutations?: number;
  /** The session's when absent. */
  readonly seed?: number;
}

/** Cohorts by days and permutations are more than a test of a notebook should take. */
const MOST_DAYS = 100;

/** Up to this many users of one cohort and number of returns are permuted one by one. */
const MOST_PERMUTED = 50;

/**
 * Whether rates of return move with the date rather than with the days since the first day, or the other way around:
 * `retention.dateAgainstDay` with a test. Each user's days of return are permuted among the days of the window after
 * the first, so that users keep how often they come but neither dates nor days n matter.
 *
 * dateP = (1 + permutations in which sameDay - sameDate is at least as large as in the data) / (1 + permutations), dayP
 * that in which it is at most as large; null where there is nothing to compare. More than 50 users of one cohort with
 * as many returns are not permuted one by one: their counts are drawn from the normal distribution with the same
 * means and covariances. The same seed gives the same p.
 * @throws OptionsError for fewer than 19 permutations, a window of over 100 days, or as `retention.cohorts` does.
 * Source: Edgington & Onghena (2007), Randomization Tests.
 * @example
 * const moved = (await retention.dateTest(events)).at();
 * finding('Returns go with the date ({p}).', { moved, p: pValue(moved.dateP.raw) }, ({ moved }) => moved.dateP < 0.05);
 */
export async function dateTest<T extends string>(
  events: RetentionEvents<T>,
  { permutations = 999, seed = events.session.seed, ...options }: DateTestOptions<NoInfer<T>> = {},
): Promise<DateTest> {
  if (!Number.isInteger(permutations) || permutations < 19) {
    throw new OptionsError(`A permutation test needs at least 19 permutations, not ${permutations}.`);
  }
  const { days } = events.window;
  if (days.length > MOST_DAYS) {
    throw new OptionsError(
      `A window of ${days.length} days is too long for this test: take at most ${MOST_DAYS}.`,
    );
  }
  const found = ratesOf((await cohortsOf(events, options)).rows, days);
  const moves = movesOf(found);
  const gap = meanGap(moves);
  const draw = drawing(found, await returnsOf(events, options), seeded(seed));
  const drawn = gap === null ? null : Array.from({ length: permutations }, () => draw() - gap);
  return new Result({
    session: events.session,
    name: 'date-test',
    title: { en: 'Whether returns move with the date or with the day', zh: '回访随日期还是随天数变化' },
    schema: TESTED,
    rows: [
      {
        sameDate: meanDistance(moves, 'sameDate'),
        sameDay: meanDistance(moves, 'sameDay'),
        dateP: pOf(drawn, (more) => more >= -ROUNDING),
        dayP: pOf(drawn, (more) => more <= ROUNDING),
        permutations,
      },
    ],
  });
}

/** Rates that are equal but for the order of additions are equal. */
const ROUNDING = 1e-12;

const pOf = (drawn: readonly number[] | null, counts: (more: number) => boolean): number | null =>
  drawn === null ? null : (1 + drawn.filter(counts).length) / (1 + drawn.length);

/** Users of a cohort with so many days of return after its first. */
interface Returns {
  readonly cohort: number;
  readonly returns: number;
  readonly users: number;
}

const RETURNS = shape({ cohort: 'integer', returns: 'integer', users: 'integer' });

function returnsOf(
  { session, users, days, types, window }: RetentionEvents<string>,
  { active = types.map(({ key }) => key), returns = active }: RetentionOptions,
): Promise<Returns[]> {
  const each =
    days === null
      ? sql`SELECT bits.n AS cohort, bit_count(returned >> (bits.n + 1)) AS returns
        FROM (SELECT ${setOf(active, 'days')} AS active, ${setOf(returns, 'days')} AS returned FROM ${users}) AS sets
        JOIN ${bits(window.days.length)} ON bits."bit" = (active & -active)`
      : sql`SELECT cohort, count(CASE WHEN "day" > cohort AND ${didOnDay(types, returns)} THEN 1 END) AS returns
        FROM ${days} JOIN (SELECT user_id, min("day") AS cohort FROM ${days}
          WHERE ${didOnDay(types, active)} GROUP BY user_id) AS firsts USING (user_id) GROUP BY user_id, cohort`;
  return session.engine.all(
    sql`SELECT cohort, returns, count(*) AS users FROM (${each}) AS each_user
    WHERE returns > 0 GROUP BY cohort, returns ORDER BY cohort, returns`,
    RETURNS,
  );
}

/** Draws the days of return of all users anew, each time it is called, and gives the gap of means that they make. */
function drawing(found: readonly CohortRates[], returns: readonly Returns[], random: Random): () => number {
  const cohorts = found.map(({ users }, cohort) => ({
    users,
    groups: returns.filter((group) => group.cohort === cohort),
    later: found.length - 1 - cohort,
  }));
  const drawn = (): CohortRates[] =>
    cohorts.map(({ users, groups, later }) => {
      const days = new Float64Array(later);
      for (const group of groups) {
        if (group.users > MOST_PERMUTED) spread(days, group, random);
        else for (let one = 0; one < group.users; one += 1) scatter(days, group, random);
      }
      // A change to day 1 is not compared, nor is a cohort of nobody.
      return { users, rates: users === 0 ? [] : [null, ...Array.from(days, (count) => count / users)] };
    });
  return () => meanGap(movesOf(drawn())) ?? 0;
}

/** Adds 1 to so many of the days, each at most once (Knuth's selection sampling). */
function scatter(days: Float64Array, { returns }: Returns, random: Random): void {
  let left = returns;
  for (let day = 0; left > 0; day += 1) {
    if (random.next() * (days.length - day) >= left) continue;
    days[day] = (days[day] ?? 0) + 1;
    left -= 1;
  }
}

/**
 * The same of many users: counts of each day have variance n p (1 - p), and their sum is fixed, so that the difference of
 * two has variance 2 n p (1 - p) size / (size - 1). Only differences between days are compared: what all days share,
 * their mean n p and that of the noise, is left out.
 */
function spread(days: Float64Array, { returns, users }: Returns, random: Random): void {
  const size = days.length;
  const p = returns / size;
  const scale = size > 1 ? Math.sqrt((users * p * (1 - p) * size) / (size - 1)) : 0;
  days.forEach((count, day) => {
    days[day] = count + scale * random.normal();
  });
}
