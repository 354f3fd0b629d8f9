import {
  BEHAVIOR_CODES,
  EVENT_COLUMNS,
  eventWindow,
  join,
  literal,
  rollUp,
  sql,
  type Behavior,
  type Engine,
  type EventTables,
  type WindowOptions,
} from 'tally';

/** An event as a test writes it; `at` is local time in the window's zone when it is a text, else epoch seconds. */
export interface TestEvent {
  readonly user: number;
  readonly item?: number;
  readonly category?: number;
  readonly behavior: Behavior;
  readonly at: number | string;
}

/** Epoch seconds of a wall-clock time of Shanghai, which is 8 hours ahead all year: `2017-11-25 10:00`. */
export function shanghai(local: string): number {
  return Date.parse(`${local.replace(' ', 'T')}${local.length === 16 ? ':00' : ''}Z`) / 1000 - 8 * 3600;
}

/** A table `events` of these events with its rollups; texts of `at` are wall-clock times of Shanghai. */
export async function eventTables(
  engine: Engine,
  rows: readonly TestEvent[],
  window: WindowOptions = {},
): Promise<EventTables> {
  const events = { name: 'events', columns: EVENT_COLUMNS };
  const values = rows.map(({ user, item = 1, category = 1, behavior, at }) => {
    const time = typeof at === 'string' ? shanghai(at) : at;
    return sql`(${join([user, item, category, BEHAVIOR_CODES[behavior], time].map(literal))})`;
  });
  await engine.run(sql`CREATE OR REPLACE TABLE ${events}
    (user_id BIGINT, item_id BIGINT, category_id BIGINT, behavior TINYINT, event_time BIGINT)`);
  if (values.length > 0) await engine.run(sql`INSERT INTO ${events} VALUES ${join(values)}`);
  return rollUp(engine, events, eventWindow(window));
}
