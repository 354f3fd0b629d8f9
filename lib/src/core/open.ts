import { openDuckDb, type DuckDbOptions } from '../engine/duckdb.js';
import type { Engine } from '../engine/engine.js';
import { sql, type Sql, type SqlValue } from '../engine/sql.js';
import type { Relation } from '../engine/table.js';
import type { Locale } from './label.js';
import { adHoc } from './ad-hoc.js';
import type { Result } from './result.js';
import { makeCurrent, namesIn, requireKnown, type Names, type Session } from './session.js';

export interface OpenOptions extends DuckDbOptions {
  /** Language of tables, figures and findings; default: the language of `run --lang`, or English. */
  readonly locale?: Locale;
  /** ISO 4217 currency code, such as `EUR`; by default amounts have no currency sign. */
  readonly currency?: string;
  /** IANA time zone in which days begin; default: UTC. */
  readonly timeZone?: string;
  /** Seed of all random draws; default: 1. */
  readonly seed?: number;
  /** An engine that is already open, instead of a new embedded one. */
  readonly engine?: Engine;
}

/** An open session: pass it to loaders, use it for ad-hoc queries, close it at the end. */
export class Tally implements Session {
  readonly engine: Engine;
  readonly locale: Locale;
  readonly currency: string | null;
  readonly timeZone: string;
  readonly seed: number;
  readonly #names: Names;

  constructor(engine: Engine, { locale, currency, timeZone = 'UTC', seed = 1 }: OpenOptions) {
    this.engine = engine;
    this.#names = namesIn(engine);
    this.locale = locale ?? (process.env['NBCONVERT_LANG'] === 'zh' ? 'zh' : 'en');
    this.currency = currency ?? null;
    this.timeZone = timeZone;
    this.seed = seed;
    requireKnown(this);
  }

  uniqueName(base: string): string {
    return this.#names.unique(base);
  }

  /**
   * Runs a SQL query. Tables can be interpolated, and other values become parameters. Result columns take their kind
   * from the result, and label and format from a column of the same name in these tables.
   *
   * @throws QueryError with the statement and the engine's message.
   * @example
   * await tally.query`SELECT region, count(*) AS users FROM ${users} WHERE age >= ${18} GROUP BY 1 ORDER BY 1`;
   */
  query(strings: TemplateStringsArray, ...values: readonly (SqlValue | Sql | Relation)[]): Promise<Result> {
    return adHoc(this, sql(strings, ...values), values);
  }

  /** Releases memory and files; the session's tables cannot be read afterwards. */
  close(): void {
    this.engine.close();
  }
}

/**
 * Opens a session: an engine, with the language, currency and time zone of what is displayed.
 *
 * @throws OptionsError for an unknown currency or time zone, or when the engine rejects an option.
 * @example
 * const tally = await open({ currency: 'CNY', timeZone: 'Asia/Shanghai' });
 * const users = await load(tally, 'users.csv');
 */
export async function open(options: OpenOptions = {}): Promise<Tally> {
  const { locale, currency, timeZone, seed, engine, ...embedded } = options;
  const tally = new Tally(engine ?? (await openDuckDb(embedded)), {
    ...(locale !== undefined && { locale }),
    ...(currency !== undefined && { currency }),
    ...(timeZone !== undefined && { timeZone }),
    ...(seed !== undefined && { seed }),
  });
  makeCurrent(tally);
  return tally;
}
