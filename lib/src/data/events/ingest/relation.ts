import { ColumnsError, SourceFormatError } from '../../../errors.js';
import type { Engine } from '../../../engine/engine.js';
import { id, join, literal, raw, sql, type Sql } from '../../../engine/sql.js';
import { bindColumns } from '../../bind.js';
import { detectEncoding } from '../../source/encoding.js';
import { readLines } from '../../source/lines.js';
import { parquetColumns } from '../../source/parquet.js';
import { previewLayout, type Layout } from '../../source/preview.js';
import type { Binding } from '../../source/source.js';
import { eventsContract } from '../contract.js';
import type { EventFile } from './files.js';

/** A way to read a file as a relation of user_id, item_id, category_id, behavior_type and event_time. */
export interface EventReading {
  readonly relation: Sql;
  /** Whether rows that cannot be typed are left out and noted in {@link REJECTS}; else the statement fails on one. */
  readonly tolerant: boolean;
}

/** Tables in which the engine's CSV reader notes what it could not read: one row an error. */
export const REJECTS = { errors: id('event_rejects'), scans: id('event_reject_scans') } as const;

/** Enough to tell the encoding of numbers and four words. */
const PREVIEW_BYTES = 1 << 14;

const NAMES = Object.keys(eventsContract.columns);

/** The ways to read a file, the fastest first; each is to be tried when the one before it fails for what the file holds. */
export async function openEvents(engine: Engine, file: EventFile): Promise<readonly EventReading[]> {
  return file.format === 'parquet' ? parquetEvents(engine, file.path) : csvEvents(file.path);
}

async function csvEvents(path: string): Promise<readonly EventReading[]> {
  const encoding = await detectEncoding(path, PREVIEW_BYTES);
  if (encoding !== 'utf-8') {
    throw new SourceFormatError(`${path}: is ${encoding}. Events are numbers and words: save the file as UTF-8.`);
  }
  const layout = await previewLayout(path, NAMES, { encoding });
  const bindings = bindColumns(eventsContract, { path, columns: layout.columns });
  // A stray quote would swallow the lines up to the next one, so where nothing is quoted it is a letter as any other.
  const quote = (await isQuoted(path)) ? '"' : '';
  const rejects = `store_rejects = true, rejects_table = 'event_rejects', rejects_scan = 'event_reject_scans'`;
  const strict = raw(`quote = '"', escape = '"'`);
  const tolerant = raw(`quote = '${quote}', escape = '${quote}', ${rejects}`);
  return [
    // Ids are rarely beyond 2^31, and half the width is a tenth of the time.
    { relation: csvRelation(path, layout, bindings, 'INTEGER', strict), tolerant: false },
    { relation: csvRelation(path, layout, bindings, 'BIGINT', strict), tolerant: false },
    { relation: csvRelation(path, layout, bindings, 'BIGINT', tolerant), tolerant: true },
  ];
}

async function isQuoted(path: string): Promise<boolean> {
  for await (const line of readLines(path, 'utf-8')) return line.text.includes('"');
  return false;
}

function csvRelation(
  path: string,
  layout: Layout,
  bindings: readonly Binding[],
  idType: 'INTEGER' | 'BIGINT',
  options: Sql,
): Sql {
  const types = layout.columns.map((_, index) => {
    const column = bindings.find((binding) => binding.index === index)?.column;
    if (column === undefined || column === 'behavior_type') return 'VARCHAR';
    return column === 'timestamp' ? 'BIGINT' : idType;
  });
  const columns = join(types.map((type, index) => sql`${literal(`f${index}`)}: ${literal(type)}`));
  const values = bindings.map(({ column, index }) => sql`${id(`f${index}`)} AS ${id(named(column))}`);
  return sql`SELECT ${join(values)} FROM read_csv(${literal(path)}, auto_detect = false, header = false,
    skip = ${literal(layout.skip)}, delim = ${literal(layout.delimiter)}, columns = {${columns}}, ${options})`;
}

async function parquetEvents(engine: Engine, path: string): Promise<readonly EventReading[]> {
  const columns = await parquetColumns(engine, path);
  const bindings = bindColumns(eventsContract, { path, columns: columns.map(({ name }) => name) });
  const values = bindings.map(({ column, index }) => {
    const { name, type } = columns[index] ?? { name: column, type: '' };
    return sql`${typed(path, column, id(name), type)} AS ${id(named(column))}`;
  });
  return [{ relation: sql`SELECT ${join(values)} FROM read_parquet(${literal(path)})`, tolerant: false }];
}

function typed(path: string, column: string, value: Sql, type: string): Sql {
  if (column === 'behavior_type') return sql`CAST(${value} AS VARCHAR)`;
  if (column === 'timestamp' && type.startsWith('TIMESTAMP')) return sql`CAST(floor(epoch(${value})) AS BIGINT)`;
  if (/^U?(TINY|SMALL|BIG)?INT(EGER)?$/.test(type)) return sql`CAST(${value} AS BIGINT)`;
  const also = column === 'timestamp' ? ', or a timestamp' : '';
  throw new ColumnsError(`${path}: column "${column}" is ${type}; whole numbers are expected${also}.`, [column]);
}

const named = (column: string): string => (column === 'timestamp' ? 'event_time' : column);
