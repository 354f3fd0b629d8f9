import { describe, expect, it } from 'vitest';
import { mysqlColumn, type MysqlField } from '../../../../lib/src/data/database/mysql-types.js';
import { postgresColumn } from '../../../../lib/src/data/database/postgres-types.js';
import { fixed, open, wide } from '../../../../lib/src/data/database/stored-column.js';

const known = { name: 'x', stored: 'type', text: '`x`' };
const declared = { asStored: true } as const;

describe('a column of a database', () => {
  it('becomes what its type says', () => {
    const column = fixed(known, { type: 'date?' });
    expect(column).toMatchObject({ ...known, isText: false, measures: [] });
    expect(column.declared([])).toEqual({
      rule: { type: 'date?', ...declared },
      reading: 'asIs',
      stored: 'type',
    });
    expect(fixed(known, { type: 'text?' }).isText).toBe(true);
    expect(fixed(known, { type: 'timestamp?' }, 'instants').declared([]).reading).toBe('instants');
  });

  it('of 64 bits becomes text where its least or greatest value is not exact', () => {
    const column = wide(known, 'v');
    expect([column.isText, ...column.measures]).toEqual([false, 'MIN(v)', 'MAX(v)']);
    const is = (...bounds: (string | null)[]) => {
      const { rule, reading, stored } = column.declared(bounds);
      return [rule.type, rule.asStored, reading, stored];
    };
    const whole = ['integer?', true, 'asIs', 'type'];
    const text = ['text?', true, 'longNumber', 'type'];
    expect(is('-9007199254740991', '9007199254740991')).toEqual(whole);
    expect(is(null, null)).toEqual(whole);
    expect(is('1', '9007199254740992')).toEqual(text);
    expect(is('-9007199254740992', '1')).toEqual(text);
  });

  it('of decimals is as wide as its values, up to 38 digits', () => {
    const column = open(known, ['a', 'b']);
    expect([column.isText, ...column.measures]).toEqual([false, 'a', 'b']);
    const is = (...digits: (string | null)[]) => {
      const { rule, reading } = column.declared(digits);
      return [rule.type, rule.precision, rule.scale, rule.asStored, reading];
    };
    expect(is('5', '2')).toEqual(['decimal?', 7, 2, true, 'asIs']);
    expect(is(null, null)).toEqual(['decimal?', 1, 0, true, 'asIs']);
    expect(is(null, '3')).toEqual(['decimal?', 3, 3, true, 'asIs']);
    expect(is('30', '8')).toEqual(['decimal?', 38, 8, true, 'asIs']);
    expect(is('31', '8')).toEqual(['text?', undefined, undefined, true, 'longNumber']);
  });
});

