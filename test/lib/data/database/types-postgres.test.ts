import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { load, open, type LoadedFile, type Tally } from 'tally';
import { expected, found, tableOf } from './awkward.js';
import { hasPostgres, startPostgres, type TestServer } from './servers.js';
import { POSTGRES_TYPES } from './types.js';

describe.skipIf(!hasPostgres)('the types of Postgres', () => {
  let server: TestServer;
  let tally: Tally;
  let loaded: LoadedFile;
  beforeAll(async () => {
    [server, tally] = await Promise.all([startPostgres(), open({ threads: 2 })]);
    await server.run(`CREATE TYPE tier AS ENUM ('bronze', '钻石'); CREATE DOMAIN cents AS numeric(8,2);
      CREATE DOMAIN price AS cents CHECK (value > 0); SET TIME ZONE 'Asia/Shanghai'; ${tableOf(POSTGRES_TYPES)}`);
    loaded = await load(tally, server.url('table=awkward'), { passwordFile: server.passwordFile });
  });
  afterAll(async () => {
    tally.close();
    await server.stop();
  });

  it('are kept exactly, or their values counted', async () => {
    expect(await found(tally, loaded)).toEqual(expected(POSTGRES_TYPES));
    expect(loaded).toMatchObject({ rows: 4, accepted: 4, quarantined: 0 });
  });

  it('of a query are those of its columns', async () => {
    const query = 'SELECT c5, c5 * 2 AS twice, count(*) AS n FROM awkward GROUP BY c5; ';
    const result = await load(tally, server.url('').replace(/\?$/, ''), {
      query,
      passwordFile: server.passwordFile,
    });
    expect(result.fields.rows.map(({ column: name, type, stored }) => [name, type, stored])).toEqual([
      ['c5', 'decimal', 'numeric(12,2)'],
      ['twice', 'decimal', 'numeric'],
      ['n', 'integer', 'bigint'],
    ]);
    expect(result.rows).toBe(3);
  });

  it('leave out nothing of a table with one column, or with columns that differ in case only', async () => {
    await server.run(`CREATE TABLE one (x text); INSERT INTO one VALUES (NULL), (''), ('a'), (NULL);
      CREATE TABLE cases (a int, "A" text); INSERT INTO cases VALUES (1, 'x')`);
    const one = await load(tally, server.url('table=one'), { passwordFile: server.passwordFile });
    expect(
      (await tally.query`SELECT x, count(*) AS n FROM ${one} GROUP BY x ORDER BY x NULLS FIRST`).rows,
    ).toEqual([
      { x: null, n: 2 },
      { x: '', n: 1 },
      { x: 'a', n: 1 },
    ]);
    const cases = await load(tally, server.url('table=cases'), { passwordFile: server.passwordFile });
    expect((await tally.query`SELECT a, "A_2" AS b FROM ${cases}`).rows).toEqual([{ a: 1, b: 'x' }]);
  });
});
