import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defineTable, load, literal, open, sql, type LoadOptions, type Table, type Tally } from 'tally';
import { encoded } from '../data/source/encoded.js';
import { Files } from './files.js';
import { HEADER, userLine } from './user-line.js';
import { usersContract } from './users-contract.js';

const files = new Files();
let tally: Tally;
beforeAll(async () => {
  tally = await open({ threads: 2 });
});
afterAll(() => {
  tally.close();
  files.remove();
});

const loadUsers = (path: string, options: LoadOptions = {}) =>
  load(tally, path, { ...options, contract: usersContract });
const usersOf = (lines: readonly string[], options: LoadOptions = {}) =>
  loadUsers(files.lines('users.csv', HEADER, ...lines), options);

const rowsOf = (users: Table) =>
  tally.engine.all(sql`SELECT * FROM ${users} ORDER BY user_id`, users.columns);

describe('numbers of JSON', () => {
  it.each([
    [
      '{"a":1.234,"b":"2,50"}\n{"a":5.678,"b":"3,75"}\n',
      [
        [1.234, 2.5],
        [5.678, 3.75],
      ],
    ],
    [
      '[{"b":"2,50","a":1.234},{"b":"3,75"}]',
      [
        [1.234, 2.5],
        [null, 3.75],
      ],
    ],
    [
      '{"a":1.234,"b":null}\n{"a":"2,5"}\n',
      [
        ['1.234', null],
        ['2,5', null],
      ],
    ],
    [
      '{"x/y":1.5,"a":1.125}\n{"a":2.250,"b":"1.234"}\n',
      [
        [1.125, null],
        [2.25, 1.234],
      ],
    ],
  ])('keep their point, whatever the texts beside them: %s', async (text, wanted) => {
    const path = files.write(`typed.${text.startsWith('[') ? 'json' : 'ndjson'}`, text);
    const { rows } = await tally.query`SELECT a, b FROM ${await load(tally, path)} ORDER BY file_row`;
    expect(rows.map(({ a, b }) => [a, b])).toEqual(wanted);
  });
});

