import * as column from '../core/column.js';
import { Result } from '../core/result.js';
import type { Session } from '../core/session.js';
import { term } from '../core/term.js';
import { sql } from '../engine/sql.js';
import type { Table } from '../engine/table.js';
import type { Timestamps } from './ingest/plan.js';
import type { EventWindow } from './window.js';

const TIMES = {
  seconds: { label: term('timesInSeconds') },
  milliseconds: { label: term('timesInMilliseconds') },
  iso: { label: term('timesAsText') },
  format: { label: term('timesInFormat') },
} as const satisfies Readonly<Record<Timestamps | 'format', unknown>>;

const contentSchema = (dateFormat: string | null, decimal: string | null) => ({
  from: column.date('firstDay'),
  to: column.date('lastDay'),
  days: column.count('daysInWindow'),
  timeZone: column.text('timeZone'),
  users: column.count('users'),
  categories: column.optional(column.count('categories')),
  times: column.category('timesReadAs', TIMES),
  dateFormat: column.optional(column.text('dateFormat', { hidden: dateFormat === null })),
  decimal: column.optional(column.text('decimalMark', { hidden: decimal === null })),
  duplicates: column.optional(column.count('equalEvents')),
});

/** The days of events, who and what is in them, and how times were read. */
export type EventsContent = Result<ReturnType<typeof contentSchema>>;

export interface ContentInput {
  readonly window: EventWindow;
  readonly users: Table;
  readonly categories: Table | null;
  readonly timestamps: Timestamps;
  readonly dateFormat: string | null;
  readonly decimal: string | null;
  readonly duplicates: number | null;
}

/**
 * Users and categories with an event in the days; categories are null where events have none. `duplicates` are events
 * beyond the first of equal ones, null where they were not looked for.
 */
export async function contentResult(
  session: Session,
  { window, users, categories, timestamps, dateFormat, decimal, duplicates }: ContentInput,
): Promise<EventsContent> {
  const rowsOf = async (table: Table) => {
    const { n } = await session.engine.one(sql`SELECT count(*) AS n FROM ${table}`, { n: 'integer' });
    return n;
  };
  const { days, timeZone } = window;
  return new Result({
    session,
    name: 'event-content',
    title: { en: 'What the events cover', zh: '事件的范围' },
    schema: contentSchema(dateFormat, decimal),
    rows: [
      {
        from: days[0] ?? '',
        to: days.at(-1) ?? '',
        days: days.length,
        timeZone,
        users: await rowsOf(users),
        categories: categories === null ? null : await rowsOf(categories),
        times: dateFormat === null ? timestamps : 'format',
        dateFormat,
        decimal,
        duplicates,
      },
    ],
  });
}
