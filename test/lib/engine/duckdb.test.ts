import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  id,
  OptionsError,
  QueryCancelledError,
  QueryError,
  ResultShapeError,
  sql,
  UnsafeIntegerError,
  type Engine,
} from 'tally';
import { openDuckDb } from '../../../lib/src/engine/duckdb.js';
import type { QueryProgress } from '../../../lib/src/engine/engine.js';

let engine: Engine;
beforeAll(async () => {
  engine = await openDuckDb({ threads: 2, memoryLimit: '1GB' });
});
afterAll(() => engine.close());

/** Slow enough to be interrupted, small in memory. */
const slow = sql`SELECT count(*) AS n FROM range(3000000000) a WHERE hash(a.range) % 7 = 3`;

describe('conversion', () => {
  it('reads every kind in one place', async () => {
    const row = await engine.one(
      sql`SELECT CAST(7 AS BIGINT) AS i, CAST(9 AS HUGEINT) AS h, CAST('528.29' AS DECIMAL(10,2)) AS d, 0.5::DOUBLE AS f,
        DATE '2017-11-25' AS day, TIMESTAMP '2017-12-03 23:59:59.25' AS stamp,
        TIMESTAMPTZ '2017-12-03 23:59:59+08' AS zoned, TIMESTAMP '1969-12-31 23:59:59.5' AS early,
        TRUE AS b, '中' AS t, CAST(NULL AS VARCHAR) AS nothing`,
      {
        i: 'integer',
        h: 'integer',
        d: 'decimal',
        f: 'double',
        day: 'date',
        stamp: 'timestamp',
        zoned: 'timestamp',
        early: 'timestamp',
        b: 'boolean',
        t: 'text',
        nothing: 'text?',
      },
    );
    expect(row).toEqual({
      i: 7,
      h: 9,
      d: 528.29,
      f: 0.5,
      day: '2017-11-25',
      stamp: '2017-12-03T23:59:59.250000',
      zoned: '2017-12-03T15:59:59.000000Z',
      early: '1969-12-31T23:59:59.500000',
      b: true,
      t: '中',
      nothing: null,
    });
  });

  it('refuses integers that a number cannot hold', async () => {
    await expect(engine.all(sql`SELECT 9007199254740993 AS big`, { big: 'integer' })).rejects.toThrow(
      UnsafeIntegerError,
    );
  });

  it('compares whole parameters exactly with decimals', async () => {
    const row = await engine.one(sql`SELECT CAST('200.00' AS DECIMAL(10,2)) < ${200} AS below`, {
      below: 'boolean',
    });
    expect(row.below).toBe(false);
  });
});

describe('shapes', () => {
  it.each([
    ['other names', sql`SELECT 1 AS a`, { b: 'integer' }],
    ['other types', sql`SELECT 'x' AS a`, { a: 'integer' }],
    ['nulls that were not declared', sql`SELECT NULL::INTEGER AS a`, { a: 'integer' }],
  ] as const)('refuses %s', async (_, query, shape) => {
    await expect(engine.all(query, shape)).rejects.toThrow(ResultShapeError);
  });

  it('refuses more rows than one', async () => {
    await expect(engine.one(sql`SELECT * FROM range(2) t(a)`, { a: 'integer' })).rejects.toThrow(
      /returns 2 rows/,
    );
  });
});

describe('names from outside', () => {
  it('treats a hostile column name as a column', async () => {
    const hostile = '"; drop table victims --';
    await engine.run(sql`CREATE OR REPLACE TABLE victims AS SELECT 5 AS ${id(hostile)}`);
    const row = await engine.one(sql`SELECT sum(${id(hostile)}) AS total FROM victims`, { total: 'integer' });
    expect(row.total).toBe(5);
  });
});

describe('errors', () => {
  it('carry the statement and the table', async () => {
    const users = { name: 'people', columns: { age: 'integer' } } as const;
    await engine.run(sql`CREATE OR REPLACE TABLE ${users} AS SELECT 1 AS age`);
    const failure = engine.all(sql`SELECT agee FROM ${users}`, { agee: 'integer' });
    await expect(failure).rejects.toThrow(QueryError);
    await expect(failure).rejects.toMatchObject({ tables: ['people'], sql: 'SELECT agee FROM "people"' });
    await expect(failure).rejects.toThrow(/on people failed:.*agee/s);
  });

  it('leave the engine usable', async () => {
    await expect(engine.run(sql`SELEC`)).rejects.toThrow(QueryError);
    expect(await engine.all(sql`SELECT 1 AS a`, { a: 'integer' })).toEqual([{ a: 1 }]);
  });

  it('name the option that the engine refuses', async () => {
    await expect(openDuckDb({ memoryLimit: 'plenty' })).rejects.toThrow(OptionsError);
  });
});

