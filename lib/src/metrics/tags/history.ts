import * as column from '../../core/column.js';
import type { Column, Schema } from '../../core/schema.js';
import type { Session } from '../../core/session.js';
import { columnOf, described, Table } from '../../core/table.js';
import { term } from '../../core/term.js';
import { literal, id, join, sql, type Sql } from '../../engine/sql.js';
import type { ColumnKind, Shape } from '../../engine/shape.js';
import { dateSql } from '../orders/shop.js';
import type { TagBook } from './book.js';
import { condition, eventValue, eventValues, judged, type Places } from './compile.js';
import type { KeptValues } from './event-values.js';
import { eventText, printQuery } from './print.js';
import { partsOf, type Query } from './query.js';

const STAYS = {
  entered_on: column.date('enteredOn'),
  entry: column.category('entryCause', {
    first: { label: term('firstRefresh') },
    rule: { label: term('ruleBegan') },
    changed: { label: term('ruleChanged') },
  }),
  why_entered: column.text('whyEntered'),
  left_on: column.optional(column.date('leftOn')),
  exit: column.optional(
    column.category('exitCause', {
      rule: { label: term('ruleEnded') },
      changed: { label: term('ruleChanged') },
      gone: { label: term('customerGone') },
    }),
  ),
  why_left: column.optional(column.text('whyLeft')),
} as const satisfies Schema;

/**
 * Stays of users in a tag: the day of the refresh that found them in it and that which found them out of it, exclusive;
 * why, as the parts of the rule that held, or no longer did, with the values of then. At the first refresh of a tag its
 * members may have been in it for long.
 */
export type TagHistory = Table<Shape, { readonly user: string }>;

interface Step {
  readonly values: KeptValues | null;
  readonly before: TagHistory | null;
  /** The rule is another one than at the last refresh. */
  readonly changed: boolean;
  /** No earlier date was refreshed for. */
  readonly first: boolean;
}

/**
 * The history of a tag with the date of a book, as a new table: it is complete or not there. What was recorded for this
 * date before is replaced.
 */
export async function nextHistory(book: TagBook, rule: Query, step: Step) {
  const { customers, asOf } = book;
  const { engine } = customers;
  const name = columnOf(customers, 'user');
  const user = id(name);
  const on = dateSql(asOf);
  const table = historyTable(customers.session, name, described(customers, name));
  const [entry, exit] = step.changed ? ['changed', 'changed'] : [step.first ? 'first' : 'rule', 'rule'];
  const all = step.before === null ? emptyStays(book) : staysBefore(step.before, asOf);
  await engine.run(sql`CREATE TABLE ${table} AS
    WITH now AS (${whoAndWhy(book, rule, step.values)}), stays AS (${all})
    SELECT s.${user}, s.entered_on, s.entry, s.why_entered,
      CASE WHEN s.left_on IS NULL AND NOT coalesce(n.holds, FALSE) THEN ${on} ELSE s.left_on END AS left_on,
      CASE WHEN s.left_on IS NOT NULL THEN s.exit WHEN n.${user} IS NULL THEN 'gone' WHEN NOT coalesce(n.holds, FALSE) THEN ${exit} END AS exit,
      CASE WHEN s.left_on IS NOT NULL THEN s.why_left WHEN NOT coalesce(n.holds, FALSE) THEN n.why END AS why_left
    FROM stays s LEFT JOIN now n ON n.${user} = s.${user}
    UNION ALL
    SELECT n.${user}, ${on}, ${entry}, n.why, NULL, NULL, NULL FROM now n
    WHERE n.holds AND n.${user} NOT IN (SELECT ${user} FROM stays WHERE left_on IS NULL)
    ORDER BY 1, 2`);
  const counts = await engine.one(
    sql`SELECT count(CASE WHEN left_on IS NULL THEN 1 END) AS members, count(CASE WHEN entered_on = ${on} THEN 1 END) AS entered,
      count(CASE WHEN left_on = ${on} THEN 1 END) AS "left" FROM ${table}`,
    { members: 'integer', entered: 'integer', left: 'integer' },
  );
  return { history: table, ...counts };
}

/** The history as it was before a date was refreshed for. */
export async function rewoundHistory(history: TagHistory, asOf: string): Promise<TagHistory> {
  const { session, columns, roles, schema } = history;
  const table = new Table({ session, name: session.uniqueName('tag_history'), columns, roles, schema });
  await session.engine.run(sql`CREATE TABLE ${table} AS ${staysBefore(history, asOf)} ORDER BY 1, 2`);
  return table;
}

/** A new table of stays, for users of this column. */
export function historyTable(session: Session, user: string, column: Column): TagHistory {
  const schema: Schema = { [user]: column, ...STAYS };
  const columns = Object.fromEntries(
    Object.entries(schema).map(([name, { kind }]) => [name, kind as ColumnKind]),
  ) as Shape;
  return new Table({ session, name: session.uniqueName('tag_history'), columns, roles: { user }, schema });
}

/** The stays as they were before a date. */
function staysBefore(history: TagHistory, date: string): Sql {
  const kept = (name: string) =>
    sql`CASE WHEN left_on < ${dateSql(date)} THEN ${id(name)} END AS ${id(name)}`;
  return sql`SELECT ${id(history.roles.user)}, entered_on, entry, why_entered, ${join(['left_on', 'exit', 'why_left'].map(kept))}
    FROM ${history} WHERE entered_on < ${dateSql(date)}`;
}

function emptyStays({ customers }: TagBook): Sql {
  const text = (name: string) => sql`CAST(NULL AS VARCHAR) AS ${id(name)}`;
  const date = (name: string) => sql`CAST(NULL AS DATE) AS ${id(name)}`;
  return sql`SELECT ${id(columnOf(customers, 'user'))}, ${date('entered_on')}, ${text('entry')}, ${text('why_entered')},
    ${date('left_on')}, ${text('exit')}, ${text('why_left')} FROM ${customers} WHERE FALSE`;
}

/** SQL of every customer: whether the rule holds, and the parts of it that do or do not, with their values. */
function whoAndWhy(book: TagBook, rule: Query, values: KeptValues | null): Sql {
  const parts = 'and' in rule || 'or' in rule ? partsOf(rule) : [rule];
  const reason = (place: Places): Sql => {
    const holds = condition(rule, place);
    const told = (part: Query, is: Sql) => sql`CASE WHEN ${is} THEN ${reasonText(part, place)} END`;
    const yes = parts.map((part) => told(part, condition(part, place)));
    const no = parts.map((part) => told(part, sql`NOT coalesce(${condition(part, place)}, FALSE)`));
    return sql`CASE WHEN ${holds} THEN concat_ws('; ', ${join(yes)}) ELSE concat_ws('; ', ${join(no)}) END AS why`;
  };
  return judged(
    book,
    { holds: rule },
    {
      values: (test) => {
        const kept = values?.tables.get(eventText(test))?.table;
        return kept === undefined ? eventValues(book, test) : sql`SELECT user_key, "value" FROM ${kept}`;
      },
      more: [reason],
    },
  );
}

/** SQL of a part of a rule as text, with the value that it is about. */
function reasonText(part: Query, place: Places): Sql {
  const text = literal(printQuery(part));
  const shown = (value: Sql) => sql`${text} || ': ' || coalesce(CAST(${value} AS VARCHAR), 'missing')`;
  if ('events' in part) return shown(eventValue(part, place));
  return 'column' in part && !('missing' in part) ? shown(sql`c.${id(part.column)}`) : text;
}
