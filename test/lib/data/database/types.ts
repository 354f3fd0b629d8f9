import { column } from './awkward.js';

/** Columns of MariaDB with awkward values, and what becomes of them. */
export const MYSQL_TYPES = [
  column('tinyint', 'integer', [
    ['-128', -128],
    ['127', 127],
  ]),
  column(
    'tinyint(1)',
    'integer',
    [
      ['0', 0],
      ['1', 1],
      ['7', 7],
    ],
    { stored: 'tinyint' },
  ),
  column('smallint unsigned', 'integer', [['65535', 65535]]),
  column('mediumint', 'integer', [['-8388608', -8388608]]),
  column('int unsigned', 'integer', [['4294967295', 4294967295]]),
  column('int(6) unsigned zerofill', 'integer', [['42', 42]], { stored: 'int unsigned' }),
  column('bigint', 'integer', [
    ['9007199254740991', 9007199254740991],
    ['-9007199254740991', -9007199254740991],
  ]),
  column(
    'bigint',
    'text',
    [
      ['9223372036854775807', '9223372036854775807'],
      ['-1', '-1'],
    ],
    { reading: 'longNumber' },
  ),
  column(
    'bigint unsigned',
    'text',
    [
      ['18446744073709551615', '18446744073709551615'],
      ['0', '0'],
    ],
    { reading: 'longNumber' },
  ),
  column('decimal(12,2)', 'decimal', [
    ['-1234567890.25', -1234567890.25],
    ['0.00', 0],
  ]),
  column('decimal(65,30)', 'decimal', [['12345.678', 12345.678]]),
  column('decimal(65,0)', 'text', [[`'${'9'.repeat(65)}'`, '9'.repeat(65)]], { reading: 'longNumber' }),
  column('float', 'double', [
    ['1/3', Math.fround(1 / 3)],
    ['0', 0],
  ]),
  column('double', 'double', [
    ['1e0/3', 1 / 3],
    ['1.7976931348623157e308', Number.MAX_VALUE],
    ['-2.5e-300', -2.5e-300],
  ]),
  column(
    'date',
    'date',
    [
      ["'1969-07-20'", '1969-07-20'],
      ["'9999-12-31'", '9999-12-31'],
      ["'0000-00-00'", null],
      ["'2024-02-00'", null],
    ],
    { unkept: 2 },
  ),
  column(
    'date',
    'date',
    [
      ["'1000-01-01'", '1000-01-01'],
      ["'0044-03-15'", '0044-03-15'],
      ["'0000-03-15'", null],
    ],
    { unkept: 1 },
  ),
  column(
    'datetime(6)',
    'timestamp',
    [
      ["'1969-12-31 23:59:59.999999'", '1969-12-31T23:59:59.999999'],
      ["'0000-00-00'", null],
    ],
    { unkept: 1 },
  ),
  column('datetime', 'timestamp', [["'2024-03-31 02:30:00'", '2024-03-31T02:30:00.000000']]),
  column(
    'timestamp(3)',
    'timestamp',
    [
      ["'2024-03-31 02:30:00.125'", '2024-03-30T18:30:00.125000'],
      ['0', null],
    ],
    { unkept: 1, reading: 'instants' },
  ),
  column('time(3)', 'text', [
    ["'-838:59:59'", '-838:59:59.000'],
    ["'00:00:00.5'", '00:00:00.500'],
  ]),
  column('year', 'integer', [
    ['2024', 2024],
    ['0', 0],
  ]),
  column('bit(1)', 'integer', [
    ["b'1'", 1],
    ["b'0'", 0],
  ]),
  column('bit(64)', 'text', [['18446744073709551615', '18446744073709551615']], { reading: 'longNumber' }),
  column(
    'char(4)',
    'text',
    [
      ["'ab'", 'ab'],
      ["''", ''],
    ],
    { stored: 'char' },
  ),
  column(
    'varchar(80)',
    'text',
    [
      ["'用户 🛒'", '用户 🛒'],
      ["' a '", ' a '],
      ["'NULL'", 'NULL'],
      ["'N/A'", 'N/A'],
    ],
    { stored: 'varchar' },
  ),
  column('text', 'text', [
    ["CONCAT('a', CHAR(0), 'b', CHAR(1), ',')", 'a\u0000b\u0001,'],
    ["'a,\"b\"\n\\\\N\t''x'''", 'a,"b"\n\\N\t\'x\''],
    ["'\r\n'", '\r\n'],
    ["'\"'", '"'],
    ["''", ''],
  ]),
  column('text character set latin1', 'text', [["'é€'", 'é€']], { stored: 'text' }),
  column(
    "enum('bronze','钻石')",
    'text',
    [
      ["'钻石'", '钻石'],
      ["'bronze'", 'bronze'],
    ],
    { stored: 'enum' },
  ),
  column(
    "set('a','b')",
    'text',
    [
      ["'a,b'", 'a,b'],
      ["''", ''],
    ],
    { stored: 'set' },
  ),
  column('json', 'text', [[`'{"k": [1, null, "😀"]}'`, '{"k": [1, null, "😀"]}']], { stored: 'text' }),
  column(
    'varbinary(16)',
    'text',
    [
      ["x'00ff22'", '00ff22'],
      ["x''", ''],
    ],
    { stored: 'varbinary' },
  ),
  column('binary(2)', 'text', [["'a'", '6100']], { stored: 'binary' }),
  column('blob', 'text', [["x'ff'", 'ff']]),
  column('uuid', 'text', [
    ["'550e8400-e29b-41d4-a716-446655440000'", '550e8400-e29b-41d4-a716-446655440000'],
  ]),
  column('inet6', 'text', [["'::1'", '::1']]),
  column('point', 'text', [["ST_GeomFromText('POINT(1 2)')", 'POINT(1 2)']], { stored: 'geometry' }),
];

