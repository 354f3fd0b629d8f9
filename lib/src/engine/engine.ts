import type { Dialect } from './dialect.js';
import type { Kind, Row, Shape } from './shape.js';
import type { Sql } from './sql.js';

/** Progress of a running query, reported about five times a second. */
export interface QueryProgress {
  /** 0 to 100 */
  readonly percent: number;
  readonly rowsDone: number;
  readonly rowsTotal: number;
}

export interface QueryOptions {
  /** Stops the query, which then throws `QueryCancelledError`. So does an interrupt of the notebook's cell it runs for. */
  readonly signal?: AbortSignal;
  /** Called while a long query runs. */
  readonly onProgress?: (progress: QueryProgress) => void;
}

/** The result of a query with unknown columns. Any value may be null. */
export interface Answer {
  readonly columns: readonly { readonly name: string; readonly kind: Kind }[];
  readonly rows: readonly Readonly<Record<string, string | number | boolean | null>>[];
}

/**
 * Runs SQL. All queries of the library use this interface, so that the same metrics can run on another engine.
 * Statements of one engine run one after another.
 */
export interface Engine {
  readonly dialect: Dialect;
  /**
   * Runs a query and returns its rows, checked against the declared shape.
   * @throws QueryError with the SQL and tables; ResultShapeError when columns differ from the shape.
   */
  all<S extends Shape>(query: Sql, shape: S, options?: QueryOptions): Promise<Row<S>[]>;
  /** Like {@link all} for a query that returns exactly one row. */
  one<S extends Shape>(query: Sql, shape: S, options?: QueryOptions): Promise<Row<S>>;
  /**
   * Runs a query whose columns are all DOUBLE and returns each as an array of its own, for methods that need every row and
   * run outside the engine; NULL becomes NaN. Order the query totally, or the answers depend on the engine's threads.
   * @throws QueryError with the SQL and tables; ResultShapeError for a column of another type.
   */
  numbers(query: Sql, options?: QueryOptions): Promise<readonly Float64Array[]>;
  /** Runs a query with any columns and returns their types too. */
  query(query: Sql, options?: QueryOptions): Promise<Answer>;
  /** Runs a statement for its effect. */
  run(statement: Sql, options?: QueryOptions): Promise<void>;
  /**
   * Runs statements that take effect together or not at all: an error undoes them, and so does the end of the process.
   * They run on the engine passed to `work`; all other statements wait until it has ended.
   */
  transaction<V>(work: (engine: Engine) => Promise<V>): Promise<V>;
  /** Releases memory and files. The engine cannot be used afterwards. */
  close(): void;
}
