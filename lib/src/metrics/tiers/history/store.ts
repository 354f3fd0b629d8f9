import { id, literal, raw, sql, type Sql } from '../../../engine/sql.js';
import type { Engine } from '../../../engine/engine.js';
import { OutputError } from '../../../errors.js';
import { MONEY_TYPE } from '../../../orders/money.js';
import { written, requireSame, type Settings } from './settings.js';

/**
 * The tables of a history in its database file.
 *
 * `orders`: each order as it was delivered last. `state`: each customer as of the last day, with the tier and since when,
 * and the next day on which time alone may change it. `closed`: the stays in a tier that have ended. `progress`: the last
 * day. All of a batch is one transaction of the database, which survives the end of the process at any moment or has not
 * happened.
 */
export const TABLES = {
  settings: 'name VARCHAR, value VARCHAR',
  progress: 'through DATE',
  orders: `order_id VARCHAR, customer_id VARCHAR, "day" DATE, total ${MONEY_TYPE}`,
  state:
    `customer_id VARCHAR, last_purchase DATE, orders BIGINT, revenue ${MONEY_TYPE}, tier VARCHAR, score DOUBLE, ` +
    'valid_from DATE, why VARCHAR, due DATE',
  closed: 'customer_id VARCHAR, tier VARCHAR, score DOUBLE, valid_from DATE, valid_to DATE, why VARCHAR',
} as const;

/** Where money stands. */
const MONEY = { orders: 'total', state: 'revenue' } as const;

type Name = keyof typeof TABLES;

/** A database file that is attached to an engine. */
export class HistoryStore {
  private constructor(
    readonly path: string,
    readonly catalog: string,
    private readonly engine: Engine,
  ) {}

  /**
   * Opens a file, or makes it.
   *
   * @throws OutputError where it cannot be opened or made; OptionsError if it was made with other settings.
   */
  static async open(
    engine: Engine,
    path: string,
    catalog: string,
    settings: Settings,
  ): Promise<HistoryStore> {
    try {
      await engine.run(sql`ATTACH ${literal(path)} AS ${id(catalog)} (TYPE duckdb)`);
    } catch (cause) {
      throw new OutputError(
        `${path}: the history cannot be opened. Its folder must exist, the file must be one of tiers.openHistory, and no ` +
          'other program may have it open.',
        { cause },
      );
    }
    const store = new HistoryStore(path, catalog, engine);
    try {
      await store.#prepare(settings);
      return store;
    } catch (error) {
      await store.close();
      throw error;
    }
  }

  table(name: Name): Sql {
    return sql`${id(this.catalog)}.${id(name)}`;
  }

  async close(): Promise<void> {
    await this.engine.run(sql`DETACH ${id(this.catalog)}`);
  }

  async #prepare(settings: Settings): Promise<void> {
    const wanted = written(settings);
    await this.engine.transaction(async (engine) => {
      const { n } = await engine.one(
        sql`SELECT count(*) AS n FROM duckdb_tables() WHERE database_name = ${this.catalog} AND table_name = 'settings'`,
        { n: 'integer' },
      );
      if (n > 0) {
        const rows = await engine.all(sql`SELECT name, value FROM ${this.table('settings')} ORDER BY name`, {
          name: 'text',
          value: 'text',
        });
        requireSame(this.path, Object.fromEntries(rows.map(({ name, value }) => [name, value])), wanted);
        await this.#widen(engine);
        return;
      }
      await this.#create(engine, wanted);
    });
  }

  /** Files of before held fewer decimals of money, and would take each order with more of them for a corrected one. */
  async #widen(engine: Engine): Promise<void> {
    for (const [table, column] of Object.entries(MONEY) as [Name, string][]) {
      const { n } = await engine.one(
        sql`SELECT count(*) AS n FROM duckdb_columns() WHERE database_name = ${this.catalog} AND table_name = ${table}
          AND column_name = ${column} AND data_type <> ${MONEY_TYPE}`,
        { n: 'integer' },
      );
      if (n === 0) continue;
      await engine.run(sql`ALTER TABLE ${this.table(table)} ALTER ${id(column)} TYPE ${raw(MONEY_TYPE)}`);
    }
  }

  async #create(engine: Engine, wanted: Readonly<Record<string, string>>): Promise<void> {
    for (const name of Object.keys(TABLES) as Name[]) {
      await engine.run(sql`CREATE TABLE ${this.table(name)} (${raw(TABLES[name])})`);
    }
    for (const [name, value] of Object.entries(wanted)) {
      await engine.run(sql`INSERT INTO ${this.table('settings')} VALUES (${name}, ${value})`);
    }
    await engine.run(sql`INSERT INTO ${this.table('progress')} VALUES (NULL)`);
  }
}
