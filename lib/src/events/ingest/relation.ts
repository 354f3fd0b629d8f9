import { QueryCancelledError, QueryError, SourceFormatError } from '../../errors.js';
import type { Engine, QueryOptions } from '../../engine/engine.js';
import { TemporaryFolder } from '../../data/source/temporary.js';
import { csvWays } from './csv-ways.js';
import type { ByteScan } from './digest.js';
import type { EventFile } from './files.js';
import { parquetRelation } from './parquet-relation.js';
import type { EventReading } from './plan.js';
import type { NumbersLook } from './strict-numbers.js';
import type { EventRelation, Ways } from './ways.js';

/**
 * Reads a file in the fastest way that suits it: one way after the other is tried, as long as the content of the file
 * makes them fail. The engine does not wait for the pass over the bytes: rows are dropped where the pass finds that
 * the engine may have misread a number, and the statement is stopped if it is still running.
 *
 * @param begin starts the pass over the bytes of a delimited file.
 * @param read runs its long statement with the options that `until` returns; null where rows were lost, so that another
 *   way must be tried.
 */
export async function readEvents<R>(
  engine: Engine,
  file: EventFile,
  reading: EventReading,
  begin: (look: NumbersLook) => ByteScan,
  read: (relation: EventRelation, until: (options: QueryOptions) => QueryOptions) => Promise<R | null>,
): Promise<R> {
  const folder = new TemporaryFolder();
  try {
    const { ways, scan } = await waysOf(engine, file, reading, begin, folder);
    for (const [index, { typed = false, open }] of ways.entries()) {
      const lenient = typed ? scan?.lenient : undefined;
      const until = (options: QueryOptions) =>
        lenient ? { ...options, signal: anyOf(lenient, options) } : options;
      if (lenient?.aborted) continue;
      try {
        const relation = await open();
        const value = relation === null ? null : await read(relation, until);
        if (value !== null && (!typed || scan === null || (await scan.facts).strict)) return value;
      } catch (error) {
        const stopped = error instanceof QueryCancelledError && lenient?.aborted === true;
        const last = index === ways.length - 1;
        if (!last && (stopped || isUnreadableRow(error))) continue;
        // A damaged archive is the cause of whatever the engine says.
        if (!(error instanceof QueryCancelledError)) await scan?.facts;
        throw error;
      }
    }
  } finally {
    folder.remove();
  }
  throw new SourceFormatError(`${file.path}: its rows cannot be told apart. Save the file of events again.`);
}

const anyOf = (lenient: AbortSignal, { signal }: QueryOptions): AbortSignal =>
  signal === undefined ? lenient : AbortSignal.any([signal, lenient]);

async function waysOf(
  engine: Engine,
  file: EventFile,
  reading: EventReading,
  begin: (look: NumbersLook) => ByteScan,
  folder: TemporaryFolder,
): Promise<Ways> {
  if (file.format === 'csv') return csvWays(file, reading, begin, folder);
  const relation = await parquetRelation(engine, file.path, reading);
  const open = () => Promise.resolve({ relation, way: 'strict' as const, rows: () => Promise.resolve(null) });
  return { ways: [{ open }], scan: null };
}

/** Whether a statement failed because of the content of the file, not for lack of memory, disk space or time. */
function isUnreadableRow(error: unknown): boolean {
  return error instanceof QueryError && /CSV Error|Invalid Input Error|Conversion Error/.test(error.message);
}
