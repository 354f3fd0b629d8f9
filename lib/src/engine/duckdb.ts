import type { DuckDBConnection, DuckDBInstance, DuckDBResultReader, DuckDBValue } from '@duckdb/node-api';
import { OptionsError, QueryCancelledError, QueryError, ResultShapeError } from '../errors.js';
import { duckdbDialect } from './dialect.js';
import type { Engine, QueryOptions } from './engine.js';
import { renderSql } from './render.js';
import { toRows } from './rows.js';
import type { Row, Shape } from './shape.js';
import type { Sql, SqlValue } from './sql.js';

export interface DuckDbOptions {
  /** Database file; in memory when absent. */
  readonly path?: string;
  /** Upper bound of memory, such as `'2GB'`; the engine's own default is four fifths of the machine. */
  readonly memoryLimit?: string;
  /** Number of threads; all cores when absent. */
  readonly threads?: number;
  /** Folder where queries larger than memory spill. */
  readonly spillFolder?: string;
  /** Upper bound of what is spilled, such as `'20GB'`; the engine's own default is nine tenths of the free disk. */
  readonly spillLimit?: string;
}

const PROGRESS_INTERVAL_MS = 200;

/** DuckDB only counts progress where it would print a bar: so the bar is on, and its printing off first. */
const SESSION = ["TimeZone = 'UTC'", 'enable_progress_bar_print = false', 'enable_progress_bar = true'];

/**
 * Opens the embedded engine. It never fetches extensions, and its session time zone is UTC.
 *
 * @throws OptionsError when the engine refuses an option.
 * @example
 * const engine = await openDuckDb({ memoryLimit: '2GB', threads: 2 });
 * const [row] = await engine.all(sql`SELECT ${41} + 1 AS answer`, { answer: 'integer' });
 * engine.close();
 */
export async function openDuckDb(options: DuckDbOptions = {}): Promise<Engine> {
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const settings: Record<string, string> = {
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    ...(options.memoryLimit !== undefined && { memory_limit: options.memoryLimit }),
    ...(options.threads !== undefined && { threads: String(options.threads) }),
    ...(options.spillFolder !== undefined && { temp_directory: options.spillFolder }),
    ...(options.spillLimit !== undefined && { max_temp_directory_size: options.spillLimit }),
  };
  try {
    const instance = await DuckDBInstance.create(options.path ?? ':memory:', settings);
    const connection = await instance.connect();
    for (const setting of SESSION) await connection.run(`SET ${setting}`);
    return new DuckDbEngine(instance, connection);
  } catch (cause) {
    throw new OptionsError(`DuckDB could not be opened with ${JSON.stringify(options)}: ${reason(cause)}`, {
      cause,
    });
  }
}

class DuckDbEngine implements Engine {
  readonly dialect = duckdbDialect;
  /** The statement that runs now; the next one waits for it. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly instance: DuckDBInstance,
    private readonly connection: DuckDBConnection,
  ) {}

  async all<S extends Shape>(query: Sql, shape: S, options: QueryOptions = {}): Promise<Row<S>[]> {
    return toRows(await this.#execute(query, options), shape);
  }

  async one<S extends Shape>(query: Sql, shape: S, options: QueryOptions = {}): Promise<Row<S>> {
    const rows = await this.all(query, shape, options);
    const [row] = rows;
    if (row === undefined || rows.length !== 1) {
      throw new ResultShapeError(
        `The query returns ${rows.length} rows where one is expected:\n${renderSql(query, this.dialect).text}`,
      );
    }
    return row;
  }

  async run(statement: Sql, options: QueryOptions = {}): Promise<void> {
    await this.#execute(statement, options);
  }

  close(): void {
    this.connection.closeSync();
    this.instance.closeSync();
  }

  #execute(statement: Sql, options: QueryOptions): Promise<DuckDBResultReader> {
    const turn = this.#last.then(() => this.#executeNow(statement, options));
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  async #executeNow(statement: Sql, { signal, onProgress }: QueryOptions): Promise<DuckDBResultReader> {
    const { text, values } = renderSql(statement, this.dialect);
    const cancelled = () => new QueryCancelledError(`Query was cancelled:\n${text}`);
    if (signal?.aborted) throw cancelled();
    const interrupt = () => {
      this.connection.interrupt();
    };
    signal?.addEventListener('abort', interrupt, { once: true });
    const timer = onProgress && setInterval(() => this.#report(onProgress), PROGRESS_INTERVAL_MS);
    try {
      return await this.connection.runAndReadAll(text, values.map(toDatabaseValue));
    } catch (cause) {
      if (signal?.aborted) throw cancelled();
      throw new QueryError(reason(cause), { sql: text, tables: statement.tables, cause });
    } finally {
      clearInterval(timer);
      signal?.removeEventListener('abort', interrupt);
    }
  }

  #report(onProgress: NonNullable<QueryOptions['onProgress']>): void {
    const { percentage, rows_processed, total_rows_to_process } = this.connection.progress;
    if (percentage < 0) return;
    onProgress({
      percent: percentage,
      rowsDone: Number(rows_processed),
      rowsTotal: Number(total_rows_to_process),
    });
  }
}

/** Whole numbers travel as BIGINT, so that comparisons with integer and decimal columns stay exact. */
function toDatabaseValue(value: SqlValue): DuckDBValue {
  return typeof value === 'number' && Number.isSafeInteger(value) ? BigInt(value) : value;
}

function reason(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
