import { OptionsError } from '../../../errors.js';
import { dayOf } from '../../../data/events/rollups.js';
import type { EventTables } from '../../../data/events/tables.js';
import type { EventWindow } from '../../../data/events/window.js';
import { id, literal, sql, type Sql } from '../../../engine/sql.js';
import type { RfSegment } from './segments.js';

/** What RF needs of the tables of events. */
export type BuyerTables = Pick<EventTables, 'users' | 'window'>;

/**
 * SELECT of `recency`, `absence` and `purchases`, one row a buyer: days since the last purchase, and since the last
 * event of any kind.
 *
 * Recency is counted in calendar days of the window's zone: who bought last on the as-of day, at whatever hour, has
 * 0. It is not the number of 24-hour periods, by which it would hang on the hour of the day.
 */
export function buyersOf({ users, window }: BuyerTables, asOf: string): Sql {
  const day = dayNumber(window, asOf);
  const seen = sql`greatest(last_pv, last_cart, last_fav, last_buy)`;
  return sql`SELECT ${literal(day)} - ${dayOf(window, id('last_buy'))} AS recency,
      ${literal(day)} - ${dayOf(window, seen)} AS absence, buy AS purchases
    FROM ${users} WHERE buy > 0`;
}

/** The as-of date: the last day of the window unless another is given. @throws OptionsError for one before it. */
export function asOfDate(window: EventWindow, asOf: string | undefined): string {
  const last = window.days.at(-1) ?? '';
  const date = asOf ?? last;
  if (Number.isNaN(dateOf(date)) || new Date(dateOf(date)).toISOString().slice(0, 10) !== date) {
    throw new OptionsError(`The as-of date is "${date}": write a day as YYYY-MM-DD.`);
  }
  if (date < last) {
    throw new OptionsError(
      `The as-of date ${date} is before ${last}, the last day of the window: purchases would lie after it. ` +
        'Load the events with a window that ends there.',
    );
  }
  return date;
}

/** SQL of a segment's name by the two cuts. */
export function segmentOf(recency: Sql, frequency: Sql): Sql {
  const name = (segment: RfSegment) => literal(segment);
  return sql`CASE WHEN recency <= ${recency} AND purchases >= ${frequency} THEN ${name('vip')}
    WHEN recency <= ${recency} THEN ${name('potential')}
    WHEN purchases >= ${frequency} THEN ${name('wake')} ELSE ${name('lost')} END`;
}

const DAY = 86_400_000;

/** Days from the first day of the window. */
function dayNumber({ days }: EventWindow, date: string): number {
  return (dateOf(date) - dateOf(days[0] ?? '')) / DAY;
}

const dateOf = (date: string): number => Date.parse(`${date}T00:00:00Z`);
