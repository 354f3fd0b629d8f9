import { ColumnsError, SourceFormatError } from '../../../errors.js';
import type { Engine } from '../../../engine/engine.js';
import { id, join, literal, raw, sql, type Sql } from '../../../engine/sql.js';
import { bindColumns } from '../../bind.js';
import { readLines } from '../../source/lines.js';
import { parquetColumns } from '../../source/parquet.js';
import { previewLayout, type Layout } from '../../source/preview.js';
import type { Binding } from '../../source/source.js';
import { eventsContract } from '../contract.js';
import type { EventFile } from './files.js';

/** A file as a relation of user_id, item_id, category_id, behavior_type and event_time. */
export interface EventSource {
  /** Typed as it is read, straight through the engine; one row that cannot be typed makes the statement fail. */
  readonly strict: Sql;
  /** The same with such rows left out and noted in {@link REJECTS}; null where a format has no such rows. */
  readonly tolerant: Sql | null;
}

/** Tables in which the engine's CSV reader notes what it could not read: one row an error. */
export const REJECTS = { errors: id('event_rejects'), scans: id('event_reject_scans') } as const;

const NAMES = Object.keys(eventsContract.columns);

export async function openEvents(engine: Engine, file: EventFile): Promise<EventSource> {
  return file.format === 'parquet' ? parquetEvents(engine, file.path) : csvEvents(file.path);
}

async function csvEvents(path: string): Promise<EventSource> {
  const layout = await previewLayout(path, NAMES, {});
  if (layout.encoding !== 'utf-8') {
    throw new SourceFormatError(`${path}: is ${layout.encoding}. Events are numbers and words: save the file as UTF-8.`);
  }
  const bindings = bindColumns(eventsContract, { path, columns: layout.columns });
  // A stray quote would swallow the lines up to the next one, so where nothing is quoted it is a letter as any other.
  const quote = (await isQuoted(path)) ? '"' : '';
  const rejects = `store_rejects = true, rejects_table = 'event_rejects', rejects_scan = 'event_reject_scans'`;
  return {
    strict: csvRelation(path, layout, bindings, raw(`quote = '"', escape = '"'`)),
    tolerant: csvRelation(path, layout, bindings, raw(`quote = '${quote}', escape = '${quote}', ${rejects}`)),
  };
}

async function isQuoted(path: string): Promise<boolean> {
  for await (const line of readLines(path, 'utf-8')) return line.text.includes('"');
  return false;
}

function csvRelation(path: string, layout: Layout, bindings: readonly Binding[], options: Sql): Sql {
  const types = layout.columns.map((_, index) => {
    const column = bindings.find((binding) => binding.index === index)?.column;
    return column === undefined || column === 'behavior_type' ? 'VARCHAR' : 'BIGINT';
  });
  const columns = join(types.map((type, index) => sql`${literal(`f${index}`)}: ${literal(type)}`));
  const values = bindings.map(({ column, index }) => sql`${id(`f${index}`)} AS ${id(named(column))}`);
  return sql`SELECT ${join(values)} FROM read_csv(${literal(path)}, auto_detect = false, header = false,
    skip = ${literal(layout.skip)}, delim = ${literal(layout.delimiter)}, columns = {${columns}}, ${options})`;
}

async function parquetEvents(engine: Engine, path: string): Promise<EventSource> {
  const columns = await parquetColumns(engine, path);
  const bindings = bindColumns(eventsContract, { path, columns: columns.map(({ name }) => name) });
  const values = bindings.map(({ column, index }) => {
    const { name, type } = columns[index] ?? { name: column, type: '' };
    return sql`${typed(path, column, id(name), type)} AS ${id(named(column))}`;
  });
  return { strict: sql`SELECT ${join(values)} FROM read_parquet(${literal(path)})`, tolerant: null };
}

function typed(path: string, column: string, value: Sql, type: string): Sql {
  if (column === 'behavior_type') return sql`CAST(${value} AS VARCHAR)`;
  if (column === 'timestamp' && type.startsWith('TIMESTAMP')) return sql`CAST(floor(epoch(${value})) AS BIGINT)`;
  if (/^U?(TINY|SMALL|BIG)?INT(EGER)?$/.test(type)) return sql`CAST(${value} AS BIGINT)`;
  const also = column === 'timestamp' ? ', or a timestamp' : '';
  throw new ColumnsError(`${path}: column "${column}" is ${type}; whole numbers are expected${also}.`, [column]);
}

const named = (column: string): string => (column === 'timestamp' ? 'event_time' : column);
