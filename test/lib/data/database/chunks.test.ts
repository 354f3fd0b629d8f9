import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { load, open, type LoadOptions, type Tally } from 'tally';
import { DatabaseError } from '../../../../lib/src/errors.js';
import {
  hasMariadb,
  hasPostgres,
  PASSWORD,
  startMariadb,
  startPostgres,
  type TestServer,
} from './servers.js';

const ROWS = {
  MariaDB: 'SELECT seq, seq * 10, seq FROM seq_1_to_1000',
  Postgres: 'SELECT i, i * 10, i FROM generate_series(1, 1000) AS i',
} as const;

describe.each([
  ['MariaDB', hasMariadb, startMariadb] as const,
  ['Postgres', hasPostgres, startPostgres] as const,
])('a table of %s that is kept in a folder', (name, isThere, start) => {
  let server: TestServer;
  let tally: Tally;
  const above = mkdtempSync(join(tmpdir(), 'tally-chunks-'));
  beforeAll(async () => {
    if (!isThere) return;
    [server, tally] = await Promise.all([start(), open({ threads: 2 })]);
  });
  afterAll(async () => {
    rmSync(above, { recursive: true, force: true });
    if (!isThere) return;
    tally.close();
    await server.stop();
  });
  const test = it.skipIf(!isThere);

  let tables = 0;
  /** A table of 1,000 rows with ids 10, 20 and so on, and a folder for it. */
  const prepared = async () => {
    const table = `kept_${++tables}`;
    await server.run(
      `CREATE TABLE ${table} (n INT, id INT PRIMARY KEY, v INT); INSERT INTO ${table} ${ROWS[name]}`,
    );
    const folder = join(above, table);
    const read = (options: Omit<LoadOptions, 'contract'> = {}) =>
      load(tally, server.url(`table=${table}`), {
        passwordFile: server.passwordFile,
        folder,
        chunkRows: 300,
        ...options,
      });
    return { table, folder, read };
  };
  const sums = async (loaded: Awaited<ReturnType<typeof load>>) =>
    (await tally.query`SELECT count(*) AS n, sum(v) AS v, count(DISTINCT id) AS ids FROM ${loaded}`).rows[0];

  test('is read again only where it has changed', async () => {
    const { table, folder, read } = await prepared();
    const first = await read();
    expect(await sums(first)).toEqual({ n: 1000, v: 500_500, ids: 1000 });
    expect(first.source.notes).toEqual([]);
    expect(readdirSync(folder).filter((file) => file.endsWith('.csv'))).toHaveLength(4);
    expect((await read()).source.notes[0]?.en).toMatch(/4 chunks were kept and 0 had changed/);
    await server.run(`UPDATE ${table} SET v = v + 1 WHERE n = 350; DELETE FROM ${table} WHERE n = 1;
      INSERT INTO ${table} VALUES (1001, 10010, 7), (0, 25, 5)`);
    const second = await read();
    expect(second.source.notes[0]?.en).toMatch(/2 chunks were kept and 2 had changed/);
    expect(await sums(second)).toEqual({ n: 1001, v: 500_500 + 1 - 1 + 7 + 5, ids: 1001 });
    expect(
      (
        await tally.query`SELECT bool_and(id > before) AS sorted FROM (
      SELECT id, lag(id, 1, 0) OVER (ORDER BY file_row) AS before FROM ${second})`
      ).rows,
    ).toEqual([{ sorted: true }]);
    expect(
      (await tally.query`SELECT n FROM ${second} ORDER BY file_row LIMIT 3`).rows.map((row) => row['n']),
    ).toEqual([2, 0, 3]);
  });

  test('goes on after the last finished chunk where it was interrupted', async () => {
    const { folder, read } = await prepared();
    let done = 0;
    const cut = read({
      onProgress: ({ rowsDone }) => {
        done = rowsDone;
        if (rowsDone >= 600) void server.kill();
      },
    });
    await expect(cut).rejects.toThrow(DatabaseError);
    expect(done).toBeGreaterThanOrEqual(600);
    await server.start();
    const finished = readdirSync(folder).filter((file) => file.endsWith('.csv')).length;
    expect(finished).toBeGreaterThanOrEqual(2);
    const whole = await read();
    expect(await sums(whole)).toEqual({ n: 1000, v: 500_500, ids: 1000 });
    expect(whole.source.notes[0]?.en).toMatch(/[23] chunks were kept and 0/);
  });

  test('is read again where a file of the folder is damaged or of other columns', async () => {
    const { table, folder, read } = await prepared();
    await read();
    writeFileSync(join(folder, 'rows-000001.csv'), '1,10,1\n');
    expect((await read()).source.notes[0]?.en).toMatch(/3 chunks were kept and 1 had changed/);
    writeFileSync(join(folder, 'chunks.json'), '{');
    expect((await read()).source.notes).toEqual([]);
    await server.run(`ALTER TABLE ${table} ADD COLUMN w INT`);
    const wider = await read();
    expect(wider.source.notes).toEqual([]);
    expect(wider.source.columns).toEqual(['n', 'id', 'v', 'w']);
  });

  test('holds no password', async () => {
    const { folder, read } = await prepared();
    await read();
    expect(existsSync(join(folder, 'chunks.json'))).toBe(true);
    for (const file of readdirSync(folder))
      expect(readFileSync(join(folder, file), 'utf-8')).not.toContain(PASSWORD);
  });

  test('needs a primary key of one whole number', async () => {
    await server.run(`CREATE TABLE loose (id INT, v INT); INSERT INTO loose VALUES (1, 1);
      CREATE TABLE named (id VARCHAR(9) PRIMARY KEY); INSERT INTO named VALUES ('a')`);
    for (const table of ['loose', 'named']) {
      const url = server.url(`table=${table}`);
      await expect(
        load(tally, url, { passwordFile: server.passwordFile, folder: join(above, table) }),
      ).rejects.toThrow(/primary key of one whole number/);
    }
  });
});
