import type { DuckDBConnection, DuckDBInstance, DuckDBResultReader, DuckDBValue } from '@duckdb/node-api';
import { OptionsError, QueryCancelledError, QueryError, ResultShapeError } from '../errors.js';
import { duckdbDialect } from './dialect.js';
import type { Answer, Engine, QueryOptions } from './engine.js';
import { hostSignal } from './host-signal.js';
import { toNumbers } from './numbers.js';
import { renderSql } from './render.js';
import { toAnswer, toRows } from './rows.js';
import type { Row, Shape } from './shape.js';
import { sql, type Sql, type SqlValue } from './sql.js';

export interface DuckDbOptions {
  /** Database file; default: in memory. */
  readonly path?: string;
  /** Memory limit, such as `'2GB'`; default: 80 percent of the machine's memory. */
  readonly memoryLimit?: string;
  /** Number of threads; default: all cores. */
  readonly threads?: number;
  /** Folder to which queries larger than memory spill. */
  readonly spillFolder?: string;
  /** Spill limit, such as `'20GB'`; default: 90 percent of the free disk space. */
  readonly spillLimit?: string;
}

const PROGRESS_INTERVAL_MS = 200;

/** DuckDB reports progress only with its progress bar enabled, so the bar is enabled, after disabling its printing. */
const SESSION = ["TimeZone = 'UTC'", 'enable_progress_bar_print = false', 'enable_progress_bar = true'];

/**
 * Opens the embedded engine. It never downloads extensions, and its session time zone is UTC.
 *
 * @throws OptionsError when the engine rejects an option.
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

/** Runs a statement on the connection and reads its answer. */
type Ask<R> = (text: string, values: DuckDBValue[]) => Promise<R>;

class DuckDbEngine implements Engine {
  readonly dialect = duckdbDialect;
  /** The running statement; the next one waits for it. */
  #last: Promise<unknown> = Promise.resolve();

  readonly #instance: DuckDBInstance;
  readonly #connection: DuckDBConnection;

  constructor(instance: DuckDBInstance, connection: DuckDBConnection) {
    this.#instance = instance;
    this.#connection = connection;
  }

  async all<S extends Shape>(query: Sql, shape: S, options: QueryOptions = {}): Promise<Row<S>[]> {
    return toRows(await this.#read(query, options), shape);
  }

  async one<S extends Shape>(query: Sql, shape: S, options: QueryOptions = {}): Promise<Row<S>> {
    const rows = await this.all(query, shape, options);
    const [row] = rows;
    if (row === undefined || rows.length !== 1) {
      throw new ResultShapeError(
        `The query returns ${rows.length} rows instead of one:\n${renderSql(query, this.dialect).text}`,
      );
    }
    return row;
  }

  async numbers(query: Sql, options: QueryOptions = {}): Promise<readonly Float64Array[]> {
    return this.#execute(query, options, async (text, values) =>
      toNumbers(await this.#connection.stream(text, values)),
    );
  }

  async query(query: Sql, options: QueryOptions = {}): Promise<Answer> {
    return toAnswer(await this.#read(query, options));
  }

  async run(statement: Sql, options: QueryOptions = {}): Promise<void> {
    await this.#read(statement, options);
  }

  transaction<V>(work: (engine: Engine) => Promise<V>): Promise<V> {
    return this.#inTurn(async () => {
      await this.#now(sql`BEGIN`);
      try {
        const value = await work(new DuckDbEngine(this.#instance, this.#connection));
        await this.#now(sql`COMMIT`);
        return value;
      } catch (error) {
        // Where the commit failed, there is nothing left to undo.
        await this.#now(sql`ROLLBACK`).catch(() => undefined);
        throw error;
      }
    });
  }

  close(): void {
    this.#connection.closeSync();
    this.#instance.closeSync();
  }

  /** In the turn that is already its own. */
  #now(statement: Sql): Promise<DuckDBResultReader> {
    return this.#executeNow(statement, [], undefined, (text, values) =>
      this.#connection.runAndReadAll(text, values),
    );
  }

  #read(statement: Sql, options: QueryOptions): Promise<DuckDBResultReader> {
    return this.#execute(statement, options, (text, values) => this.#connection.runAndReadAll(text, values));
  }

  #execute<R>(statement: Sql, options: QueryOptions, ask: Ask<R>): Promise<R> {
    const signals = [options.signal, hostSignal()].filter((signal) => signal !== undefined);
    return this.#inTurn(() => this.#executeNow(statement, signals, options.onProgress, ask));
  }

  #inTurn<V>(work: () => Promise<V>): Promise<V> {
    const turn = this.#last.then(work);
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  async #executeNow<R>(
    statement: Sql,
    signals: readonly AbortSignal[],
    onProgress: QueryOptions['onProgress'],
    ask: Ask<R>,
  ): Promise<R> {
    const { text, values } = renderSql(statement, this.dialect);
    const cancelled = () => new QueryCancelledError(`Query was cancelled:\n${text}`);
    const isCancelled = () => signals.some((signal) => signal.aborted);
    if (isCancelled()) throw cancelled();
    const interrupt = () => {
      this.#connection.interrupt();
    };
    for (const signal of signals) signal.addEventListener('abort', interrupt, { once: true });
    const timer = onProgress && setInterval(() => this.#report(onProgress), PROGRESS_INTERVAL_MS);
    try {
      return await ask(text, values.map(toDatabaseValue));
    } catch (cause) {
      if (isCancelled()) throw cancelled();
      if (cause instanceof ResultShapeError) throw cause;
      throw new QueryError(reason(cause), { sql: text, tables: statement.tables, cause });
    } finally {
      clearInterval(timer);
      for (const signal of signals) signal.removeEventListener('abort', interrupt);
    }
  }

  #report(onProgress: NonNullable<QueryOptions['onProgress']>): void {
    const { percentage, rows_processed, total_rows_to_process } = this.#connection.progress;
    if (percentage < 0) return;
    onProgress({
      percent: percentage,
      rowsDone: Number(rows_processed),
      rowsTotal: Number(total_rows_to_process),
    });
  }
}

/** Whole numbers are passed as BIGINT, so that comparisons with integer and decimal columns stay exact. */
function toDatabaseValue(value: SqlValue): DuckDBValue {
  return typeof value === 'number' && Number.isSafeInteger(value) ? BigInt(value) : value;
}

function reason(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
