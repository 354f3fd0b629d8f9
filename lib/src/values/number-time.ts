import { literal, sql, type Sql } from '../engine/sql.js';

interface NumberTime {
  /** The numbers that are such times, of the years in which exports are made. */
  readonly pattern: string;
  /** SQL of milliseconds since 1970 for a number. */
  milliseconds(number: Sql): Sql;
  /** Whether it is an instant; else it is what the clocks of some zone showed. */
  readonly instant: boolean;
}

/**
 * Times that are numbers, by the name that `dateFormat` takes for them: days since 1900 as spreadsheets count them, and
 * seconds or milliseconds since 1970 UTC.
 */
const NUMBER_TIMES = {
  excel: {
    pattern: '[2-7][0-9]{4}([.][0-9]+)?',
    milliseconds: (number) => sql`(${number} - 25569) * 86400000`,
    instant: false,
  },
  seconds: {
    pattern: '1[0-9]{9}([.][0-9]+)?',
    milliseconds: (number) => sql`${number} * 1000`,
    instant: true,
  },
  milliseconds: { pattern: '1[0-9]{12}', milliseconds: (number) => number, instant: true },
} as const satisfies Readonly<Record<string, NumberTime>>;

export type NumberFormat = keyof typeof NUMBER_TIMES;
export const NUMBER_FORMATS = Object.keys(NUMBER_TIMES) as NumberFormat[];

const isNumberFormat = (format: string): format is NumberFormat => Object.hasOwn(NUMBER_TIMES, format);

/** A timestamp for a number in this format, null for other texts, and whether it is an instant; null for formats of dates. */
export function numberTime(
  text: Sql,
  format: string,
): { readonly time: Sql; readonly instant: boolean } | null {
  if (!isNumberFormat(format)) return null;
  const { pattern, milliseconds, instant } = NUMBER_TIMES[format];
  const number = sql`TRY_CAST(${text} AS DOUBLE)`;
  const time = sql`CASE WHEN regexp_full_match(${text}, ${literal(pattern)})
    THEN epoch_ms(CAST(round(${milliseconds(number)}) AS BIGINT)) END`;
  return { time, instant };
}

const DATE_WORDS = ['date', 'datetime', 'datum', 'fecha'];
const TIME_WORDS = [...DATE_WORDS, 'time', 'timestamp', 'zeitpunkt', 'at', 'ts'];
const CHINESE_WORDS = /日期|时间/;
/** How long something took is no date, though its name has the word for time. */
const CHINESE_DURATIONS = /停留|耗费|所用|处理/;

/**
 * The formats of numbers that a column can have by its name: days of a spreadsheet where it says that it holds dates,
 * seconds and milliseconds also where it says times, which five digits might be without being a date.
 */
export function numberFormatsFor(name: string): readonly NumberFormat[] {
  const words = name
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{Letter}]+/u);
  const isChinese = CHINESE_WORDS.test(name) && !CHINESE_DURATIONS.test(name);
  const has = (known: readonly string[]) =>
    words.some((word) => known.includes(word) || word.endsWith('datum'));
  if (isChinese || has(DATE_WORDS)) return NUMBER_FORMATS;
  return has(TIME_WORDS) ? NUMBER_FORMATS.filter((format) => format !== 'excel') : [];
}
