import { id, join, literal, loadEvents, open, sql, type Sql, type Tally } from 'tally';
import { taobao } from 'tally-studies';
// Not part of the package's surface: rollups are made inside.
import { countsResult } from '../../../lib/src/events/counts.js';
import { rollupsOf } from '../../../lib/src/events/rollups.js';
import { layoutOf } from '../../../lib/src/events/tables.js';
import type { Events } from '../../../studies/src/taobao/contract.js';

/** How the study loads a file; nothing here looks at equal events. */
export const LOADED = { ...taobao.EVENTS, duplicates: 'keep' } as const;

/**
 * The users of a file in an engine, from which samples are drawn without a file: loading one takes longer than all
 * claims. Tables of a sample have the names of those of all users, in a schema that comes before theirs.
 */
export class DrawnUsers {
  readonly #tally: Tally;
  readonly #all: Events;

  private constructor(tally: Tally, all: Events) {
    this.#tally = tally;
    this.#all = all;
  }

  static async of(path: string): Promise<DrawnUsers> {
    const tally = await open({ threads: 1 });
    const all = await loadEvents(tally, path, LOADED);
    const pieces = await tally.engine.all(
      sql`SELECT table_name FROM duckdb_tables() WHERE regexp_matches(table_name, ':(rows|rejected)$') ORDER BY table_name DESC`,
      { table_name: 'text' },
    );
    const [rows, rejected] = pieces.map(({ table_name }) => id(table_name));
    if (rows === undefined || rejected === undefined)
      throw new TypeError('The rows of the load are not there.');
    await tally.engine.run(sql`CREATE TABLE problems AS SELECT user_id, problem, count(*) AS n FROM (
      SELECT user_id, -code AS problem FROM ${rows} WHERE code < 0 UNION ALL
      SELECT CAST(split_part(text, ',', 1) AS BIGINT), problem FROM ${rejected}) GROUP BY ALL`);
    await tally.engine.run(sql`CREATE SCHEMA drawn`);
    return new DrawnUsers(tally, all);
  }

  close(): void {
    this.#tally.close();
  }

  /** The events of these users, each counted from 1: one who is drawn twice is two users. They hold until the next. */
  async events(users: readonly string[]): Promise<Events> {
    const { engine } = this.#tally;
    await engine.run(sql`DROP SCHEMA drawn CASCADE`);
    await engine.run(sql`CREATE SCHEMA drawn`);
    await engine.run(sql`SET search_path = 'drawn,main'`);
    const ids = join(users.map((user) => literal(Number(user))));
    await engine.run(sql`CREATE TABLE draws AS SELECT unnest(range(1, ${literal(users.length + 1)})) AS nth,
      unnest([${ids}]) AS drawn_id`);
    await this.#draw(this.#all.events.name);
    await this.#draw(this.#all.users.name);
    await this.#rollUp();
    return { ...this.#all, ...(await this.#account()), counts: await countsResult(this.#tally, this.#all) };
  }

  async #draw(table: string): Promise<void> {
    await this.#tally.engine.run(sql`CREATE TABLE ${id(table)} AS
      SELECT nth AS user_id, own.* EXCLUDE (user_id) FROM draws JOIN ${main(table)} AS own ON user_id = drawn_id`);
  }

  async #rollUp(): Promise<void> {
    const { events, window, types, hours, categories } = this.#all;
    for (const { name, make } of rollupsOf({ window, types, layout: layoutOf(events) })) {
      const table = { users: null, days: null, hours, categories }[name];
      if (table !== null) await this.#tally.engine.run(sql`CREATE TABLE ${table} AS ${make(sql`${events}`)}`);
    }
  }

  /** Rows, and how many of them break each rule; the rules are in the order of the numbers of their problems. */
  async #account(): Promise<Pick<Events, 'rows' | 'accepted' | 'quarantined' | 'checks'>> {
    const { engine } = this.#tally;
    const { accepted } = await engine.one(sql`SELECT count(*) AS accepted FROM ${this.#all.events}`, {
      accepted: 'integer',
    });
    const problems = await engine.all(
      sql`SELECT problem, CAST(sum(n) AS BIGINT) AS n FROM draws JOIN problems ON user_id = drawn_id GROUP BY problem`,
      { problem: 'integer', n: 'integer' },
    );
    const quarantined = problems.reduce((sum, { n }) => sum + n, 0);
    const broken = (code: number) => problems.find(({ problem }) => problem === code)?.n ?? 0;
    const checks = this.#all.checks.map((check, index) => ({ ...check, broken: broken(index + 1) }));
    return { rows: accepted + quarantined, accepted, quarantined, checks };
  }
}

const main = (table: string): Sql => sql`main.${id(table)}`;
