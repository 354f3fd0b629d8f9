import type { Engine, QueryOptions } from '../../engine/engine.js';
import { sql } from '../../engine/sql.js';
import { ROLLUPS, type RollupName } from './rollups.js';
import {
  CATEGORY_COLUMNS,
  EVENT_USER_COLUMNS,
  HOUR_COLUMNS,
  type EventTable,
  type EventTables,
} from './tables.js';
import type { EventWindow } from './window.js';

/**
 * Makes the rollups of a table of events that all lie in the window, as tables of the engine named after it:
 * `events` has `events_users`, `events_categories` and `events_hours`.
 *
 * @example
 * const { users, categories, hours } = await rollUp(engine, events, eventWindow());
 */
export async function rollUp(
  engine: Engine,
  events: EventTable,
  window: EventWindow,
  options: QueryOptions = {},
): Promise<EventTables> {
  const tables = {
    users: { name: `${events.name}_users`, columns: EVENT_USER_COLUMNS },
    categories: { name: `${events.name}_categories`, columns: CATEGORY_COLUMNS },
    hours: { name: `${events.name}_hours`, columns: HOUR_COLUMNS },
  };
  for (const name of Object.keys(tables) as RollupName[]) {
    const select = ROLLUPS[name].make(sql`${events}`, window);
    await engine.run(sql`CREATE OR REPLACE TABLE ${tables[name]} AS ${select}`, options);
  }
  return { window, events, ...tables };
}
