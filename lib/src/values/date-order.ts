import { literal, sql, type Sql } from '../engine/sql.js';

const DAY = '([0-9]{1,2})';
const YEAR = '([0-9]{4})';
/** After a year at the end of a date stands no further digit. */
const END = '($|[^0-9])';

interface DateOrder {
  /** The dates as they begin a text, and what makes them year-month-day. */
  readonly pattern: string;
  readonly iso: string;
}

/** Ways to write a date, by their format; a time of day may follow each. Two digits of a year tell no century. */
const ORDERS = {
  '%d.%m.%Y': { pattern: `^${DAY}[.]${DAY}[.]${YEAR}${END}`, iso: '\\3-\\2-\\1\\4' },
  '%d/%m/%Y': { pattern: `^${DAY}/${DAY}/${YEAR}${END}`, iso: '\\3-\\2-\\1\\4' },
  '%m/%d/%Y': { pattern: `^${DAY}/${DAY}/${YEAR}${END}`, iso: '\\3-\\1-\\2\\4' },
  '%d-%m-%Y': { pattern: `^${DAY}-${DAY}-${YEAR}${END}`, iso: '\\3-\\2-\\1\\4' },
  '%m-%d-%Y': { pattern: `^${DAY}-${DAY}-${YEAR}${END}`, iso: '\\3-\\1-\\2\\4' },
  '%Y/%m/%d': { pattern: `^${YEAR}/${DAY}/${DAY}`, iso: '\\1-\\2-\\3' },
  '%Y.%m.%d': { pattern: `^${YEAR}[.]${DAY}[.]${DAY}`, iso: '\\1-\\2-\\3' },
  '%Y年%m月%d日': { pattern: `^${YEAR}年${DAY}月${DAY}[日号] ?`, iso: '\\1-\\2-\\3 ' },
} as const satisfies Readonly<Record<string, DateOrder>>;

/** The format of a date that can be found over a column; ISO 8601 needs no finding. */
export type FoundFormat = keyof typeof ORDERS;
export const FOUND_FORMATS = Object.keys(ORDERS) as FoundFormat[];

const isFound = (format: string): format is FoundFormat => Object.hasOwn(ORDERS, format);

/** What is written in one of these ways, as ISO 8601 has it; null for another format. */
export function isoDates(text: Sql, format: string): Sql | null {
  if (!isFound(format)) return null;
  const { pattern, iso } = ORDERS[format];
  // What is ISO 8601 already is not in this format.
  return sql`CASE WHEN regexp_matches(${text}, ${literal(pattern)})
    THEN rtrim(regexp_replace(${text}, ${literal(pattern)}, ${literal(iso)})) END`;
}

/** What begins as a date in any of these ways or in ISO 8601. */
export const DATE_LIKE =
  '([0-9]{4}([-/.])[0-9]{1,2}[-/.]|[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{4}|[0-9]{4}年).*';
