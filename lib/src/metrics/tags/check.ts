import { entryOf } from '../../core/entry-of.js';
import type { Table } from '../../core/table.js';
import { parseKind, type Kind } from '../../engine/shape.js';
import { dayNumber } from '../../orders/day.js';
import { errorIn, suggestion } from './place.js';
import type { ColumnTest, EventTest, Query, QueryValue } from './query.js';
import type { EventSource } from './sources.js';

/** What a query may refer to. */
export interface Scope {
  readonly customers: Table;
  readonly sources: Readonly<Record<string, EventSource>>;
  /** The names of all tags. */
  readonly tags: readonly string[];
}

const NUMBERS: readonly Kind[] = ['integer', 'decimal', 'double'];
const ORDERED: readonly Kind[] = [...NUMBERS, 'date', 'timestamp'];

/**
 * Checks that a query refers to columns, tables and tags that there are, with values that they can have.
 *
 * @throws OptionsError with the place, and the closest name that there is.
 */
export function requireKnown(query: Query, scope: Scope, path = ''): void {
  const inner = (part: Query, name: string) =>
    requireKnown(part, scope, path === '' ? name : `${path}.${name}`);
  if ('and' in query) query.and.forEach((part, n) => inner(part, `and[${n}]`));
  else if ('or' in query) query.or.forEach((part, n) => inner(part, `or[${n}]`));
  else if ('not' in query) inner(query.not, 'not');
  else if ('tag' in query) {
    if (scope.tags.includes(query.tag)) return;
    throw errorIn(query, path, `Unknown tag "${query.tag}"`, { hint: suggestion(query.tag, scope.tags) });
  } else if ('events' in query) requireEvents(query, scope, path);
  else requireTest(query, scope.customers, path);
}

function requireEvents(test: EventTest, scope: Scope, path: string): void {
  const { events, sum, where, within } = test;
  const source = entryOf(scope.sources, events);
  if (source === undefined) {
    const hint = suggestion(events, Object.keys(scope.sources));
    throw errorIn(test, path, `Unknown table of events "${events}"`, { hint });
  }
  if (within !== undefined && !(Number.isSafeInteger(within) && within >= 0)) {
    throw errorIn(test, path, `"within" must be a whole number of days, not ${within}`);
  }
  if (sum !== undefined) {
    const kind = kindIn(source.table, sum, test, path);
    if (!NUMBERS.includes(kind)) throw errorIn(test, path, `${sum} is ${kind}, which cannot be added up`);
  }
  // A row of events is tested as a customer is, but has no tags and no events of its own.
  if (where !== undefined)
    requireKnown(
      where,
      { customers: source.table, sources: {}, tags: [] },
      `${path === '' ? '' : `${path}.`}where`,
    );
}

function requireTest(test: ColumnTest, table: Table, path: string): void {
  const kind = kindIn(table, test.column, test, path);
  if ('missing' in test) return;
  const values = 'in' in test ? test.in : [test.value];
  if ('is' in test && !['=', '!='].includes(test.is) && !ORDERED.includes(kind)) {
    throw errorIn(test, path, `${test.column} is ${kind}, which has no order for ${test.is}`, {
      hint: ' Use =, != or in.',
    });
  }
  values.forEach((value, n) => requireValue(test, { table, kind, value, n, path }));
}

interface Valued {
  readonly table: Table;
  readonly kind: Kind;
  readonly value: QueryValue;
  readonly n: number;
  readonly path: string;
}

function requireValue(test: ColumnTest, { table, kind, value, n, path }: Valued): void {
  if (!fits(kind, value)) {
    const written = JSON.stringify(value);
    throw errorIn(test, path, `${test.column} is ${kind}, which ${written} is not`, {
      hint: HINTS[kind] ?? '',
      value: n,
    });
  }
  const values = Object.keys(entryOf(table.schema, test.column)?.values ?? {});
  if (kind !== 'text' || values.length === 0 || values.includes(String(value))) return;
  const hint = suggestion(String(value), values);
  throw errorIn(test, path, `${test.column} is never "${value}"`, { hint, value: n });
}

const HINTS: Readonly<Partial<Record<Kind, string>>> = {
  date: ' Write a day as 2024-03-01.',
  timestamp: " Write a time as 2024-03-01 or '2024-03-01 12:00:00'.",
};

function fits(kind: Kind, value: QueryValue): boolean {
  if (NUMBERS.includes(kind)) return Number.isFinite(value);
  if (kind === 'boolean') return typeof value === 'boolean';
  if (typeof value !== 'string') return false;
  if (kind === 'text') return !value.includes('\0');
  const [day = '', time] = value.split(/[ T]/);
  if (
    time !== undefined &&
    (kind === 'date' || !/^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,6})?)?$/.test(time))
  )
    return false;
  try {
    dayNumber(day, 'day');
    return true;
  } catch {
    return false;
  }
}

function kindIn(table: Table, column: string, test: Query, path: string): Kind {
  const kind = entryOf(table.columns, column);
  if (kind !== undefined) return parseKind(kind).kind;
  const hint = suggestion(column, Object.keys(table.columns));
  throw errorIn(test, path, `Unknown column "${column}"`, { hint });
}
