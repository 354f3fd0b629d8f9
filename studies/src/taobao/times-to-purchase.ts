import { column, hourOf, id, isAnyOf, join, literal, shape, sql, Table } from 'tally';
import type { Events } from './contract.js';

/** Minutes to a purchase at some hours of the day. */
export interface TimesToPurchase {
  readonly medians: readonly {
    readonly hour: number;
    readonly purchases: number;
    readonly minutes: number;
  }[];
  /** Each user's median at an hour: purchases of one user come together. */
  readonly ofUsers: (hour: number) => Promise<readonly number[]>;
}

/**
 * Minutes from a user's first view of an item to its purchase, for purchases at these hours of the day.
 * Purchases of items that the user has not viewed in the window before are left out.
 */
export async function timesToPurchase(
  { session, events, types, window }: Events,
  hours: readonly number[],
): Promise<TimesToPurchase> {
  const { engine } = session;
  const times = new Table({
    session,
    name: session.uniqueName(`${events.name}_times`),
    columns: shape({ user_id: 'integer', hour: 'integer', minutes: 'double' }),
    roles: {},
    schema: { hour: column.hour('hour') },
  });
  await engine.run(
    sql`CREATE TABLE ${times} AS
    WITH bought AS (
      SELECT user_id, item_id, event_time, ${hourOf(window, id('event_time'))} AS "hour" FROM ${events}
      WHERE ${isAnyOf(types, ['buy'])} AND ${hourOf(window, id('event_time'))} IN (${join(hours.map(literal))})
    ),
    viewed AS (
      SELECT user_id, item_id, min(event_time) AS first_view FROM ${events}
      WHERE ${isAnyOf(types, ['pv'])} AND EXISTS (SELECT 1 FROM bought
        WHERE bought.user_id = ${events}.user_id AND bought.item_id = ${events}.item_id)
      GROUP BY user_id, item_id
    )
    SELECT bought.user_id, "hour", (event_time - first_view) / CAST(60 AS DOUBLE) AS minutes
    FROM bought JOIN viewed ON viewed.user_id = bought.user_id AND viewed.item_id = bought.item_id
    WHERE first_view <= event_time`,
  );
  const medians = await engine.all(
    sql`SELECT "hour", count(*) AS purchases, ${engine.dialect.median(id('minutes'))} AS minutes
    FROM ${times} GROUP BY "hour" ORDER BY "hour"`,
    { hour: 'integer', purchases: 'integer', minutes: 'double' },
  );
  const ofUsers = async (hour: number) => {
    const found = await engine.all(
      sql`SELECT ${engine.dialect.median(id('minutes'))} AS minutes FROM ${times}
      WHERE "hour" = ${literal(hour)} GROUP BY user_id ORDER BY minutes`,
      { minutes: 'double' },
    );
    return found.map(({ minutes }) => minutes);
  };
  return { medians, ofUsers };
}
