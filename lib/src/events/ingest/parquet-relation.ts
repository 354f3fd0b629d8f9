import { ColumnsError } from '../../errors.js';
import type { Engine } from '../../engine/engine.js';
import { fileAt } from '../../engine/file-at.js';
import { id, join, sql, type Sql } from '../../engine/sql.js';
import { parquetColumns } from '../../data/source/parquet.js';
import type { EventField, IdKind } from '../tables.js';
import { cleaned } from './cleaned.js';
import { columnOf, isTextId, NOT_MISREAD, parquetAmount, withWritten } from './numbers.js';
import type { EventReading } from './plan.js';
import { isTimestamp } from './time.js';
import { valuesOf } from './ways.js';

/** The rows of a file of Parquet. */
export async function parquetRelation(engine: Engine, path: string, reading: EventReading): Promise<Sql> {
  const columns = await parquetColumns(engine, path);
  const places = reading.columns.bind(
    path,
    columns.map(({ name }) => name),
  );
  const fields = places.map(({ field, index }) => {
    const { name, type } = columns[index] ?? { name: field, type: '' };
    return { field, type, text: id(name), value: parquetValue(path, field, name, type, reading) };
  });
  const values = fields.flatMap(({ field, type, value }) => valuesOf(field, value, reading, type));
  const row = sql`concat_ws(',', ${join(places.map(({ index }) => id(columns[index]?.name ?? '')))})`;
  const emptied = fields
    .filter(({ field }) => isTextId(field, reading))
    .map(({ field }) => columnOf(field, reading));
  const texts = fields.map(({ text }) => text);
  const lost = fields.flatMap(({ field, type, text, value }) => {
    if (field !== 'amount' && type !== UNSIGNED) return [];
    const present = type === 'VARCHAR' ? cleaned(text) : text;
    return [sql`(${present} IS NOT NULL AND ${value} IS NULL)`];
  });
  const misread =
    lost.length === 0 ? NOT_MISREAD : sql`CASE WHEN ${join(lost, ' OR ')} THEN ${row} END AS misread`;
  const source = sql`read_parquet(${fileAt(path)}, hive_partitioning = false)`;
  return withWritten([...values, misread], texts, emptied, source);
}

/** The type of whole numbers that may be larger than those of events. */
export const UNSIGNED = 'UBIGINT';

export const isWholeNumber = (type: string): boolean => /^U?(TINY|SMALL|BIG)?INT(EGER)?$/.test(type);

function parquetValue(
  path: string,
  field: EventField,
  name: string,
  type: string,
  reading: EventReading,
): Sql {
  const value = id(name);
  if (field === 'type') return sql`CAST(${value} AS VARCHAR)`;
  if (field === 'amount') return parquetAmount({ name, type }, reading);
  const iso = field === 'time' && reading.timestamps === 'iso';
  if (field === 'time' && (isTimestamp(type) || (iso && type === 'VARCHAR'))) return value;
  // 20171125080000 may be kept as a number.
  if (iso && reading.dateFormat !== undefined && isWholeNumber(type)) return sql`CAST(${value} AS VARCHAR)`;
  const kind: IdKind | null = field === 'time' ? 'integer' : reading.layout[field];
  if (kind === 'text') return cleaned(sql`CAST(${value} AS VARCHAR)`);
  if (isWholeNumber(type) && !iso) return sql`TRY_CAST(${value} AS BIGINT)`;
  const also = field === 'time' ? ', or a timestamp' : `, or texts with ids: 'text'`;
  throw new ColumnsError(
    `${path}: column "${name}" is ${type}; ${iso ? 'dates as texts' : 'whole numbers'} are expected${also}.`,
    [name],
  );
}
