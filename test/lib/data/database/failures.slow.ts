import { inspect } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { load, loadOrders, open, type LoadOptions, type Tally } from 'tally';
import { openSource } from '../../../../lib/src/data/source/open.js';
import {
  DatabaseError,
  OptionsError,
  QueryCancelledError,
  SourceNotFoundError,
} from '../../../../lib/src/errors.js';
import {
  hasMariadb,
  hasPostgres,
  PASSWORD,
  startMariadb,
  startPostgres,
  type TestServer,
} from './servers.js';

const VARIABLES = ['MYSQL_PWD', 'PGPASSWORD', 'TALLY_DB_PASSWORD', 'TALLY_DB_PASSWORD_FILE'];

/** A query whose rows take a while to be sent, and are stored nowhere. */
const LONG = {
  MariaDB: "SELECT seq AS id, REPEAT('x', 2000) AS note FROM seq_1_to_300000",
  Postgres: "SELECT i AS id, repeat('x', 2000) AS note FROM generate_series(1, 300000) AS i",
} as const;

describe.each([
  ['MariaDB', hasMariadb, startMariadb, 'MYSQL_PWD'] as const,
  ['Postgres', hasPostgres, startPostgres, 'PGPASSWORD'] as const,
])('a load from %s', (name, isThere, start, variable) => {
  let server: TestServer;
  let tally: Tally;
  let base: string;
  beforeAll(async () => {
    if (!isThere) return;
    [server, tally] = await Promise.all([start(), open({ threads: 2 })]);
    await server.run(
      'CREATE TABLE orders (id INT PRIMARY KEY, amount DECIMAL(8,2)); INSERT INTO orders VALUES (1, 2.50), (2, 4)',
    );
    base = server.url('').replace(/\?$/, '');
  });
  afterEach(() => {
    for (const one of VARIABLES) Reflect.deleteProperty(process.env, one);
    Reflect.deleteProperty(globalThis, Symbol.for('Jupyter.signal'));
  });
  afterAll(async () => {
    if (!isThere) return;
    tally.close();
    await server.stop();
  });
  const test = it.skipIf(!isThere);

  const failing = async (url: string, options: Omit<LoadOptions, 'contract'> = {}): Promise<Error> => {
    const { passwordFile } = server;
    const error: unknown = await load(tally, url, { passwordFile, ...options }).catch(
      (cause: unknown) => cause,
    );
    if (!(error instanceof Error)) throw new Error('The load does not fail.');
    const all = inspect(error, { depth: 12, showHidden: true, maxStringLength: null });
    expect([all, error.stack, JSON.stringify(error)].join('\n')).not.toContain(PASSWORD);
    expect(all).not.toContain(PASSWORD.slice(0, 8));
    return error;
  };

  test.each([variable, 'TALLY_DB_PASSWORD'])('takes the password from %s', async (one) => {
    process.env[one] = PASSWORD;
    const loaded = await load(tally, server.url('table=orders'));
    expect(loaded.rows).toBe(2);
    const said = inspect([loaded, loaded.source, loaded.contract], { depth: 8, showHidden: true });
    expect(said + JSON.stringify([loaded.source, loaded.account.rows, loaded.account.toCsv()])).not.toContain(
      PASSWORD,
    );
    expect(loaded.source.path).toMatch(/^(mysql|postgres):\/\/127\.0\.0\.1:\d+\/shop\/orders$/);
  });

  test('takes the password from a file that the environment names', async () => {
    process.env['TALLY_DB_PASSWORD_FILE'] = server.passwordFile;
    expect((await load(tally, server.url('table=orders'))).rows).toBe(2);
    expect((await failing(server.url('table=orders'), { passwordFile: '/no/such' })).message).toMatch(
      /cannot be read/,
    );
    expect((await failing(server.url('table=orders'), { passwordFile: '/dev/null' })).message).toMatch(
      /has no password/,
    );
  });

  test('connects through a socket too', async () => {
    const socket = encodeURIComponent(server.socket);
    // Postgres names the socket after the port.
    const loaded = await load(tally, server.url(`table=orders&socket=${socket}`), {
      passwordFile: server.passwordFile,
    });
    expect(loaded.rows).toBe(2);
  });

  test('says what to do about a wrong or missing password', async () => {
    process.env['TALLY_DB_PASSWORD'] = 'wrong';
    const wrong: unknown = await load(tally, server.url('table=orders')).catch((cause: unknown) => cause);
    expect(wrong).toBeInstanceOf(DatabaseError);
    expect(String(wrong)).toMatch(
      /127\.0\.0\.1:\d+\/shop\/orders: .*Check the user in the URL and the password/,
    );
    delete process.env['TALLY_DB_PASSWORD'];
    await expect(load(tally, server.url('table=orders'))).rejects.toThrow(/passwordFile/);
  });

  test('says what to do about a host, a port or a database that is not there', async () => {
    const host = await failing(`${base.replace('127.0.0.1', 'no-such-host.invalid')}?table=orders`);
    expect(host.message).toMatch(/Check the name of the host/);
    const port = await failing(`${base.replace(/:\d+\//, ':1/')}?table=orders`);
    expect(port.message).toMatch(/ECONNREFUSED.*whether the server runs/);
    const database = await failing(`${base.replace('/shop', '/shpo')}?table=orders`);
    expect(database).toBeInstanceOf(DatabaseError);
    expect(database.message).toMatch(/Check the name of the database|right to read/);
  });

  test('suggests a similar table, and lists those that there are', async () => {
    const near = await failing(server.url('table=oders'));
    expect(near).toBeInstanceOf(SourceNotFoundError);
    expect(near.message).toMatch(/no such table or view\. Did you mean orders\?/);
    const far = await failing(server.url('table=inventory_of_warehouses'));
    expect(far.message).toMatch(/There are: (shop|public)\.orders/);
    const schema = name === 'MariaDB' ? 'shop' : 'public';
    expect(
      (await load(tally, server.url(`table=${schema}.orders`), { passwordFile: server.passwordFile })).rows,
    ).toBe(2);
  });

  test.each([
    'orders; DROP TABLE orders',
    'orders` WHERE 1=0 -- ',
    'orders" WHERE 1=0 -- ',
    "orders' OR '1'='1",
  ])('takes a table name as a name: %s', async (table) => {
    const error = await failing(server.url(`table=${encodeURIComponent(table)}`));
    expect(error).toBeInstanceOf(SourceNotFoundError);
    expect((await load(tally, server.url('table=orders'), { passwordFile: server.passwordFile })).rows).toBe(
      2,
    );
  });

  test.each([
    ['SELECT 1 AS a); DROP TABLE orders; --', /Check the query|multiple commands/],
    ['DELETE FROM orders', /syntax/i],
    ['SELECT 1 AS a, 2 AS a', /name of its own|specified more than once|Duplicate column/],
    ['SELECT no_such FROM orders', /Check the query/],
  ])('refuses the query %s', async (query, message) => {
    expect((await failing(base, { query })).message).toMatch(message);
    expect((await load(tally, server.url('table=orders'), { passwordFile: server.passwordFile })).rows).toBe(
      2,
    );
  });

  test('says which right is missing', async () => {
    const url = server.url('table=orders').replace('tester', 'stranger');
    expect((await failing(url)).message).toMatch(/GRANT SELECT|sees no table/);
  });

  test('refuses a table without rows as it does a file', async () => {
    await server.run('CREATE TABLE nothing (id INT PRIMARY KEY, x TEXT)');
    expect((await failing(server.url('table=nothing'))).message).toMatch(/nothing: .*no rows/);
  });

  test('does not notice what others change meanwhile', async () => {
    await server.run(
      'CREATE TABLE live (id INT PRIMARY KEY, v INT); INSERT INTO live VALUES (1, 10), (2, 20), (3, 30)',
    );
    const { passwordFile } = server;
    const source = await openSource(tally.engine, server.url('table=live'), [], { passwordFile });
    await server.run(
      'UPDATE live SET v = 99 WHERE id = 1; DELETE FROM live WHERE id = 2; INSERT INTO live VALUES (4, 40)',
    );
    const bindings = [{ column: 'v', index: 1 }];
    const relation = await source.careful(bindings);
    const rows = await tally.engine.all(relation, {
      'raw:v': 'text',
      line: 'integer',
      text: 'text',
      malformed: 'text?',
    });
    expect(rows.map((row) => row['raw:v'])).toEqual(['10', '20', '30']);
    expect(rows[0]).toMatchObject({ line: 1, text: '{"id":"1","v":"10"}', malformed: null });
    expect(source.counted?.()).toBe(3);
    source.dispose();
    expect((await load(tally, server.url('table=live'), { passwordFile })).rows).toBe(3);
  });

  test('is cancelled by its signal, and by an interrupt of the cell', async () => {
    const query = LONG[name];
    for (const way of ['signal', 'host'] as const) {
      const { signal, abort } = abortable();
      if (way === 'host') Reflect.set(globalThis, Symbol.for('Jupyter.signal'), () => signal);
      const error = await failing(base, {
        query,
        ...(way === 'signal' && { signal }),
        onProgress: () => abort(),
      });
      expect(error).toBeInstanceOf(QueryCancelledError);
      expect(error.message).toMatch(/shop\/query: reading the database was cancelled/);
      Reflect.deleteProperty(globalThis, Symbol.for('Jupyter.signal'));
    }
    const before = failing(base, { query, signal: AbortSignal.abort() });
    expect(await before).toBeInstanceOf(QueryCancelledError);
  });

  test('tells how far it is', async () => {
    const seen: number[] = [];
    const query = LONG[name].replace('2000', '20').replace('300000', '50000');
    const loaded = await load(tally, base, {
      ...{ query, passwordFile: server.passwordFile },
      onProgress: ({ rowsDone, rowsTotal }) => rowsTotal === 50_000 && seen.push(rowsDone),
    });
    expect(loaded.rows).toBe(50_000);
    expect(seen.at(-1)).toBe(50_000);
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
  });

  test('whose server dies in the middle says so, and leaves nothing behind', async () => {
    const error = await failing(base, { query: LONG[name], onProgress: () => void server.kill() });
    expect(error).toBeInstanceOf(DatabaseError);
    expect(error.message).toMatch(/connection to the database was lost after \d+ of 300000 rows/);
    await server.start();
    const orders = loadOrders(tally, server.url('table=orders'), { passwordFile: server.passwordFile });
    await expect(orders).rejects.toThrow(/no column is known to be the/);
    expect(error).not.toBeInstanceOf(OptionsError);
  });
});

function abortable() {
  const controller = new AbortController();
  return { signal: controller.signal, abort: () => controller.abort() };
}
