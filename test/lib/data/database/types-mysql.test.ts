import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { load, open, type LoadedFile, type Tally } from 'tally';
import { expected, found, tableOf } from './awkward.js';
import { hasMariadb, startMariadb, type TestServer } from './servers.js';
import { MYSQL_TYPES } from './types.js';

describe.skipIf(!hasMariadb)('the types of MariaDB', () => {
  let server: TestServer;
  let tally: Tally;
  let loaded: LoadedFile;
  beforeAll(async () => {
    [server, tally] = await Promise.all([startMariadb(), open({ threads: 2 })]);
    await server.run(`SET sql_mode = '', time_zone = '+08:00'; ${tableOf(MYSQL_TYPES)}`);
    loaded = await load(tally, server.url('table=awkward'), { passwordFile: server.passwordFile });
  });
  afterAll(async () => {
    tally.close();
    await server.stop();
  });

  it('are kept exactly, or their values counted', async () => {
    expect(await found(tally, loaded)).toEqual(expected(MYSQL_TYPES));
    expect(loaded).toMatchObject({ rows: 5, accepted: 5, quarantined: 0 });
    const broken = loaded.rules.rows.filter((rule) => rule.broken > 0);
    expect(broken.map(({ column: name, kind, broken: n }) => [name, kind, n])).toEqual([
      ['c14', 'kept', 2],
      ['c15', 'kept', 1],
      ['c16', 'kept', 1],
      ['c18', 'kept', 1],
    ]);
  });

  it('are exact in the engine where JavaScript rounds', async () => {
    await server.run(`CREATE TABLE wide (id INT PRIMARY KEY, d DECIMAL(38,10));
      INSERT INTO wide VALUES (1, -1234567890123456789012345678.0123456789)`);
    const wide = await load(tally, server.url('table=wide'), { passwordFile: server.passwordFile });
    const { rows } = await tally.query`SELECT CAST(d AS VARCHAR) AS d, typeof(d) AS t FROM ${wide}`;
    expect(rows).toEqual([{ d: '-1234567890123456789012345678.0123456789', t: 'DECIMAL(38,10)' }]);
  });

  it('of a query are those of its columns', async () => {
    const query =
      'SELECT c9, c9 * 2 AS twice, COUNT(*) AS n, MAX(c14) AS latest FROM awkward GROUP BY c9 -- all';
    const result = await load(tally, server.url('').replace(/\?$/, ''), {
      query,
      passwordFile: server.passwordFile,
    });
    expect(result.fields.rows.map(({ column: name, type, stored }) => [name, type, stored])).toEqual([
      ['c9', 'decimal', 'decimal(12,2)'],
      ['twice', 'decimal', 'decimal(13,2)'],
      ['n', 'integer', 'bigint'],
      ['latest', 'date', 'date'],
    ]);
    expect((await tally.query`SELECT c9, n FROM ${result} ORDER BY file_row`).rows).toEqual([
      { c9: null, n: 3 },
      { c9: -1234567890.25, n: 1 },
      { c9: 0, n: 1 },
    ]);
  });

  it('end a load that is to fail when a value cannot be kept', async () => {
    const failing = load(tally, server.url('table=awkward'), {
      passwordFile: server.passwordFile,
      onViolation: 'fail',
    });
    await expect(failing).rejects.toThrow(
      /c14: "0000-00-00" cannot be kept as a date of the years 1 to 9999/,
    );
  });

  it('are sent whole or not at all', async () => {
    await server.run('SET GLOBAL max_allowed_packet = 1048576');
    const query = "SELECT 1 AS id, CONCAT(REPEAT('a', 700000), x'01') AS note, REPEAT('b', 600000) AS more";
    const load1 = load(tally, server.url('').replace(/\?$/, ''), {
      query,
      passwordFile: server.passwordFile,
    });
    await expect(load1).rejects.toThrow(
      /longer than the packets of the server \(max_allowed_packet is 1048576\)/,
    );
  });
});
