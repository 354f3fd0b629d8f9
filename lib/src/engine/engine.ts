import type { Dialect } from './dialect.js';
import type { Row, Shape } from './shape.js';
import type { Sql } from './sql.js';

/** How far a running query is, reported about five times a second. */
export interface QueryProgress {
  /** 0 to 100 */
  readonly percent: number;
  readonly rowsDone: number;
  readonly rowsTotal: number;
}

export interface QueryOptions {
  /** Stops the query; it then throws `QueryCancelledError`. */
  readonly signal?: AbortSignal;
  /** Called while a long query runs. */
  readonly onProgress?: (progress: QueryProgress) => void;
}

/**
 * Runs SQL. Every query of the library goes through this interface, so that the same metrics can run on
 * another engine. Statements of one engine run one after another.
 */
export interface Engine {
  readonly dialect: Dialect;
  /**
   * Runs a query and returns its rows, checked against the declared shape.
   * @throws QueryError with the SQL and the tables; ResultShapeError when columns differ from the shape.
   */
  all<S extends Shape>(query: Sql, shape: S, options?: QueryOptions): Promise<Row<S>[]>;
  /** Like {@link all} for a query that yields exactly one row. */
  one<S extends Shape>(query: Sql, shape: S, options?: QueryOptions): Promise<Row<S>>;
  /** Runs a statement for its effect. */
  run(statement: Sql, options?: QueryOptions): Promise<void>;
  /** Frees memory and files. The engine cannot be used afterwards. */
  close(): void;
}
