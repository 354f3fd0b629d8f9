import type { Engine, QueryOptions } from '../../engine/engine.js';
import { id, literal, sql, type Sql } from '../../engine/sql.js';
import type { Rollup } from '../rollups.js';
import type { Draft, EventStore, Part, PartFacts, Piece } from './store.js';

let generations = 0;

/** Keeps events as tables of the engine itself: for files that fit into memory. Nothing outlives the engine. */
export class EngineStore implements EventStore {
  readonly #prefix: string;
  readonly #generation = ++generations;
  #drafts = 0;

  constructor(private readonly name: string) {
    this.#prefix = `${name}:${this.#generation}:`;
  }

  find(): Promise<Part | null> {
    return Promise.resolve(null);
  }

  draft(engine: Engine): Draft {
    const prefix = `${this.#prefix}${++this.#drafts}:`;
    const piece = (name: Piece) => id(`${prefix}${name}`);
    return {
      piece,
      write: (name, select, options) =>
        engine.run(sql`CREATE OR REPLACE TABLE ${piece(name)} AS ${select}`, options),
      finish: (facts: PartFacts) => Promise.resolve({ facts, piece }),
      discard: () => this.#drop(engine, (table) => table.startsWith(prefix)),
    };
  }

  async merged(engine: Engine, rollup: Rollup, parts: readonly Part[], options: QueryOptions): Promise<Sql> {
    const table = id(`${this.#prefix}merged:${rollup.name}`);
    await engine.run(
      sql`CREATE OR REPLACE TABLE ${table} AS ${rollup.merge(union(parts, rollup.name))}`,
      options,
    );
    return table;
  }

  settle(engine: Engine): Promise<void> {
    return this.#drop(engine, (table) => !table.startsWith(this.#prefix));
  }

  async #drop(engine: Engine, superfluous: (table: string) => boolean): Promise<void> {
    const tables = await engine.all(
      sql`SELECT table_name FROM duckdb_tables() WHERE starts_with(table_name, ${literal(`${this.name}:`)}) ORDER BY table_name`,
      { table_name: 'text' },
    );
    for (const { table_name: table } of tables) {
      if (superfluous(table)) await engine.run(sql`DROP TABLE ${id(table)}`);
    }
  }
}

/** The same piece of several parts, one below the other. */
export function union(parts: readonly Part[], piece: Piece): Sql {
  const [first, ...rest] = parts.map((part) => sql`SELECT * FROM ${part.piece(piece)}`);
  return sql`(${rest.reduce((all, one) => sql`${all} UNION ALL ${one}`, first ?? sql`SELECT NULL WHERE FALSE`)})`;
}
