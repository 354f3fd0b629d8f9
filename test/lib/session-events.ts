import { join, literal, sql, type Session } from 'tally';
import { taobao } from 'tally-studies';
import { rollupsOf, tablesOf } from '../../lib/src/events/rollups.js';
import { eventColumns, type EventTables, type StandardField } from '../../lib/src/events/tables.js';
import { eventWindow, type WindowOptions } from '../../lib/src/events/window.js';
import { shanghai, TYPE_KEYS, TYPES, type TestEvent } from './events.js';

const LAYOUT = { user: 'integer', item: 'integer', category: 'integer', amount: false } as const;
const EVENTS = { name: 'events', columns: eventColumns(LAYOUT) };
const codeOf = (type: taobao.EventType) => TYPE_KEYS.indexOf(type) + 1;

/**
 * A table `events` of these events, and its rollups: what metrics of events take. Texts of `at` are wall-clock times of
 * Shanghai. Another call replaces the tables: random tests make thousands of them.
 */
export async function sessionEvents(
  session: Session,
  rows: readonly TestEvent[],
  options: Partial<WindowOptions> = {},
): Promise<EventTables<taobao.EventType> & { readonly session: Session }> {
  const { engine } = session;
  const window = eventWindow({ ...taobao.WINDOW, ...options });
  const values = rows.map(({ user, item = 1, category = 1, behavior, at }) => {
    const time = typeof at === 'string' ? shanghai(at) : at;
    return sql`(${join([user, item, category, behavior, codeOf(behavior), time].map(literal))})`;
  });
  await engine.run(sql`CREATE OR REPLACE TABLE ${EVENTS}
    (user_id BIGINT, item_id BIGINT, category_id BIGINT, type VARCHAR, code TINYINT, event_time BIGINT)`);
  if (values.length > 0) await engine.run(sql`INSERT INTO ${EVENTS} VALUES ${join(values)}`);
  const rollups: Parameters<typeof tablesOf>[2] = {};
  for (const { name, columns, make } of rollupsOf({ window, types: TYPES, layout: LAYOUT })) {
    const table = { name: `${EVENTS.name}_${name}`, columns };
    await engine.run(sql`CREATE OR REPLACE TABLE ${table} AS ${make(sql`${EVENTS}`)}`);
    rollups[name] = table;
  }
  return { ...tablesOf<taobao.EventType, StandardField>({ window, types: TYPES }, EVENTS, rollups), session };
}
