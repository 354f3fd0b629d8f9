import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { load, open, type Tally } from 'tally';
import { hasMariadb, hasPostgres, startMariadb, startPostgres, type TestServer } from './servers.js';

const TEXT = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.constantFrom(
    '',
    ' ',
    '"',
    '""',
    ',',
    '\n',
    '\r',
    '\r\n',
    '\\N',
    '\\',
    'NULL',
    'NA',
    '-',
    "'",
    '","',
    '"\n"',
    '\t',
    '﻿',
  ),
);
const ROW = fc.record({
  text: fc.option(TEXT.filter((text) => !text.includes('\u0000'))),
  whole: fc.option(fc.maxSafeInteger()),
  cents: fc.option(fc.bigInt(-(10n ** 15n), 10n ** 15n)),
  real: fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0)),
});

const quotedMysql = (text: string) => `CONVERT(x'${hex(text)}' USING utf8mb4)`;
const quotedPostgres = (text: string) => `'${text.replaceAll("'", "''")}'`;

/** As the engine has it: its driver drops a byte-order mark. */
const hex = (text: string): string => Buffer.from(text).toString('hex').toUpperCase();

const decimal = (cents: bigint): string => {
  const digits = String(cents < 0n ? -cents : cents).padStart(3, '0');
  return `${cents < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
};

describe.each([
  ['MariaDB', hasMariadb, () => startMariadb(), quotedMysql, 'DOUBLE'] as const,
  ['Postgres', hasPostgres, () => startPostgres(), quotedPostgres, 'DOUBLE PRECISION'] as const,
])('rows of %s', (_, isThere, start, quoted, real) => {
  let server: TestServer;
  let tally: Tally;
  beforeAll(async () => {
    if (!isThere) return;
    [server, tally] = await Promise.all([start(), open({ threads: 2 })]);
  });
  afterAll(async () => {
    if (!isThere) return;
    tally.close();
    await server.stop();
  });

  it.skipIf(!isThere)('come back as they were put in, with a key and without', async () => {
    let n = 0;
    const property = fc.asyncProperty(
      fc.array(ROW, { minLength: 1, maxLength: 40 }),
      fc.boolean(),
      async (rows, keyed) => {
        n += 1;
        const tuples = rows.map(
          ({ text, whole, cents, real: double }, index) =>
            `(${[
              index,
              text === null ? 'NULL' : quoted(text),
              whole ?? 'NULL',
              cents === null ? 'NULL' : decimal(cents),
              double === null ? 'NULL' : double.toExponential(),
            ].join(', ')})`,
        );
        await server.run(`CREATE TABLE t${n} (id INT ${keyed ? 'PRIMARY KEY' : ''}, text TEXT, whole BIGINT, cents DECIMAL(20, 2), real_ ${real});
        INSERT INTO t${n} VALUES ${tuples.join(', ')}`);
        const loaded = await load(tally, server.url(`table=t${n}`), { passwordFile: server.passwordFile });
        const found =
          await tally.query`SELECT hex(text) AS text, whole, CAST(cents AS VARCHAR) AS cents, real_ AS real FROM ${loaded} ORDER BY id`;
        expect(found.rows).toEqual(
          rows.map((row) => ({
            ...row,
            text: row.text === null ? null : hex(row.text),
            cents: row.cents === null ? null : decimal(row.cents),
          })),
        );
        expect(loaded.rules.rows.every(({ broken }) => broken === 0)).toBe(true);
      },
    );
    await fc.assert(property, { numRuns: 10 });
  });
});
