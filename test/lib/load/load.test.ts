import { gzipSync } from 'node:zlib';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bind, column, defineTable, load, open, rfm, sql, type LoadedFile, type Tally } from 'tally';
import { literal } from '../../../lib/src/engine/sql.js';
import { DISPLAY } from '../../../lib/src/core/display.js';
import { Files } from './files.js';
import { runs } from '../../runs.js';

const files = new Files();
let tally: Tally;
beforeAll(async () => {
  tally = await open({ currency: 'EUR' });
});
afterAll(() => {
  tally.close();
  files.remove();
});

const customers = defineTable({
  name: 'customers',
  columns: {
    id: { type: 'text', role: 'user', strip: '#' },
    region: {
      type: 'text',
      role: 'region',
      label: { en: 'Region', zh: '地区' },
      values: { north: { label: 'North', color: '#111111' }, south: { label: 'South' } },
    },
    gender: { type: 'text?', role: 'gender', categories: { m: { label: 'Male' }, f: { label: 'Female' } } },
    spent: { type: 'decimal', role: 'monetary', min: 0, unit: { en: 'per year', zh: '每年' } },
  },
  key: ['id'],
});
const HEADER = 'id,region,gender,spent';

const rowsOf = (table: LoadedFile) =>
  tally.engine.all(sql`SELECT * FROM ${table} ORDER BY file_row`, table.columns);
const shown = async (table: LoadedFile) => String((await table[DISPLAY]()).data['text/plain']);

describe('two loads', () => {
  it('of two files under one contract never touch each other', async () => {
    const path = (name: string, ...lines: string[]) => files.lines(name, HEADER, ...lines);
    const first = await load(tally, path('one.csv', '#1,north,m,10', '#2,mars,m,1'), { contract: customers });
    const second = await load(tally, path('two.csv', '#7,south,f,70', '#8,south,f,-1', 'x'), {
      contract: customers,
    });
    expect(first.name).not.toBe(second.name);
    expect(await rowsOf(first)).toMatchObject([{ id: '1', spent: 10 }]);
    expect(await rowsOf(second)).toMatchObject([{ id: '7', spent: 70 }]);
    expect([first.quarantined, second.quarantined]).toEqual([1, 2]);
    const reasons = async ({ quarantine }: typeof first) =>
      (await tally.query`SELECT reason FROM ${quarantine} ORDER BY line`).rows.map(({ reason }) => reason);
    expect(await reasons(first)).toEqual(['region: "mars" is not one of north, south']);
    expect(await reasons(second)).toEqual(['spent: "-1" is not at least 0', '1 fields where 4 are expected']);
    expect([await first.unchecked.count(), await second.unchecked.count()]).toEqual([2, 2]);
  });

  it('of one file are two tables', async () => {
    const path = files.lines('same.csv', 'a,b', '1,x', '2,y');
    const [first, second] = [await load(tally, path), await load(tally, path)];
    await tally.engine.run(sql`DROP VIEW ${second}`);
    expect(await first.count()).toBe(2);
    await expect(second.count()).rejects.toThrow(/does not exist/);
  });

  it('in two sessions of one engine are two tables', async () => {
    const one = await open({ threads: 1 });
    const other = await open({ engine: one.engine });
    const path = files.lines('shared.csv', 'a', '1');
    expect((await load(one, path)).name).toBe('shared');
    expect((await load(other, path)).name).toBe('shared_2');
    expect((await load(other, path, { name: 'SHARED' })).name).toBe('SHARED_3');
    one.close();
  });
});