describe('types of MySQL', () => {
  const UTF8 = 45;
  const of = (type: number, some: Partial<MysqlField> = {}) => {
    const field = { name: 'x', type, flags: 0, charset: UTF8, length: 0, decimals: 0, extended: undefined };
    const column = mysqlColumn({ ...field, ...some }, 'v');
    const { rule, reading } = column.declared(['1', '1']);
    return [column.stored, column.text, rule.type, reading];
  };
  const UNSIGNED = { flags: 32 };

  it.each<[number, Partial<MysqlField>, readonly string[]]>([
    [1, {}, ['tinyint', 'v', 'integer?', 'asIs']],
    [3, UNSIGNED, ['int unsigned', 'v', 'integer?', 'asIs']],
    [13, UNSIGNED, ['year', 'v', 'integer?', 'asIs']],
    [4, {}, ['float', 'CAST(v AS DOUBLE)', 'double?', 'asIs']],
    [5, {}, ['double', 'v', 'double?', 'asIs']],
    [6, {}, ['null', 'v', 'text?', 'asIs']],
    [7, {}, ['timestamp', "CONCAT(v, '+00:00')", 'timestamp?', 'instants']],
    [7, { decimals: 3 }, ['timestamp(3)', "CONCAT(v, '+00:00')", 'timestamp?', 'instants']],
    [8, {}, ['bigint', 'v', 'integer?', 'asIs']],
    [8, UNSIGNED, ['bigint unsigned', 'v', 'integer?', 'asIs']],
    [10, {}, ['date', 'v', 'date?', 'asIs']],
    [14, {}, ['date', 'v', 'date?', 'asIs']],
    [11, { decimals: 6 }, ['time(6)', 'v', 'text?', 'asIs']],
    [12, {}, ['datetime', 'v', 'timestamp?', 'asIs']],
    [16, { length: 8 }, ['bit(8)', 'CAST(v AS UNSIGNED)', 'integer?', 'asIs']],
    [245, {}, ['json', 'CONVERT(v USING utf8mb4)', 'text?', 'asIs']],
    [255, {}, ['geometry', 'ST_AsText(v)', 'text?', 'asIs']],
    [253, {}, ['varchar', 'CONVERT(v USING utf8mb4)', 'text?', 'asIs']],
    [254, { extended: 'uuid' }, ['uuid', 'CONVERT(v USING utf8mb4)', 'text?', 'asIs']],
    [254, { flags: 256, charset: 63 }, ['enum', 'CONVERT(v USING utf8mb4)', 'text?', 'asIs']],
    [254, { flags: 2048, charset: 63 }, ['set', 'CONVERT(v USING utf8mb4)', 'text?', 'asIs']],
    [247, {}, ['enum', 'CONVERT(v USING utf8mb4)', 'text?', 'asIs']],
    [248, {}, ['set', 'CONVERT(v USING utf8mb4)', 'text?', 'asIs']],
    [252, { charset: 63 }, ['blob', 'LOWER(HEX(v))', 'text?', 'asIs']],
    [250, { charset: 63 }, ['mediumblob', 'LOWER(HEX(v))', 'text?', 'asIs']],
    [253, { charset: 63 }, ['varbinary', 'LOWER(HEX(v))', 'text?', 'asIs']],
    [254, { charset: 63 }, ['binary', 'LOWER(HEX(v))', 'text?', 'asIs']],
  ])('%d with %j', (type, some, expected) => {
    expect(of(type, some)).toEqual(expected);
  });

  it('have as many digits as they are declared with, less the point and the sign', () => {
    const digits = (length: number, decimals: number, flags = 0) => {
      const field = { name: 'x', type: 246, flags, charset: 63, length, decimals, extended: undefined };
      const column = mysqlColumn(field, 'v');
      const { rule } = column.declared(['4', '2']);
      return [column.stored, rule.precision, rule.scale, ...column.measures];
    };
    expect(digits(14, 2)).toEqual(['decimal(12,2)', 12, 2]);
    expect(digits(13, 2, 32)).toEqual(['decimal(12,2)', 12, 2]);
    expect(digits(11, 0)).toEqual(['decimal(10,0)', 10, 0]);
    expect(digits(40, 2)).toEqual(['decimal(38,2)', 38, 2]);
    // Wider ones are as wide as their values.
    const most = 'MAX(CHAR_LENGTH(TRUNCATE(ABS(v), 0)))';
    expect(digits(41, 2)).toEqual(['decimal(39,2)', 6, 2, most, '2']);
    expect(of(0, { length: 11 })).toEqual(['decimal(10,0)', 'v', 'decimal?', 'asIs']);
  });

  it('are refused where they are not known', () => {
    expect(() => of(99)).toThrow(
      'Column "x" is of a type that is not known here (number 99 of the protocol)',
    );
  });
});

describe('types of Postgres', () => {
  const of = (type: string, { isArray = false, modifier = -1 } = {}) => {
    const column = postgresColumn({ name: 'x', type, isArray, stored: `its ${type}`, modifier }, 'v');
    const { rule, reading, stored } = column.declared(['3', '2']);
    expect([column.name, stored]).toEqual(['x', `its ${type}`]);
    return [column.text, rule.type, reading, column.measures.length];
  };

  it.each<[string, readonly (string | number)[]]>([
    ['int2', ['v::text', 'integer?', 'asIs', 0]],
    ['int4', ['v::text', 'integer?', 'asIs', 0]],
    ['oid', ['v::text', 'integer?', 'asIs', 0]],
    ['int8', ['v::text', 'integer?', 'asIs', 2]],
    ['money', ['v::numeric::text', 'decimal?', 'asIs', 2]],
    ['float4', ['v::float8::text', 'double?', 'asIs', 0]],
    ['float8', ['v::float8::text', 'double?', 'asIs', 0]],
    ['bool', ['v::text', 'boolean?', 'asIs', 0]],
    ['date', ['v::text', 'date?', 'asIs', 0]],
    ['timestamp', ['v::text', 'timestamp?', 'asIs', 0]],
    ['timestamptz', ['v::text', 'timestamp?', 'instants', 0]],
    ['bytea', ["encode(v, 'hex')", 'text?', 'asIs', 0]],
    ['uuid', ['v::text', 'text?', 'asIs', 0]],
  ])('%s', (type, expected) => {
    expect(of(type)).toEqual(expected);
  });

  it('of lists are JSON', () => {
    expect(of('int4', { isArray: true })).toEqual(['to_json(v)::text', 'text?', 'asIs', 0]);
  });

  it('have the digits of their modifier, or as many as their values need', () => {
    const digits = (precision: number, scale: number) => {
      const modifier = precision * 65_536 + scale + 4;
      const field = { name: 'x', type: 'numeric', isArray: false, stored: 'numeric', modifier };
      const column = postgresColumn(field, 'v');
      const { rule } = column.declared(['3', '2']);
      return [rule.precision, rule.scale, column.measures.length];
    };
    expect(digits(12, 2)).toEqual([12, 2, 0]);
    expect(digits(38, 38)).toEqual([38, 38, 0]);
    expect(digits(39, 2)).toEqual([5, 2, 2]);
    expect(digits(2, 3)).toEqual([5, 2, 2]);
    expect(of('numeric')).toEqual(['v::text', 'decimal?', 'asIs', 2]);
  });
});
