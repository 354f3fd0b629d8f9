import type { Session } from '../../core/session.js';
import type { Table } from '../../core/table.js';
import { literal, sql, type Sql } from '../../engine/sql.js';
import { OptionsError } from '../../errors.js';
import { dateOf, dayNumber } from '../../orders/day.js';
import { unitOf } from '../orders/periods.js';
import { UNASSIGNED, type TierPlan } from '../tiers/plan.js';

/** A history of tiers as monitoring reads it; `tiers.openHistory` gives one. */
export interface Stays<K extends string = string> {
  readonly session: Session;
  /** First day. */
  readonly from: string;
  readonly tiers: TierPlan<K>;
  /** `customer_id`, `tier`, `valid_from`, `valid_to` (null for the present stay). */
  readonly stays: Table;
  /** Last day; null before the first. */
  through(): Promise<string | null>;
}

/** The weeks to look at. */
export interface WeeksOptions {
  /** First day. Default: that of the history. */
  readonly from?: string;
  /** Last day. Default: that of the history. */
  readonly to?: string;
}

/** The Sundays on which a whole week of the history ends, in order: weeks begin on Monday. */
export async function weekEnds(history: Stays, { from, to }: WeeksOptions = {}): Promise<readonly string[]> {
  const through = await history.through();
  if (through === null) throw new OptionsError('The history has no day yet: run a batch first.');
  const [first, last] = [from ?? history.from, to ?? through];
  const [begin, end] = [dayNumber(first, 'from'), dayNumber(last, 'to')];
  if (first < history.from || last > through || begin > end) {
    throw new OptionsError(
      `${first} to ${last} is not within the history, which goes from ${history.from} to ${through}.`,
    );
  }
  const week = unitOf('week');
  const ends: string[] = [];
  // A week that began before the first day is not whole.
  for (let n = week.at(begin + 6); week.start(n + 1) - 1 <= end; n += 1) {
    ends.push(dateOf(week.start(n + 1) - 1));
  }
  return ends;
}

/** SQL for one row per week and customer with the tier at the week's end: `week`, `customer_id`, `tier`. */
export function tierAtWeekEnds({ stays }: Stays, ends: readonly string[]): Sql {
  const list = literal(ends.join(' '));
  return sql`SELECT w.week, s.customer_id, s.tier
    FROM (SELECT CAST(nullif(unnest(string_split(${list}, ' ')), '') AS DATE) AS week) w
    JOIN ${stays} s ON ${stayedOn(sql`w.week`)}`;
}

/** SQL that is true of stays `s` in which a customer was on a day. */
export const stayedOn = (day: Sql): Sql =>
  sql`s.valid_from <= ${day} AND (s.valid_to IS NULL OR s.valid_to > ${day})`;

/** The tiers of a plan in its order, and those of customers in none. */
export const placesOf = <K extends string>(plan: TierPlan<K>): readonly (K | typeof UNASSIGNED)[] => [
  ...(Object.keys(plan) as K[]),
  UNASSIGNED,
];