describe('a load under a contract', () => {
  it('has roles, labels, formats and categories of the contract', async () => {
    const path = files.lines('roles.csv', HEADER, '#1,south,x,5', '#2,south,f,7', '#3,south,,7');
    const loaded = await load(tally, path, { contract: customers });
    expect(loaded.roles).toEqual({
      row: 'file_row',
      user: 'id',
      region: 'region',
      gender: 'gender',
      monetary: 'spent',
    });
    expect(loaded.schema['region']?.values).toEqual({
      north: { label: 'North', color: '#111111' },
      south: { label: 'South' },
    });
    // Open categories are those that occur: known ones first, then the others.
    expect(Object.entries(loaded.schema['gender']?.values ?? {})).toEqual([
      ['f', { label: 'Female' }],
      ['x', { label: 'x' }],
    ]);
    expect(loaded.schema['spent']).toMatchObject({ format: 'money', unit: { en: 'per year' } });
    expect(loaded.schema['id']?.label).toBe('id');
  });

  it('has open categories of as many as two hundred values, in however many rows', async () => {
    const contract = defineTable({
      name: 'colors',
      columns: { color: { type: 'text', categories: { c1: { label: 'One' } } } },
    });
    const valuesOf = async (values: number, rows: number) => {
      const lines = Array.from({ length: rows }, (_, n) => `c${n % values}`);
      const loaded = await load(tally, files.lines('colors.csv', 'color', ...lines), { contract });
      return Object.keys(loaded.schema['color']?.values ?? {});
    };
    expect(await valuesOf(2, 250)).toEqual(['c1', 'c0']);
    expect(await valuesOf(200, 200)).toHaveLength(200);
    expect(await valuesOf(201, 201)).toEqual([]);
  });

  it('fails as a whole when it is told to, naming the rows', async () => {
    // In a session of its own: what a run that failed has left is not meant.
    const session = await open({ threads: 1 });
    const path = files.lines('fail.csv', HEADER, '#1,south,f,x');
    await expect(
      load(session, path, { contract: customers, name: 'failing', onViolation: 'fail' }),
    ).rejects.toThrow(/line 2: spent: "x" is not a number/);
    const left =
      await session.query`SELECT table_name FROM information_schema.tables WHERE table_name LIKE ${'failing%'}`;
    expect(left.rows).toEqual([]);
    session.close();
  });

  it('reads German numbers and dates where the contract says so, and nothing else in their place', async () => {
    const contract = defineTable({
      name: 'umsatz',
      columns: {
        wert: { type: 'decimal', decimalMark: ',' },
        tag: { type: 'date?', dateFormat: '%d.%m.%Y' },
      },
    });
    const path = files.lines(
      'de.csv',
      'Wert;Tag',
      '1.234,5;1.2.2024',
      '12.50;31.12.2024',
      '7;',
      '1;30.02.2024',
    );
    const loaded = await load(tally, path, { contract });
    expect(await rowsOf(loaded)).toEqual([
      { wert: 1234.5, tag: '2024-02-01', file_row: 0 },
      { wert: 7, tag: null, file_row: 2 },
    ]);
    expect(loaded.rules.at({ rule: 'tag type' }).rule.en).toBe('tag is a date written %d.%m.%Y');
  });
});

describe('the account', () => {
  const path = () =>
    files.lines(
      'account.csv',
      `${HEADER},index`,
      '#1,north,N/A,10,0',
      '#2,mars,f,1,1',
      '#3,mars,f,-1,2',
      'x',
    );

  it('adds up, and counts rules and missing values', async () => {
    const loaded = await load(tally, path(), { contract: customers });
    expect(loaded.account.rows).toEqual([
      { outcome: 'rows', rows: 4, share: 1 },
      { outcome: 'accepted', rows: 1, share: 0.25 },
      { outcome: 'setAside', rows: 3, share: 0.75 },
    ]);
    expect(loaded.rules.rows.filter(({ broken }) => broken > 0)).toEqual([
      { rule: 'structure', column: '', kind: 'structure', broken: 1, share: 0.25 },
      { rule: 'region values', column: 'region', kind: 'values', broken: 2, share: 0.5 },
      { rule: 'spent range', column: 'spent', kind: 'range', broken: 1, share: 0.25 },
    ]);
    expect(loaded.missing.at({ column: 'gender' })).toMatchObject({
      sentinels: { raw: 1 },
      share: { raw: 0.25 },
    });
    expect(loaded.unusedColumns).toEqual(['index']);
  });

  it('is what a cell shows, in the language of the session', async () => {
    expect(await shown(await load(tally, path(), { contract: customers }))).toBe(
      [
        'Rows of account.csv',
        'Outcome           Rows  Share of rows',
        '────────────────  ────  ─────────────',
        'Rows in the file     4         100.0%',
        'Accepted             1          25.0%',
        'Set aside            3          75.0%',
        'CSV in utf-8, separated by commas. Columns not used: index.',
        '',
        'Broken rules',
        'Rule                                   Violations',
        '─────────────────────────────────────  ──────────',
        'the row can be split into its columns           1',
        'Region is one of north, south                   2',
        'spent is at least 0                             1',
        '',
        'Columns',
        'Column  Meaning           Type            Missing  Role',
        '──────  ────────────────  ──────────────  ───────  ────────',
        'id      id                text                  0  user',
        'region  Region            text                  0  region',
        'gender  gender            text                  1  gender',
        'spent   spent (per year)  decimal number        0  monetary',
      ].join('\n'),
    );
    const zh = await open({ locale: 'zh' });
    const loaded = await load(zh, path(), { contract: customers });
    expect(await shown(loaded)).toContain('CSV，编码utf-8，以逗号分隔。未使用的列：index。');
    expect(await shown(loaded)).toContain('地区取值为north、south之一');
    const reasons = await zh.query`SELECT reason FROM ${loaded.quarantine} ORDER BY line LIMIT 1`;
    expect(reasons.rows).toEqual([{ reason: 'region："mars" 不是north、south之一' }]);
    zh.close();
    await open({ currency: 'EUR', engine: tally.engine });
  });
});

