import { describe, expect, it } from 'vitest';
import { mysqlColumn } from '../../../../lib/src/data/database/mysql-types.js';
import { postgresColumn } from '../../../../lib/src/data/database/postgres-types.js';
import { OptionsError } from '../../../../lib/src/errors.js';

const field = (type: number) => ({
  ...{ name: 'v', type, flags: 0, charset: 63, length: 10, decimals: 0, extended: undefined },
});

describe('types that the servers of these tests do not have', () => {
  it('of MySQL 8: json is text, though the protocol calls it bytes', () => {
    const column = mysqlColumn(field(245), '`v`');
    expect(column).toMatchObject({ stored: 'json', text: 'CONVERT(`v` USING utf8mb4)', isText: true });
  });

  it('of MySQL 9: a vector is refused with what to do', () => {
    expect(() => mysqlColumn(field(242), '`v`')).toThrow(OptionsError);
    expect(() => mysqlColumn(field(242), '`v`')).toThrow(
      /Column "v" is of a type that is not known.*leaves it out/,
    );
  });

  it('of extensions of Postgres: the text that they have', () => {
    const unknown = { name: 'v', type: 'hstore', isArray: false, stored: 'hstore', modifier: -1 };
    const column = postgresColumn(unknown, '"v"');
    expect(column.text).toBe('"v"::text');
    expect(column.declared([])).toEqual({
      rule: { type: 'text?', asStored: true },
      reading: 'asIs',
      stored: 'hstore',
    });
  });
});
