import * as column from '../core/column.js';
import { Result } from '../core/result.js';
import type { Session } from '../core/session.js';
import { id, join, sql } from '../engine/sql.js';
import type { Table } from '../engine/table.js';
import { typeColumn } from './type-column.js';
import type { EventTypes } from './types.js';

const countSchema = <T extends string>(types: EventTypes<T>) => ({
  type: typeColumn(types),
  events: column.count('events'),
  share: column.optional(column.percent('shareOfEvents', { base: 'events' })),
  users: column.count('users'),
});

/** Events and users of each type. */
export type EventCounts<T extends string = string> = Result<ReturnType<typeof countSchema<T>>>;

/** What each type counts in the rollup of users: its events, and the users with any. share = events / all events. */
export async function countsResult<T extends string>(
  session: Session,
  { types, users }: { readonly types: EventTypes<T>; readonly users: Table },
): Promise<EventCounts<T>> {
  const columns = types.flatMap(({ key, code }) => [
    sql`CAST(coalesce(sum(${id(key)}), 0) AS BIGINT) AS ${id(`events_${code}`)}`,
    sql`count(CASE WHEN ${id(key)} > 0 THEN 1 END) AS ${id(`users_${code}`)}`,
  ]);
  const shape = Object.fromEntries(
    types.flatMap(({ code }) =>
      [`events_${code}`, `users_${code}`].map((name) => [name, 'integer'] as const),
    ),
  );
  const query = sql`SELECT ${join(columns)} FROM ${users}`;
  const found: Readonly<Record<string, number>> = await session.engine.one(query, shape);
  const rows = types.map(({ key, code }) => ({
    type: key,
    events: found[`events_${code}`] ?? 0,
    users: found[`users_${code}`] ?? 0,
  }));
  const all = rows.reduce((sum, { events }) => sum + events, 0);
  return new Result({
    session,
    name: 'event-counts',
    title: { en: 'Events by type', zh: '各类型事件' },
    schema: countSchema(types),
    rows: rows.map(({ type, events, users: own }) => ({
      type,
      events,
      share: all === 0 ? null : events / all,
      users: own,
    })),
    chart: { mark: 'bar', x: 'events', y: 'type' },
    query,
  });
}