describe('a load without a contract', () => {
  it('is the same table in every format', async () => {
    const csv = 'id,amount,day,new\n007,12.5,2024-01-31,true\n008,3,2024-02-01,false\n';
    const source = await load(tally, files.write('formats.csv', csv));
    const expected = await rowsOf(source);
    expect(expected[0]).toEqual({ id: '007', amount: 12.5, day: '2024-01-31', new: true, file_row: 0 });
    const written = sql`SELECT * EXCLUDE (file_row) FROM ${source}`;
    const copy = async (name: string, format: string) => {
      const path = join(files.folder, name);
      await tally.engine.run(sql`COPY (${written}) TO ${literal(path)} (FORMAT ${literal(format)})`);
      return path;
    };
    const others = [
      await copy('formats.parquet', 'parquet'),
      files.write('formats.csv.gz', gzipSync(csv)),
      files.write('formats.tsv', csv.replaceAll(',', '\t')),
      files.write('semicolon.csv', csv.replaceAll(',', ';')),
      files.write('utf16.csv', Buffer.from(`\ufeff${csv}`, 'utf16le')),
    ];
    for (const path of others) {
      expect({ path, rows: await rowsOf(await load(tally, path)) }).toEqual({ path, rows: expected });
    }
    const ndjson = await load(tally, await copy('formats.ndjson', 'json'));
    expect((await rowsOf(ndjson)).map(({ id, amount }) => [id, amount])).toEqual([
      ['007', 12.5],
      ['008', 3],
    ]);
  });

  it('sets aside the rows that cannot be split, and no others', async () => {
    const loaded = await load(tally, files.lines('broken.csv', 'a,b', '1,x', '2', '3,"y', '4,z'));
    expect((await rowsOf(loaded)).map(({ a }) => a)).toEqual([1, 4]);
    const lines = await tally.query`SELECT line, reason FROM ${loaded.quarantine} ORDER BY line`;
    expect(lines.rows).toEqual([
      { line: 3, reason: '1 fields where 2 are expected' },
      { line: 4, reason: 'a quote is opened and not closed' },
    ]);
  });

  it('names columns without a name or with one that is taken', async () => {
    const loaded = await load(tally, files.lines('names.csv', ',Name,name,file_row,name_2', '1,2,3,4,5'));
    expect(await rowsOf(loaded)).toEqual([
      { column_1: 1, Name: 2, name_2: 3, file_row_2: 4, name_2_2: 5, file_row: 0 },
    ]);
  });

  it('takes a first row with a number for data, but not one with years', async () => {
    expect(Object.keys((await load(tally, files.lines('bare.csv', '1,x', '2,y'))).columns)).toEqual([
      'column_1',
      'column_2',
      'file_row',
    ]);
    const years = await load(tally, files.lines('years.csv', 'land,2023,2024', 'DE,1,2'));
    expect(await rowsOf(years)).toEqual([{ land: 'DE', 2023: 1, 2024: 2, file_row: 0 }]);
  });

  it('holds a hundred columns, and says when there are too many', async () => {
    const wide = (columns: number) =>
      files.lines(
        'wide.csv',
        Array.from({ length: columns }, (_, index) => `c${index}`).join(','),
        Array.from({ length: columns }, (_, index) => (index === 99 ? '' : index)).join(','),
      );
    const loaded = await load(tally, wide(100));
    expect(loaded.accepted).toBe(1);
    expect(loaded.missing.rows.filter(({ empty }) => empty > 0).map(({ column: name }) => name)).toEqual([
      'c99',
    ]);
    await expect(load(tally, wide(200))).rejects.toThrow(/name them in a contract/);
  });

  it('loses no row and no value of any table of whole numbers and texts', async () => {
    const cell = fc.oneof(
      fc.integer({ min: -999, max: 999 }).map(String),
      fc.constantFrom('x', 'y z', '', 'für'),
    );
    const row = fc.tuple(cell, cell).filter(([a, b]) => a !== '' || b !== '');
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 8 }), async (rows) => {
        const path = files.lines('any.csv', 'a,b', ...rows.map((cells) => cells.join(',')));
        const found = await rowsOf(await load(tally, path, { header: true }));
        const texts = found.map(({ a, b }) => [a, b].map((value) => String(value ?? '')));
        expect(texts).toEqual(rows.map((cells) => cells.map((text) => (text === '-0' ? '0' : text))));
      }),
      { numRuns: runs(25), seed: 12 },
    );
  });
});

