import { dayOf } from '../../events/rollups.js';
import { layoutOf, type EventTables, type IdKind } from '../../events/tables.js';
import { requireTypes } from '../../events/types.js';
import type { EventWindow } from '../../events/window.js';
import { OptionsError } from '../../errors.js';
import { id, join, literal, sql } from '../../engine/sql.js';
import type { Table as Relation } from '../../engine/table.js';
import * as column from '../../core/column.js';
import type { Session } from '../../core/session.js';
import { Table } from '../../core/table.js';
import type { NoInfer } from '../../core/no-infer.js';

/** What purchase metrics need from loaded events. */
export type BuyerEvents<T extends string = string> = Pick<EventTables<T>, 'types' | 'window'> & {
  readonly session: Session;
  readonly users: Relation;
};

export interface BuyerOptions<T extends string = string> {
  /** The event type that is a purchase. */
  readonly type: T;
  /** The day to count back from, `YYYY-MM-DD`. Default: the last day of the window. */
  readonly asOf?: string;
}

interface BuyerColumns {
  readonly [name: string]: IdKind;
  readonly user_id: IdKind;
  readonly recency: 'integer';
  readonly absence: 'integer';
  readonly purchases: 'integer';
}

interface BuyerRoles {
  readonly user: 'user_id';
  readonly recency: 'recency';
  readonly frequency: 'purchases';
}

/** One row per buyer. */
export type Buyers = Table<BuyerColumns, BuyerRoles> & {
  /** The day to count back from. */
  readonly asOf: string;
};

const COLUMNS = {
  recency: column.count('daysSincePurchase', { unit: 'days' }),
  absence: column.count('daysSinceEvent', { unit: 'days' }),
  purchases: column.count('purchases'),
} as const;

/**
 * Users with a purchase in the window, as a table that {@link rfm} can score: `recency` is the days since the last
 * purchase, `purchases` the number of purchases (the frequency), `absence` the days since the last event of any kind.
 *
 * Days are calendar days of the window: a user whose last purchase was on the as-of day, at any hour, has 0. They are
 * not 24-hour periods, which would depend on the time of day. Each purchase event counts as one purchase, since events
 * do not identify orders.
 * @throws OptionsError for an unknown type, or an as-of date that is invalid or before the end of the window.
 * @example
 * const bought = await purchases.buyers(events, { type: 'purchase' });
 * await rfm(bought, { dimensions: ['recency', 'frequency'], cuts: { recency: [4], frequency: [4] } });
 */
export async function buyers<T extends string>(
  { session, users, types, window }: BuyerEvents<T>,
  { type, asOf }: BuyerOptions<NoInfer<T>>,
): Promise<Buyers> {
  requireTypes(types, 'type', [type]);
  const date = asOfDate(window, asOf);
  const day = literal(dayNumber(window, date));
  const lasts = types.map(({ key }) => id(`last_${key}`));
  const seen = lasts.length === 1 ? join(lasts) : sql`greatest(${join(lasts)})`;
  const table = new Table<BuyerColumns, BuyerRoles>({
    session,
    name: session.uniqueName(`${users.name}_buyers`),
    columns: { user_id: layoutOf(users).user, recency: 'integer', absence: 'integer', purchases: 'integer' },
    roles: { user: 'user_id', recency: 'recency', frequency: 'purchases' },
    schema: { user_id: { kind: 'text', label: column.text('user').label, format: 'plain' }, ...COLUMNS },
  });
  await session.engine.run(sql`CREATE TABLE ${table} AS
    SELECT user_id, ${day} - ${dayOf(window, id(`last_${type}`))} AS recency,
      ${day} - ${dayOf(window, seen)} AS absence, ${id(type)} AS purchases
    FROM ${users} WHERE ${id(type)} > 0`);
  return Object.assign(table, { asOf: date });
}

function asOfDate(window: EventWindow, asOf: string | undefined): string {
  const last = window.days.at(-1) ?? '';
  const date = asOf ?? last;
  if (Number.isNaN(timeOf(date)) || new Date(timeOf(date)).toISOString().slice(0, 10) !== date) {
    throw new OptionsError(`The as-of date is "${date}": write a day as YYYY-MM-DD.`);
  }
  if (date < last) {
    throw new OptionsError(
      `The as-of date ${date} is before ${last}, the last day of the window, so purchases could fall after it. ` +
        'Load the events with a window that ends on that date.',
    );
  }
  return date;
}

const DAY = 86_400_000;

/** Days since the first day of the window. */
function dayNumber({ days }: EventWindow, date: string): number {
  return (timeOf(date) - timeOf(days[0] ?? '')) / DAY;
}

const timeOf = (date: string): number => Date.parse(`${date}T00:00:00Z`);
