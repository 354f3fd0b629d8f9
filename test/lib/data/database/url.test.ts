import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { load, loadEvents, loadOrders, open } from 'tally';
import { isDatabaseUrl, parseDatabaseUrl } from '../../../../lib/src/data/database/url.js';
import { OptionsError } from '../../../../lib/src/errors.js';

describe('a database URL', () => {
  it('names a database and a table, by the usual ports', () => {
    expect(parseDatabaseUrl('mysql://ana@db.example/shop?table=orders')).toEqual({
      kind: 'mysql',
      host: 'db.example',
      port: 3306,
      socket: null,
      user: 'ana',
      database: 'shop',
      read: { table: 'orders' },
      ssl: 'disable',
      shown: 'mysql://db.example/shop/orders',
    });
    expect(
      parseDatabaseUrl('postgresql://[::1]:5433/sh%20op?table=sales.orders&sslmode=verify-full'),
    ).toMatchObject({
      ...{ kind: 'postgres', host: '::1', port: 5433, user: null, database: 'sh op', ssl: 'verify-full' },
      shown: 'postgres://[::1]:5433/sh op/sales.orders',
    });
    expect(parseDatabaseUrl('mariadb://u@h/d?table=t').kind).toBe('mysql');
    expect(parseDatabaseUrl('postgres:///shop?table=t&socket=/run/postgresql')).toMatchObject({
      ...{ host: 'localhost', port: 5432, socket: '/run/postgresql' },
    });
  });

  it('takes a query, in the URL or beside it, without its last semicolon', () => {
    const read = { query: 'SELECT 1 AS a' };
    expect(parseDatabaseUrl('mysql://u@h/d?query=SELECT%201%20AS%20a;%20').read).toEqual(read);
    expect(parseDatabaseUrl('mysql://u@h/d', 'SELECT 1 AS a').read).toEqual(read);
  });

  it.each([
    ['mysql://h', /names no database/],
    ['mysql://u@h/a/b?table=t', /names no database/],
    ['mysql://u@h/d', /which table or query/],
    ['mysql://u@h/d?table=t&query=SELECT', /one of them/],
    ['mysql://u@h/d?query=%20', /which table or query/],
    ['mysql://u@h/d?tables=t', /unknown parameter "tables"\. Did you mean "table"\?/],
    ['mysql://u@h/d?x=t', /There are table, query, socket, sslmode/],
    ['postgres://u@h/d?table=t&sslmode=prefer', /sslmode is "prefer": use disable, require, verify-full/],
    ['mysql://u@h/100%?table=t', /Write a percent sign as %25/],
    ['mysql://[/d?table=t', /cannot be read/],
    ['mysql:d', /names no database|cannot be read|which table/],
  ])('%s is refused', (url, message) => {
    expect(() => parseDatabaseUrl(url)).toThrow(message);
    expect(() => parseDatabaseUrl(url)).toThrow(OptionsError);
  });

  it('takes a query in one place only', () => {
    expect(() => parseDatabaseUrl('mysql://u@h/d?table=t', 'SELECT 1')).toThrow(/one of them/);
    expect(() => parseDatabaseUrl('mysql://u@h/d?query=SELECT+1', 'SELECT 1')).toThrow(/one of them/);
  });

  it.each([
    'mysql://u:s3cret@h/d?table=t',
    'postgres://:s3cret@h/d?table=t',
    'postgres://u@h/d?table=t&password=s3cret',
    'mysql://u:s3cret@[/d?table=t',
  ])('with a password is refused without repeating it: %s', async (url) => {
    const tally = await open();
    for (const attempt of [load(tally, url), loadOrders(tally, url), loadEvents(tally, url)]) {
      const error: unknown = await attempt.catch((cause: unknown) => cause);
      expect(error).toBeInstanceOf(OptionsError);
      expect(inspect(error, { depth: 9, showHidden: true }).replaceAll(url, '')).not.toContain('s3cret');
    }
    tally.close();
  });

  it('is told from a path', () => {
    expect(['mysql://h/d', 'MariaDB://h/d', 'postgres://h', 'postgresql://h'].every(isDatabaseUrl)).toBe(
      true,
    );
    expect(['mysql.csv', 'data/postgres:x.csv', 'mysqlx://h'].some(isDatabaseUrl)).toBe(false);
  });

  it('alone takes the options for databases', async () => {
    const tally = await open();
    const path = 'data/sample/users.csv';
    await expect(load(tally, path, { query: 'SELECT 1' })).rejects.toThrow(/query is for databases/);
    await expect(load(tally, path, { folder: 'x' })).rejects.toThrow(/folder is for databases/);
    await expect(loadEvents(tally, path, { passwordFile: 'x' })).rejects.toThrow(
      /passwordFile is for databases/,
    );
    tally.close();
  });
});