describe('more data than memory', () => {
  it('spills to the folder it is given', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tally-spill-'));
    const small = await openDuckDb({ memoryLimit: '60MB', threads: 1, spillFolder: folder });
    try {
      const query = sql`SELECT count(*) AS n FROM (
        SELECT hash(range) AS h, row_number() OVER (ORDER BY hash(range)) AS i FROM range(3000000)
      ) WHERE i > 0`;
      expect(await small.one(query, { n: 'integer' })).toEqual({ n: 3_000_000 });
      const nowhere = await openDuckDb({ memoryLimit: '60MB', threads: 1, spillFolder: '/dev/null/none' });
      await expect(nowhere.one(query, { n: 'integer' })).rejects.toThrow(QueryError);
      nowhere.close();
    } finally {
      small.close();
      rmSync(folder, { recursive: true });
    }
  });
});

describe('long queries', () => {
  it('stop when their signal is aborted', async () => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 150);
    await expect(engine.all(slow, { n: 'integer' }, { signal: controller.signal })).rejects.toThrow(
      QueryCancelledError,
    );
    expect(await engine.all(sql`SELECT 2 AS a`, { a: 'integer' })).toEqual([{ a: 2 }]);
  });

  it('do not start when the signal is aborted already', async () => {
    await expect(engine.all(slow, { n: 'integer' }, { signal: AbortSignal.abort() })).rejects.toThrow(
      QueryCancelledError,
    );
  });

  it('report how far they are', { timeout: 90_000 }, async () => {
    await engine.run(sql`CREATE OR REPLACE TABLE numbers AS SELECT range AS i FROM range(20000000)`);
    const seen: QueryProgress[] = [];
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 60_000).unref();
    // Hours of work over one stored table: it cannot end before it is cancelled, and the engine tells the progress of
    // nothing where it happens to begin with a `range`.
    const query = engine.all(
      sql`SELECT count(*) AS n FROM numbers
        WHERE list_sum(list_transform(range(2000), lambda x: hash(x + i) % 7)) % 7 = 3`,
      { n: 'integer' },
      {
        signal: controller.signal,
        onProgress: (progress) => {
          seen.push(progress);
          if (seen.length === 2) controller.abort();
        },
      },
    );
    await expect(query).rejects.toThrow(QueryCancelledError);
    expect(seen.length).toBeGreaterThanOrEqual(2);
    expect(seen.every(({ percent }) => percent >= 0 && percent <= 100)).toBe(true);
  });

  it('run one after another on one engine', async () => {
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, index) => engine.one(sql`SELECT ${index} AS i`, { i: 'integer' })),
    );
    expect(results.map((row) => row.i)).toEqual(Array.from({ length: 20 }, (_, index) => index));
  });
});

describe('a transaction', () => {
  const count = () => engine.one(sql`SELECT count(*) AS n FROM booked`, { n: 'integer' });
  beforeAll(() => engine.run(sql`CREATE TABLE booked (n INTEGER)`));

  it('takes effect as a whole, and gives what its work gives', async () => {
    const made = await engine.transaction(async (inside) => {
      await inside.run(sql`INSERT INTO booked VALUES (1)`);
      await inside.run(sql`INSERT INTO booked VALUES (2)`);
      return 'done';
    });
    expect(made).toBe('done');
    expect(await count()).toEqual({ n: 2 });
  });

  it.each([
    ['an error of the work', () => Promise.reject(new TypeError('no'))],
    ['an error of a statement', (inside: Engine) => inside.run(sql`SELECT * FROM ${id('nowhere')}`)],
  ])('has not happened after %s', async (_, fails) => {
    const work = async (inside: Engine) => {
      await inside.run(sql`INSERT INTO booked VALUES (3)`);
      await fails(inside);
    };
    await expect(engine.transaction(work)).rejects.toThrow();
    expect(await count()).toEqual({ n: 2 });
  });

  it('lets other statements wait until it has ended', async () => {
    const order: string[] = [];
    const long = engine.transaction(async (inside) => {
      await inside.run(sql`SELECT count(*) FROM range(1000000)`);
      order.push('transaction');
    });
    const other = engine.run(sql`SELECT 1`).then(() => order.push('other'));
    await Promise.all([long, other]);
    expect(order).toEqual(['transaction', 'other']);
  });
});
