import { shape } from '../../engine/shape.js';
import type { RowOf, Table } from '../../engine/table.js';
import type { EventWindow } from './window.js';

/** One row an accepted event. */
export const EVENT_COLUMNS = shape({
  user_id: 'integer',
  item_id: 'integer',
  category_id: 'integer',
  /** 1 pv, 2 cart, 3 fav, 4 buy: see BEHAVIOR_CODES. */
  behavior: 'integer',
  /** Epoch seconds. */
  event_time: 'integer',
});

/** One row a user. Counts; first and last times in epoch seconds; sets of days and hours as bits. */
export const EVENT_USER_COLUMNS = shape({
  user_id: 'integer',
  pv: 'integer',
  cart: 'integer',
  fav: 'integer',
  buy: 'integer',
  first_pv: 'integer?',
  first_cart: 'integer?',
  first_fav: 'integer?',
  first_buy: 'integer?',
  last_pv: 'integer?',
  last_cart: 'integer?',
  last_fav: 'integer?',
  last_buy: 'integer?',
  /** Bit n is set when the user did this on day n of the window. */
  pv_days: 'integer',
  cart_days: 'integer',
  fav_days: 'integer',
  buy_days: 'integer',
  /** Bit h is set when the user did this at hour h of any day. */
  pv_hours: 'integer',
  cart_hours: 'integer',
  fav_hours: 'integer',
  buy_hours: 'integer',
});

/** One row a category: how often its items were viewed, put into carts, marked and bought. */
export const CATEGORY_COLUMNS = shape({
  category_id: 'integer',
  pv: 'integer',
  cart: 'integer',
  fav: 'integer',
  buy: 'integer',
});

/** One row an hour of a day in which anything happened: `day` counts from 0 within the window, `hour` from 0 to 23. */
export const HOUR_COLUMNS = shape({
  day: 'integer',
  hour: 'integer',
  pv: 'integer',
  cart: 'integer',
  fav: 'integer',
  buy: 'integer',
});

export type EventTable = Table<typeof EVENT_COLUMNS>;
export type EventUserTable = Table<typeof EVENT_USER_COLUMNS>;
export type CategoryTable = Table<typeof CATEGORY_COLUMNS>;
export type HourTable = Table<typeof HOUR_COLUMNS>;
export type EventRow = RowOf<EventTable>;

/** Accepted events with their rollups: what metrics of events are computed from. */
export interface EventTables {
  readonly window: EventWindow;
  readonly events: EventTable;
  readonly users: EventUserTable;
  readonly categories: CategoryTable;
  readonly hours: HourTable;
}