const LARGEST = '9'.repeat(40);
/** The same of Postgres. */
export const POSTGRES_TYPES = [
  column('smallint', 'integer', [['-32768', -32768]]),
  column('integer', 'integer', [['2147483647', 2147483647]]),
  column('oid', 'integer', [['4294967295', 4294967295]]),
  column('bigint', 'integer', [['9007199254740991', 9007199254740991]]),
  column(
    'bigint',
    'text',
    [
      ['-9223372036854775808', '-9223372036854775808'],
      ['1', '1'],
    ],
    { reading: 'longNumber' },
  ),
  column(
    'numeric(12,2)',
    'decimal',
    [
      ['-1234567890.25', -1234567890.25],
      ["'NaN'", null],
    ],
    { unkept: 1 },
  ),
  column('numeric(20,0)', 'decimal', [['18446744073709551615', 2 ** 64]]),
  column(
    'numeric',
    'decimal',
    [
      ['1.5', 1.5],
      ['1e20', 1e20],
      ["'NaN'", null],
      ['0.0625', 0.0625],
    ],
    { unkept: 1 },
  ),
  column(
    'numeric',
    'decimal',
    [
      ["'-Infinity'", null],
      ['0.5', 0.5],
    ],
    { unkept: 1 },
  ),
  column(
    'numeric',
    'text',
    [
      [LARGEST, LARGEST],
      ["'NaN'", 'NaN'],
    ],
    { reading: 'longNumber' },
  ),
  column(
    'real',
    'double',
    [
      ['1/3.0', Math.fround(1 / 3)],
      ["'infinity'", null],
    ],
    { unkept: 1 },
  ),
  column(
    'double precision',
    'double',
    [
      ['1/3.0', 1 / 3],
      ["'NaN'", null],
      ['5e-324', 5e-324],
    ],
    { unkept: 1 },
  ),
  column('boolean', 'boolean', [
    ['true', true],
    ['false', false],
  ]),
  column(
    'date',
    'date',
    [
      ["'1969-07-20'", '1969-07-20'],
      ["'infinity'", null],
      ["'0044-03-15 BC'", null],
      ["'20240-01-01'", null],
    ],
    { unkept: 3 },
  ),
  column(
    'timestamp without time zone',
    'timestamp',
    [
      ["'1969-12-31 23:59:59.999999'", '1969-12-31T23:59:59.999999'],
      ["'-infinity'", null],
      ["'0044-03-15 12:00 BC'", null],
      ["'0001-01-01'", '0001-01-01T00:00:00.000000'],
    ],
    { unkept: 2 },
  ),
  column(
    'timestamp with time zone',
    'timestamp',
    [
      ["'2024-03-31 02:30:00.125+08'", '2024-03-30T18:30:00.125000'],
      ["'infinity'", null],
    ],
    { unkept: 1, reading: 'instants' },
  ),
  column('time(3) without time zone', 'text', [["'00:00:00.5'", '00:00:00.5']]),
  column('interval', 'text', [["'1 day 02:00:00'", '1 day 02:00:00']]),
  column('text', 'text', [
    ["'用户 🛒'", '用户 🛒'],
    ["''", ''],
    ["E'a,\"b\"\\n\\\\N\\t''x'''", 'a,"b"\n\\N\t\'x\''],
    ["' NA '", ' NA '],
  ]),
  column('character varying(9)', 'text', [
    ["E'\\r\\n'", '\r\n'],
    ["'\\.'", '\\.'],
    ["'\"'", '"'],
    ["'-'", '-'],
  ]),
  column('character(4)', 'text', [["'ab'", 'ab']]),
  column('json', 'text', [[`'{"k": [1, null, "😀"]}'`, '{"k": [1, null, "😀"]}']]),
  column('jsonb', 'text', [[`'{"k":1}'`, '{"k": 1}']]),
  column('text[]', 'text', [[`'{a,"b,\\"c\\"",NULL}'`, '["a","b,\\"c\\"",null]']]),
  column('integer[]', 'text', [["'{1,2}'", '[1,2]']]),
  column('bytea', 'text', [["'\\x00ff'", '00ff']]),
  column('uuid', 'text', [
    ["'d41d8cd9-8f00-b204-e980-0998ecf8427e'", 'd41d8cd9-8f00-b204-e980-0998ecf8427e'],
  ]),
  column('bit(12)', 'text', [["B'000000000101'", '000000000101']]),
  column('inet', 'text', [["'127.0.0.1'", '127.0.0.1/32']]),
  column('money', 'decimal', [['-12.34', -12.34]]),
  column('point', 'text', [["'(1,2)'", '(1,2)']]),
  column('int4range', 'text', [["'[1,3)'", '[1,3)']]),
  column('tier', 'text', [["'钻石'", '钻石']]),
  column('price', 'decimal', [['1.25', 1.25]], { stored: 'numeric(8,2)' }),
  column('xml', 'text', [["'<a/>'", '<a/>']]),
];
