import * as column from '../core/column.js';
import type { Roles } from '../core/roles.js';
import type { Column } from '../core/schema.js';
import type { Session } from '../core/session.js';
import { Table } from '../core/table.js';
import { term } from '../core/term.js';
import { shape, type Shape } from '../engine/shape.js';
import { id, sql } from '../engine/sql.js';
import type { Relation } from '../engine/table.js';
import type { EventQuarantine } from './quarantine.js';
import type {
  CategoryColumns,
  EventColumns,
  EventField,
  EventTables,
  EventUserColumns,
  HourColumns,
  UserDayColumns,
} from './tables.js';
import type { EventType, EventTypes } from './types.js';
import { entryOf } from '../core/entry-of.js';

/** An event that was set aside: its file, its line where it could not be read, why, and its text. */
const SET_ASIDE = shape({ file: 'text', line: 'integer?', reason: 'text', text: 'text' });

interface Users extends Roles {
  readonly user: 'user_id';
}

/** The tables of events, as tables of a session: any metric of tables takes them. */
export interface SessionTables<T extends string, F extends EventField> {
  readonly events: Table<EventColumns<F>, Users & { readonly time: 'event_time' }>;
  readonly users: Table<EventUserColumns<T, F>, Users>;
  readonly hours: Table<HourColumns<T>>;
  /** Null for events without a category. */
  readonly categories: 'category' extends F ? Table<CategoryColumns<T>> : null;
  /** Users by day, where the window has too many days for the sets of days in `users`; else null. */
  readonly days: Table<UserDayColumns, Users> | null;
  /** Rows that were set aside, with their reasons in the language of the session. */
  readonly quarantine: Table<typeof SET_ASIDE>;
}

/** Known columns; those of types have the names of their types. */
function schemaOf(types: EventTypes): Readonly<Record<string, Column>> {
  const plain = { format: 'plain' } as const;
  return {
    user_id: { kind: 'text', label: term('user'), ...plain },
    item_id: { kind: 'text', label: term('item'), ...plain },
    category_id: { kind: 'text', label: term('itemCategory'), ...plain },
    type: column.category('eventType', Object.fromEntries(types.map(({ key, label }) => [key, { label }]))),
    event_time: { kind: 'integer', label: term('secondsSinceEpoch'), ...plain },
    amount: column.optional(column.money('amount')),
    ...Object.fromEntries(types.flatMap((type) => columnsOf(type))),
  };
}

const columnsOf = ({ key, label }: EventType): (readonly [string, Column])[] => [
  [key, column.count(label)],
  ...['first', 'last'].map((end): [string, Column] => {
    const name = `${end}_${key}`;
    return [name, { kind: 'integer?', label: name, format: 'plain' }];
  }),
];

/** The tables of a load, known to the session. */
export async function sessionTables<T extends string, F extends EventField>(
  session: Session,
  loaded: EventTables<T, F> & { readonly quarantine: EventQuarantine },
): Promise<SessionTables<T, F>> {
  const schema = schemaOf(loaded.types);
  const tableOf = <R extends Roles>({ name, columns }: Relation, roles: R): Table<Shape, R> => {
    const known = Object.entries(columns).flatMap(([column, kind]) => {
      const found = entryOf(schema, column);
      return found === undefined ? [] : [[column, { ...found, kind }] as const];
    });
    return new Table({ session, name, columns, roles, schema: Object.fromEntries(known) });
  };
  const user = { user: 'user_id' } as const;
  const tables = {
    events: tableOf(loaded.events, { ...user, time: 'event_time' }),
    users: tableOf(loaded.users, user),
    hours: tableOf(loaded.hours, {}),
    categories: loaded.categories === null ? null : tableOf(loaded.categories, {}),
    days: loaded.days === null ? null : tableOf(loaded.days, user),
    quarantine: await setAside(session, loaded.quarantine),
  };
  // What the columns are follows from the types and fields, which the compiler cannot see in a shape.
  return tables as unknown as SessionTables<T, F>;
}

async function setAside(session: Session, quarantine: EventQuarantine): Promise<Table<typeof SET_ASIDE>> {
  const table = new Table({
    session,
    name: quarantine.name.replace(/_quarantine$/, '_set_aside'),
    columns: SET_ASIDE,
    roles: {},
    schema: {
      file: column.text('file'),
      line: column.optional(column.count('line')),
      reason: column.text('reason'),
      text: column.text('originalText'),
    },
  });
  const reason = id(session.locale === 'zh' ? 'reason_zh' : 'reason');
  await session.engine.run(sql`CREATE VIEW ${table} AS
    SELECT file, line, ${reason} AS reason, text FROM ${quarantine}`);
  return table;
}
