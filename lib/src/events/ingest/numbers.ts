import { id, join, raw, sql, type Sql } from '../../engine/sql.js';
import { decimalNumber, plainNumber, wholeNumber, type DecimalMark } from '../../values/number.js';
import { cleaned } from './cleaned.js';
import type { FieldPlace } from '../columns.js';
import type { EventField } from '../tables.js';
import type { NumberColumns } from './number-columns.js';
import type { EventReading } from './plan.js';

/** Sums of decimals do not depend on their order. */
const AMOUNT = { precision: 18, scale: 4, round: false } as const;
export const AMOUNT_TYPE = `DECIMAL(${AMOUNT.precision}, ${AMOUNT.scale})`;

/** How a field of a file is read. */
export type FieldKind = 'whole' | 'decimal' | 'text';

export function kindOf(field: EventField, { layout, timestamps }: EventReading): FieldKind {
  if (field === 'amount') return 'decimal';
  if (field === 'type') return 'text';
  const whole = field === 'time' ? timestamps !== 'iso' : layout[field] === 'integer';
  return whole ? 'whole' : 'text';
}

/** Whether a field is an id that is a text. */
export const isTextId = (field: EventField, reading: EventReading): boolean =>
  field !== 'type' && field !== 'time' && kindOf(field, reading) === 'text';

/** The positions of the numbers in a file. */
export function numberColumns(places: readonly FieldPlace[], reading: EventReading): NumberColumns {
  const positions = (kind: FieldKind) =>
    new Set(places.filter(({ field }) => kindOf(field, reading) === kind).map(({ index }) => index));
  return { whole: positions('whole'), decimal: positions('decimal'), scale: AMOUNT.scale };
}

export const NOT_MISREAD = sql`CAST(NULL AS VARCHAR) AS misread`;

/** A field of a row that is read as text, and its value. */
interface TextField {
  readonly field: EventField;
  readonly text: Sql;
  readonly value: Sql;
  readonly kind: FieldKind;
}

/** The fields of a row of texts. The usual notation of a number is recognized by writing it again, which is fast. */
export function textFields(
  places: readonly FieldPlace[],
  reading: EventReading,
  textOf: (place: FieldPlace) => Sql,
): readonly TextField[] {
  return places.map((place) => {
    const { field } = place;
    const text = textOf(place);
    const kind = kindOf(field, reading);
    const plain = sql`TRY_CAST(${text} AS BIGINT)`;
    const value = {
      whole: sql`CASE WHEN CAST(${plain} AS VARCHAR) = ${text} THEN ${plain} ELSE ${wholeNumber(sql`trim(${text})`)} END`,
      decimal: amountOf(text, reading.decimal),
      text: isTextId(field, reading) ? cleaned(text) : text,
    }[kind];
    return { field, text, value, kind };
  });
}

/** The amount of a text; null where it is none or has more decimals. */
function amountOf(text: Sql, mark: DecimalMark | undefined): Sql {
  const trimmed = sql`trim(${text})`;
  return decimalNumber(mark === undefined ? trimmed : plainNumber(trimmed, mark), AMOUNT);
}

/** The text of a row with an invalid number. */
export function misreadOf(fields: readonly TextField[]): Sql {
  const none = fields.flatMap(({ kind, text, value }) =>
    kind === 'text' ? [] : [sql`(${value} IS NULL AND ${cleaned(text)} IS NOT NULL)`],
  );
  const row = sql`concat_ws(',', ${join(fields.map(({ text }) => text))})`;
  return sql`CASE WHEN ${join(none, ' OR ')} THEN ${row} END AS misread`;
}

/**
 * A relation of values with the text of each row that has a word for a missing id or time, as `written`. The values are
 * made in a relation of their own, so that they are made once.
 *
 * @param emptied columns that are null for such a word.
 */
export function withWritten(
  values: readonly Sql[],
  texts: readonly Sql[],
  emptied: readonly Sql[],
  source: Sql,
): Sql {
  if (emptied.length === 0) {
    return sql`SELECT ${join([...values, sql`CAST(NULL AS VARCHAR) AS written`])} FROM ${source}`;
  }
  const raw = texts.map((_, index) => id(`raw:${index}`));
  const kept = texts.map((text, index) => sql`${text} AS ${id(`raw:${index}`)}`);
  const absent = join(
    emptied.map((column) => sql`${column} IS NULL`),
    ' OR ',
  );
  return sql`SELECT * EXCLUDE (${join(raw)}), CASE WHEN ${absent} THEN concat_ws(',', ${join(raw)}) END AS written
    FROM (SELECT ${join([...values, ...kept])} FROM ${source})`;
}

/** The column of a relation of events that holds an id or a time. */
export const columnOf = (field: EventField, { timestamps }: EventReading): Sql =>
  field === 'time' ? id(timestamps === 'seconds' ? 'event_time' : 'time') : id(`${field}_id`);

/** The amount of a column of Parquet. Floating-point numbers are rounded, as they cannot hold 19.99. */
export function parquetAmount(
  { name, type }: { readonly name: string; readonly type: string },
  { decimal }: Pick<EventReading, 'decimal'>,
): Sql {
  if (type === 'VARCHAR') return amountOf(id(name), decimal);
  return type.startsWith('DECIMAL')
    ? amountOf(sql`CAST(${id(name)} AS VARCHAR)`, undefined)
    : sql`TRY_CAST(${id(name)} AS ${raw(AMOUNT_TYPE)})`;
}
