import type { Roles } from '../core/roles.js';
import type { Session } from '../core/session.js';
import { columnOf, Table } from '../core/table.js';
import { layoutOf, type EventTables } from '../events/tables.js';
import { rollupsOf } from '../events/rollups.js';
import { id, join, literal, sql, type Sql } from '../engine/sql.js';
import type { Shape } from '../engine/shape.js';
import type { Relation } from '../engine/table.js';

/** Loaded events and their session. */
export type EventSource = EventTables & { readonly session: Session };

/** What users can be drawn from: a table with one row a user, or events. */
export type Source = Table<Shape, Roles & { readonly user: string }> | EventSource;

/** As many users as there are, drawn with replacement. */
export interface Resample<S extends Source> {
  readonly source: S;
  /** Drops all tables that were made for and from the resample. */
  readonly drop: () => Promise<void>;
}

/** Hexadecimal digits of an MD5 sum that make a draw: 48 bits, so that no user is noticeably more likely. */
const DIGITS = 12;

/**
 * A bootstrap resample of users: each copy of a user is a user of its own, with an id of its own in the order of the old
 * ids. The same seed and trial give the same users on every machine.
 */
export async function resampled<S extends Source>(
  source: S,
  seed: number,
  trial: number,
): Promise<Resample<S>> {
  const { session, made } = recording(source.session);
  const drop = async () => {
    for (const name of made.toReversed()) await dropped(session, name);
  };
  try {
    const taken =
      source instanceof Table
        ? await usersOf(source, session, seed, trial)
        : await eventsOf(source, session, seed, trial);
    // The same tables but for their rows and names, which the compiler cannot see.
    return { source: taken as unknown as S, drop };
  } catch (error) {
    await drop();
    throw error;
  }
}

async function usersOf(table: Table, session: Session, seed: number, trial: number): Promise<Relation> {
  const user = columnOf(table, 'user');
  const draws = await drawn(session, table, user, seed, trial);
  return viewOf(table, session, drawnFrom(table, user, draws));
}

/** Rollups of users are drawn as they are; what is counted over users is counted again, from the events drawn. */
async function eventsOf(
  source: EventSource,
  session: Session,
  seed: number,
  trial: number,
): Promise<EventSource> {
  const { events, users, window, types } = source;
  const draws = await drawn(session, users, 'user_id', seed, trial);
  const drawnEvents = await viewOf(events, session, drawnFrom(events, 'user_id', draws));
  const views: Record<string, Relation> = { events: drawnEvents };
  for (const { name, columns, make } of rollupsOf({ window, types, layout: layoutOf(events) })) {
    const old = source[name];
    if (old === null) continue;
    const byUser = Object.hasOwn(columns, 'user_id');
    const select = byUser ? drawnFrom(old, 'user_id', draws) : make(id(drawnEvents.name));
    views[name] = await viewOf(old, session, select);
  }
  return { ...source, ...views, session };
}

/** SELECT of the rows of drawn users. */
function drawnFrom(relation: Relation, user: string, draws: string): Sql {
  return sql`SELECT ${columnsOf(relation, user)}
    FROM ${relation} AS own JOIN ${id(draws)} AS draws ON draws.old = own.${id(user)}`;
}

/** The columns of a drawn user: the id is that of the copy; texts are padded, so that their order is that of places. */
function columnsOf({ columns }: Relation, user: string): Sql {
  const text = columns[user]?.startsWith('text') === true;
  const place = text ? sql`lpad(CAST(draws.place AS STRING), 12, '0')` : sql`draws.place`;
  return join(
    Object.keys(columns).map((column) =>
      column === user ? sql`${place} AS ${id(column)}` : sql`own.${id(column)} AS ${id(column)}`,
    ),
  );
}

/** A session that notes the names of the tables made in it. */
function recording(session: Session): { readonly session: Session; readonly made: string[] } {
  const { engine, locale, currency, timeZone, seed } = session;
  const made: string[] = [];
  const uniqueName = (base: string) => {
    const name = session.uniqueName(base);
    made.push(name);
    return name;
  };
  return { session: { engine, locale, currency, timeZone, seed, uniqueName }, made };
}

/** A name may be that of a table, of a view or of nothing. */
async function dropped({ engine }: Session, name: string): Promise<void> {
  try {
    await engine.run(sql`DROP TABLE IF EXISTS ${id(name)}`);
  } catch {
    await engine.run(sql`DROP VIEW IF EXISTS ${id(name)}`);
  }
}

/** The name of a table with the `old` id of each drawn user, and a number of its own, `place`, from 1. */
async function drawn(
  session: Session,
  users: Relation,
  user: string,
  seed: number,
  trial: number,
): Promise<string> {
  const name = session.uniqueName(`${users.name}_draws`);
  const random = sql`md5(concat_ws(':', ${literal(seed)}, ${literal(trial)}, nth))`;
  await session.engine.run(sql`CREATE TABLE ${id(name)} AS
    WITH people AS (SELECT ${id(user)} AS old, row_number() OVER (ORDER BY ${id(user)}) AS nth,
      count(*) OVER () AS n FROM ${users}),
    chosen AS (SELECT nth AS draw,
      CAST('0x' || substr(${random}, 1, ${literal(DIGITS)}) AS BIGINT) % n + 1 AS source FROM people)
    SELECT old, row_number() OVER (ORDER BY nth, draw) AS place
    FROM chosen JOIN people ON people.nth = chosen.source`);
  return name;
}

/** The relation with other rows. A view costs nothing until something is measured, and then no more than it needs. */
async function viewOf(relation: Relation, session: Session, select: Sql): Promise<Relation> {
  const name = session.uniqueName(`${relation.name}_resample`);
  await session.engine.run(sql`CREATE VIEW ${id(name)} AS ${select}`);
  if (!(relation instanceof Table)) return { ...relation, name };
  const { columns, roles, schema } = relation as Table;
  return new Table({ session, name, columns, roles, schema });
}