describe('bind on a loaded table', () => {
  it('compiles for columns that are there and can play the role', async () => {
    const loaded = await load(tally, files.lines('bind.csv', HEADER, '#1,south,f,5'), {
      contract: customers,
    });
    expect(bind(loaded, { orderValue: 'spent' }).roles).toMatchObject({ orderValue: 'spent', user: 'id' });
    // @ts-expect-error the contract has no such column
    expect(() => bind(loaded, { orderValue: 'spend' })).toThrow(/no column "spend".*Did you mean "spent"\?/);
    // @ts-expect-error text cannot be an amount
    expect(() => bind(loaded, { orderValue: 'region' })).toThrow(/region is text; the role orderValue needs/);
  });

  it('takes any name without a contract, and says what is near when it is not there', async () => {
    const loaded = await load(tally, files.lines('free.csv', 'Kunde,Umsatz', '1,5', '2,6'));
    expect(bind(loaded, { monetary: 'Umsatz' }).schema['Umsatz']?.format).toBe('money');
    expect(() => bind(loaded, { monetary: 'umsatzz' })).toThrow(/Did you mean "Umsatz"\?/);
    // @ts-expect-error there is no such role
    expect(() => bind(loaded, { monetari: 'Umsatz' })).toThrow(/did you mean monetary\?/);
  });
});

describe('a metric', () => {
  it('compiles only where the roles it needs are bound', async () => {
    const path = files.lines('metric.csv', HEADER, '#1,south,f,5');
    const under = await load(tally, path, { contract: customers });
    // @ts-expect-error recency and frequency are not bound by the contract
    await expect(rfm(under)).rejects.toThrow(/no column for the role recency/);
    const without = await load(tally, path);
    // @ts-expect-error nothing is bound without a contract
    await expect(rfm(without, { dimensions: ['monetary'] })).rejects.toThrow(
      /no column for the role monetary/,
    );
    const bound = bind(without, { user: 'id', monetary: 'spent' });
    const scored = await rfm(bound, { dimensions: ['monetary'], cuts: { monetary: [3] } });
    expect(await scored.count()).toBe(1);
  });
});

describe('defineTable', () => {
  it('refuses roles that do not fit', () => {
    const twice = { a: { type: 'text', role: 'user' }, b: { type: 'text', role: 'user' } } as const;
    expect(() => defineTable({ name: 't', columns: twice })).toThrow(
      /"b" and column "a" both have the role user/,
    );
    // @ts-expect-error text cannot be money
    expect(() => defineTable({ name: 't', columns: { a: { type: 'text', role: 'monetary' } } })).toThrow(
      /is text; the role monetary needs integer or decimal or double/,
    );
  });

  it('keeps the label of a column for results that take it over', async () => {
    const loaded = await load(tally, files.lines('label.csv', HEADER, '#1,south,f,5'), {
      contract: customers,
    });
    const answer = await tally.query`SELECT region FROM ${loaded}`;
    expect(answer.output().data['text/plain']).toMatch(/Region\n─+\nSouth/);
    expect(answer.schema['region']).toMatchObject({ label: column.text({ en: 'Region', zh: '地区' }).label });
  });
});