describe('a clean file', () => {
  it('gives typed rows', async () => {
    const loaded = await usersOf([userLine(1, { total_spending: 3698, purchase_frequency: 7 })]);
    expect(loaded).toMatchObject({ rows: 1, accepted: 1, quarantined: 0 });
    expect(await rowsOf(loaded)).toEqual([
      {
        user_id: '1',
        age: 30,
        gender: 'Female',
        location: 'Urban',
        income: 50000,
        interests: 'Sports',
        last_login_days_ago: 5,
        purchase_frequency: 7,
        average_order_value: 528.29,
        total_spending: 3698,
        product_category_preference: 'Books',
        time_spent_on_site_minutes: 300,
        pages_viewed: 20,
        newsletter_subscription: true,
        file_row: 0,
      },
    ]);
  });

  it('takes columns in any order, with index columns anywhere, without regard to case', async () => {
    const header = `,Unnamed: 0,${HEADER.toLowerCase()},index`;
    const path = files.write('indexed.csv', `${header}\n0,0,${userLine(1)},0\n`);
    const loaded = await loadUsers(path);
    expect(loaded.accepted).toBe(1);
    expect(loaded.unusedColumns).toEqual(['', 'Unnamed: 0', 'index']);
  });

  it('is the same table in every format', async () => {
    const lines = [userLine(1, { gender: '女性顾客' }), userLine(2, { income: '"66,266"' })];
    const csv = [HEADER, ...lines, ''].join('\n');
    const source = await loadUsers(files.write('source.csv', csv));
    const expected = await rowsOf(source);
    const parquet = join(files.folder, 'users.parquet');
    const raw = sql`SELECT * REPLACE ('#' || user_id AS user_id) FROM ${source}`;
    await tally.engine.run(sql`COPY (${raw}) TO ${literal(parquet)} (FORMAT parquet)`);
    const json = join(files.folder, 'users.json');
    await tally.engine.run(sql`COPY (${raw}) TO ${literal(json)} (FORMAT json, ARRAY true)`);
    const ndjson = join(files.folder, 'users.ndjson');
    await tally.engine.run(sql`COPY (${raw}) TO ${literal(ndjson)} (FORMAT json)`);
    const others: Record<string, string> = {
      parquet,
      json,
      ndjson,
      bom: files.write('bom.csv', `\ufeff${csv}`),
      crlf: files.write('crlf.csv', csv.replaceAll('\n', '\r\n')),
      cr: files.write('cr.csv', csv.replaceAll('\n', '\r')),
      mixed: files.write('mixed.csv', csv.replace('\n', '\r\n')),
      gzip: files.write('users.csv.gz', gzipSync(csv)),
      semicolons: files.write('semicolons.csv', csv.replaceAll(',', ';').replace('"66;266"', '"66,266"')),
      tabs: files.write('users.tsv', csv.replaceAll(',', '\t').replace('"66\t266"', '"66,266"')),
      blankLines: files.write('blank.csv', `\n\n${csv.replaceAll('\n', '\n\n')}`),
      noHeader: files.write('bare.csv', `${lines.join('\n')}\n`),
      trailing: files.write('trailing.csv', csv.replaceAll('\n', ',\n').replace(/^,\n/m, '')),
      rowNames: files.write(
        'rownames.csv',
        [HEADER, `"1",${lines[0] ?? ''}`, `"2",${lines[1] ?? ''}`].join('\n'),
      ),
      gbk: files.write('gbk.csv', encoded(csv, 'gb18030') ?? ''),
      utf16: files.write('utf16.csv', Buffer.from(`\ufeff${csv}`, 'utf16le')),
    };
    for (const [name, path] of Object.entries(others)) {
      const loaded = await loadUsers(path);
      expect({ name, rows: await rowsOf(loaded) }).toEqual({ name, rows: expected });
    }
  });

  it('counts the rows of Parquet from 1 where one is set aside', async () => {
    const path = join(files.folder, 'numbers.parquet');
    await tally.engine.run(
      sql`COPY (SELECT unnest(['1', 'x', '3']) AS n) TO ${literal(path)} (FORMAT parquet)`,
    );
    const contract = defineTable({ name: 'numbers', columns: { n: { type: 'integer' } } });
    const { quarantine } = await load(tally, path, { contract });
    const { rows } = await tally.query`SELECT line, reason, text FROM ${quarantine}`;
    expect(rows).toEqual([{ line: 2, reason: 'n: "x" is not a whole number', text: '{"n":"x"}' }]);
  });

  it('has the columns of JSON by name, and counts objects from 1', async () => {
    const path = files.write('objects.json', '[{"b": 1, "a": 2}, {"b": 3, "a": 4}, 5]');
    const loaded = await load(tally, path);
    expect(Object.keys(loaded.columns)).toEqual(['b', 'a', 'file_row']);
    expect(
      await tally.engine.all(sql`SELECT * FROM ${loaded.quarantine}`, loaded.quarantine.columns),
    ).toEqual([{ line: 3, reason: 'not a JSON object', text: '5' }]);
  });

  it.each([
    ['json', (objects: readonly string[]) => `[${objects.join(',')}]`],
    ['ndjson', (objects: readonly string[]) => objects.join('\n')],
  ])('has the columns of %s in the order in which they first occur', async (format, write) => {
    const objects = [
      '{"who":"a","order":"o1"}',
      '{"order":"o2","amount":5,"who":"b","at":1}',
      '{"z":1,"at":2}',
    ];
    const { source } = await load(tally, files.write(`order.${format}`, write(objects)));
    expect(source.columns).toEqual(['who', 'order', 'amount', 'at', 'z']);
  });

  it.each([
    ['long.csv', ['v,w', '12345678901234567890.12,1']],
    ['long.ndjson', ['{"v":12345678901234567890.12,"w":"a \\"1234567890123456.78\\" b"}']],
    ['long.json', ['[{"v":12345678901234567890.12,"w":[1]}]']],
  ])('keeps all digits of a decimal, with a contract or without: %s', async (name, lines) => {
    const path = files.lines(name, ...lines);
    const contract = defineTable({ name: 'long', columns: { v: { type: 'text' } } });
    for (const table of [await load(tally, path, { contract }), await load(tally, path)]) {
      const { rows } = await tally.query`SELECT v FROM ${table}`;
      expect(rows).toEqual([{ v: '12345678901234567890.12' }]);
    }
    const { fields } = await load(tally, path);
    expect(fields.rows[0]).toMatchObject({ reading: 'longNumber' });
  });

  it('has a column of JSON that only the last of many objects has', async () => {
    const path = files.lines('late.ndjson', ...Array<string>(1000).fill('{"a": 1}'), '{"a": 2, "b": 3}');
    const loaded = await load(tally, path);
    const { rows } = await tally.query`SELECT a, b FROM ${loaded} ORDER BY file_row DESC LIMIT 2`;
    expect(rows).toEqual([
      { a: 2, b: 3 },
      { a: 1, b: null },
    ]);
    expect(loaded.missing.at({ column: 'b' }).missing.raw).toBe(1000);
  });

  it.each([
    ['wide.csv', (ids: readonly number[]) => [ids.map((n) => `c${n}`).join(','), ids.join(',')]],
    ['by-id.ndjson', (ids: readonly number[]) => ids.map((n) => JSON.stringify({ [`user_${n}`]: n }))],
  ])('is refused before its values are read where it has too many columns: %s', async (name, lines) => {
    const path = files.lines(name, ...lines(Array.from({ length: 20_000 }, (_, n) => n)));
    const table = name.replace(/\..*/, '');
    await expect(load(tally, path)).rejects.toThrow(
      `Table ${table} has 20000 columns; a load allows at most 126. Load only the columns you need: name them in a contract.`,
    );
  });

  it('does not take a few accented letters for Chinese', async () => {
    const loaded = await usersOf([userLine(1, { gender: 'señora' })]);
    expect(await rowsOf(loaded)).toMatchObject([{ gender: 'señora' }]);
  });

  it('reads GBK whose first Chinese text comes late in the file', async () => {
    const lines = Array.from({ length: 20_000 }, (_, index) => userLine(index + 1));
    const csv = [HEADER, ...lines, userLine(20_001, { gender: '男性顾客' })].join('\n');
    const loaded = await loadUsers(files.write('late.csv', encoded(csv, 'gb18030') ?? ''));
    expect(loaded).toMatchObject({ rows: 20_001, accepted: 20_001, source: { encoding: 'gb18030' } });
  });
});
