import type { Shape } from '../engine/shape.js';
import type { Table } from '../engine/table.js';
import type { EventTypes } from './types.js';
import type { EventWindow } from './window.js';

/** The fields that a column of a file of events can hold. */
export type EventField = 'user' | 'item' | 'category' | 'type' | 'time' | 'amount';

/** The columns of most files of events; some also have an amount. */
export type StandardField = Exclude<EventField, 'amount'>;

/** Ids are whole numbers or texts. */
export type IdKind = 'integer' | 'text';

/** The kinds of the ids, null for those that the file does not have, and whether there is an amount. */
export interface EventLayout {
  readonly user: IdKind;
  readonly item: IdKind | null;
  readonly category: IdKind | null;
  readonly amount: boolean;
}

/** `C` where the events have this field, else nothing. */
type Where<F extends EventField, Field extends EventField, C> = Field extends F ? C : unknown;

/**
 * One row an accepted event: `type` is the key of its type and `code` its number, `event_time` counts seconds
 * since 1970 UTC, `amount` has four decimals.
 */
export type EventColumns<F extends EventField = StandardField> = {
  readonly user_id: IdKind;
  readonly type: 'text';
  readonly code: 'integer';
  readonly event_time: 'integer';
} & Where<F, 'item', { readonly item_id: IdKind }> &
  Where<F, 'category', { readonly category_id: IdKind }> &
  Where<F, 'amount', { readonly amount: 'decimal?' }>;

type Counts<T extends string> = Readonly<Record<T, 'integer'>>;

/**
 * One row a user, and columns for each type of event: `view` counts them, `first_view` and `last_view` are times in
 * epoch seconds, bit n of `view_days` says that there was one on day n of the window (null where the window has more
 * than 62 days, see {@link EventTables.days}), bit h of `view_hours` that there was one at hour h of any day,
 * `view_amount` adds up amounts.
 */
export type EventUserColumns<
  T extends string = string,
  F extends EventField = StandardField,
> = string extends T
  ? Shape & { readonly user_id: IdKind }
  : { readonly user_id: IdKind } & Counts<T> & {
        readonly [K in T as `first_${K}` | `last_${K}` | `${K}_days`]: 'integer?';
      } & { readonly [K in T as `${K}_hours`]: 'integer' } & Where<
        F,
        'amount',
        { readonly [K in T as `${K}_amount`]: 'decimal' }
      >;

/** One row a category: how many events of each type. */
export type CategoryColumns<T extends string = string> = string extends T
  ? Shape & { readonly category_id: IdKind }
  : { readonly category_id: IdKind } & Counts<T>;

/** One row an hour of a day in which anything happened: `day` counts from 0 within the window, `hour` from 0 to 23. */
export type HourColumns<T extends string = string> = string extends T
  ? Shape & { readonly day: 'integer'; readonly hour: 'integer' }
  : { readonly day: 'integer'; readonly hour: 'integer' } & Counts<T>;

/** One row a user and day of the window: bit n of `types` says that there was an event of the type with code n + 1. */
export interface UserDayColumns extends Shape {
  readonly user_id: IdKind;
  readonly day: 'integer';
  readonly types: 'integer';
}

export type EventTable<F extends EventField = StandardField> = Table<EventColumns<F>>;
export type EventUserTable<T extends string = string, F extends EventField = StandardField> = Table<
  EventUserColumns<T, F>
>;
export type CategoryTable<T extends string = string> = Table<CategoryColumns<T>>;
export type HourTable<T extends string = string> = Table<HourColumns<T>>;
export type UserDayTable = Table<UserDayColumns>;

/** Accepted events with their rollups: what metrics of events are computed from. */
export interface EventTables<T extends string = string, F extends EventField = StandardField> {
  readonly window: EventWindow;
  readonly types: EventTypes<T>;
  readonly events: EventTable<F>;
  readonly users: EventUserTable<T, F>;
  readonly hours: HourTable<T>;
  /** Null for events without a category. */
  readonly categories: 'category' extends F ? CategoryTable<T> : null;
  /** Users by day, where the window has too many days for the sets of days in `users`; else null. */
  readonly days: UserDayTable | null;
}

/** The columns of the table of events. */
export function eventColumns({ user, item, category, amount }: EventLayout): Shape {
  return {
    user_id: user,
    ...(item !== null && { item_id: item }),
    ...(category !== null && { category_id: category }),
    type: 'text',
    code: 'integer',
    event_time: 'integer',
    ...(amount && { amount: 'decimal?' as const }),
  };
}

/** The layout that a table of events has. */
export function layoutOf({ columns }: Table): EventLayout {
  const kind = (name: string) => {
    const found = columns[name];
    return found === undefined ? null : found === 'text' ? 'text' : 'integer';
  };
  return {
    user: kind('user_id') ?? 'integer',
    item: kind('item_id'),
    category: kind('category_id'),
    amount: Object.hasOwn(columns, 'amount'),
  };
}
