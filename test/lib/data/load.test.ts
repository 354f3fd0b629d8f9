import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defineTable, load, literal, loadUsers, sql, type LoadedUsers } from 'tally';
import { HEADER, userLine, Workbench } from '../users.js';

let bench: Workbench;
beforeAll(async () => {
  bench = await Workbench.open();
});
afterAll(() => bench.close());

const quarantineOf = ({ quarantine }: LoadedUsers) =>
  bench.engine.all(sql`SELECT line, reason, text FROM ${quarantine} ORDER BY line`, {
    line: 'integer',
    reason: 'text',
    text: 'text',
  });

const rowsOf = ({ table }: LoadedUsers) =>
  bench.engine.all(sql`SELECT * FROM ${table} ORDER BY user_id`, table.columns);

describe('a clean file', () => {
  it('gives typed rows', async () => {
    const loaded = await bench.users([userLine(1, { total_spending: 3698, purchase_frequency: 7 })]);
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
    const path = bench.write('indexed.csv', `${header}\n0,0,${userLine(1)},0\n`);
    const loaded = await loadUsers(bench.engine, path);
    expect(loaded.accepted).toBe(1);
    expect(loaded.unusedColumns).toEqual(['', 'Unnamed: 0', 'index']);
  });

  it('is the same table in every format', async () => {
    const lines = [userLine(1, { gender: '女' }), userLine(2, { income: '"66,266"' })];
    const csv = [HEADER, ...lines, ''].join('\n');
    const source = await loadUsers(bench.engine, bench.write('source.csv', csv));
    const expected = await rowsOf(source);
    const parquet = join(bench.folder, 'users.parquet');
    const raw = sql`SELECT * REPLACE ('#' || user_id AS user_id) FROM ${source.table}`;
    await bench.engine.run(sql`COPY (${raw}) TO ${literal(parquet)} (FORMAT parquet)`);
    const json = join(bench.folder, 'users.json');
    await bench.engine.run(sql`COPY (${raw}) TO ${literal(json)} (FORMAT json, ARRAY true)`);
    const ndjson = join(bench.folder, 'users.ndjson');
    await bench.engine.run(sql`COPY (${raw}) TO ${literal(ndjson)} (FORMAT json)`);
    const files: Record<string, string> = {
      parquet,
      json,
      ndjson,
      bom: bench.write('bom.csv', `\ufeff${csv}`),
      crlf: bench.write('crlf.csv', csv.replaceAll('\n', '\r\n')),
      cr: bench.write('cr.csv', csv.replaceAll('\n', '\r')),
      mixed: bench.write('mixed.csv', csv.replace('\n', '\r\n')),
      gzip: bench.write('users.csv.gz', gzipSync(csv)),
      semicolons: bench.write('semicolons.csv', csv.replaceAll(',', ';').replace('"66;266"', '"66,266"')),
      tabs: bench.write('users.tsv', csv.replaceAll(',', '\t').replace('"66\t266"', '"66,266"')),
      blankLines: bench.write('blank.csv', `\n\n${csv.replaceAll('\n', '\n\n')}`),
      noHeader: bench.write('bare.csv', `${lines.join('\n')}\n`),
      trailing: bench.write('trailing.csv', csv.replaceAll('\n', ',\n').replace(/^,\n/m, '')),
      rowNames: bench.write('rownames.csv', [HEADER, `1,${lines[0] ?? ''}`, `2,${lines[1] ?? ''}`].join('\n')),
      gbk: bench.write('gbk.csv', encodeGbk(csv)),
      utf16: bench.write('utf16.csv', Buffer.from(`\ufeff${csv}`, 'utf16le')),
    };
    for (const [name, path] of Object.entries(files)) {
      const loaded = await loadUsers(bench.engine, path);
      expect({ name, rows: await rowsOf(loaded) }).toEqual({ name, rows: expected });
    }
  });

  it('does not take a few accented letters for Chinese', async () => {
    const loaded = await bench.users([userLine(1, { gender: 'señora' })]);
    expect(await rowsOf(loaded)).toMatchObject([{ gender: 'señora' }]);
  });

  it('reads GBK whose first Chinese text comes late in the file', async () => {
    const lines = Array.from({ length: 20_000 }, (_, index) => userLine(index + 1));
    const csv = [HEADER, ...lines, userLine(20_001, { gender: '男' })].join('\n');
    const loaded = await loadUsers(bench.engine, bench.write('late.csv', encodeGbk(csv)));
    expect(loaded).toMatchObject({ rows: 20_001, accepted: 20_001, source: { encoding: 'gb18030' } });
  });
});

const GBK: Record<string, number[]> = { 女: [0xc5, 0xae], 男: [0xc4, 0xd0] };

/** The few characters these tests use, in GBK; ASCII is the same in both. */
function encodeGbk(text: string): Buffer {
  return Buffer.concat(
    Array.from(text, (character) => Buffer.from(GBK[character] ?? Buffer.from(character))),
  );
}

describe('rows that break the contract', () => {
  it('are set aside with line, reason and original text', async () => {
    const lines = [
      userLine(1),
      userLine(2, { age: 'forty' }),
      userLine(3, { age: 240 }),
      userLine(4, { location: 'Mars' }),
      userLine(5, { income: '' }),
      userLine(6, { gender: 'N/A' }),
      userLine(7, { average_order_value: 999 }),
      `${userLine(8)},extra`,
      userLine(1, { age: 50 }),
      userLine('1', { age: 51 }).slice(1),
      userLine(9, { age: '12.5' }),
      userLine(10, { age: '0x1F' }),
      userLine(11, { total_spending: '-5', average_order_value: '-1.25' }),
    ];
    const loaded = await bench.users(lines);
    expect(loaded).toMatchObject({ rows: 13, accepted: 1, quarantined: 12 });
    expect(await quarantineOf(loaded)).toEqual(
      [
        'age: "forty" is not a whole number',
        'age: "240" is not between 0 and 120',
        'location: "Mars" is not one of Urban, Suburban, Rural',
        'income: "" is missing',
        'gender: "N/A" is missing',
        'average_order_value: "999" is not total_spending / purchase_frequency within 0.0051',
        '15 fields where 14 are expected',
        'user_id: 1 stands already on line 2',
        'user_id: 1 stands already on line 2',
        'age: "12.5" is not a whole number',
        'age: "0x1F" is not a whole number',
        'average_order_value: "-1.25" is not at least 0; total_spending: "-5" is not at least 0',
      ].map((reason, index) => ({ line: index + 3, reason, text: lines[index + 1] })),
    );
  });

  it('are told the same whether looked up in the file or read row by row', async () => {
    const lines = [
      userLine(1, { gender: '"a\nb"' }),
      userLine(2, { age: ' x ' }),
      '',
      userLine(3, { location: 'Mars' }),
      userLine(1, { age: 41 }),
      userLine(4),
    ];
    const lookedUp = await quarantineOf(await bench.users(lines));
    const readRowByRow = await quarantineOf(await bench.users([...lines, 'unsplittable']));
    expect(lookedUp).toEqual([
      { line: 4, reason: 'age: "x" is not a whole number', text: lines[1] },
      { line: 6, reason: 'location: "Mars" is not one of Urban, Suburban, Rural', text: lines[3] },
      { line: 7, reason: 'user_id: 1 stands already on line 2', text: lines[4] },
    ]);
    expect(readRowByRow.slice(0, -1)).toEqual(lookedUp);
  });

  it('do not cost a good row its id', async () => {
    const loaded = await bench.users([userLine(1, { age: 'bad' }), userLine(1, { age: 41 })]);
    expect(await rowsOf(loaded)).toMatchObject([{ user_id: '1', age: 41 }]);
  });

  it('go to a file that keeps their text', async () => {
    const quarantineFile = join(bench.folder, 'deep', 'quarantine.csv');
    await bench.users([userLine(1), userLine(2, { interests: '"a ""b"""', age: 'x' })], { quarantineFile });
    const written = readFileSync(quarantineFile, 'utf-8');
    expect(written.split('\n')[0]).toBe('line,reason,text');
    expect(written).toContain('3,"age: ""x"" is not a whole number","#2,x,Female');
    expect(existsSync(`${quarantineFile}.unfinished`)).toBe(false);
  });

  it('go below the output root of a run where one is set', async () => {
    process.env['NBCONVERT_TS_OUTPUT_ROOT'] = join(bench.folder, 'out');
    try {
      await bench.users([userLine(1, { age: 'x' })], { quarantineFile: 'data/set-aside.csv' });
    } finally {
      delete process.env['NBCONVERT_TS_OUTPUT_ROOT'];
    }
    expect(readFileSync(join(bench.folder, 'out/data/set-aside.csv'), 'utf-8')).toContain('is not a whole number');
    expect(existsSync('data/set-aside.csv')).toBe(false);
  });

  it('end the load with examples when it is told to fail', async () => {
    await expect(bench.users([userLine(1, { age: 'x' }), userLine(2)], { onViolation: 'fail' })).rejects.toThrow(
      /1 of 2 rows break the contract, such as\n {2}line 2: age: "x" is not a whole number/,
    );
  });

  it('stay when they are only to be reported, unless they lack a type', async () => {
    const lines = [userLine(1, { age: 240 }), userLine(2, { age: 'x' }), `${userLine(3)},extra`, userLine(4)];
    const loaded = await bench.users(lines, { onViolation: 'report' });
    expect(loaded).toMatchObject({ rows: 4, accepted: 2, quarantined: 2 });
    expect(loaded.checks.find((check) => check.column === 'age' && check.kind === 'range')?.broken).toBe(1);
  });

  it('are counted by rule, and what is missing by how', async () => {
    const loaded = await bench.users([
      userLine(1, { age: '', gender: 'null' }),
      userLine(2, { gender: ' ' }),
      userLine(3),
    ]);
    expect(loaded.missing.filter((row) => row.empty + row.sentinels + row.nulls > 0)).toEqual([
      { column: 'age', nulls: 0, empty: 1, sentinels: 0 },
      { column: 'gender', nulls: 0, empty: 1, sentinels: 1 },
    ]);
  });
});

describe('accounting', () => {
  const line = fc.oneof(
    { weight: 5, arbitrary: fc.integer({ min: 1, max: 40 }).map((id) => ({ text: userLine(id), rows: 1 })) },
    fc.constantFrom(
      { text: '', rows: 0 },
      { text: `${userLine(90)},x`, rows: 1 },
      { text: 'short', rows: 1 },
      { text: userLine(91, { gender: '"un\nfinished"' }), rows: 1 },
      { text: userLine(92, { gender: '"open' }), rows: 1 },
      { text: userLine(93, { gender: '"a"b' }), rows: 1 },
      { text: userLine(94, { age: 'x' }), rows: 1 },
    ),
  );

  it('finds every row of any file accepted or quarantined, on the line where it stands', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 12 }), async (lines) => {
        fc.pre(lines.some(({ rows }) => rows > 0));
        fc.pre(lines.filter(({ text }) => text.includes('"open')).length < 2);
        const loaded = await bench.users(lines.map(({ text }) => text));
        expect(loaded.rows).toBe(lines.reduce((sum, { rows }) => sum + rows, 0));
        expect(loaded.accepted + loaded.quarantined).toBe(loaded.rows);
        const fileLines = [HEADER, ...lines.map(({ text }) => text)].join('\n').split('\n');
        for (const { line: number, text } of await quarantineOf(loaded)) {
          expect(fileLines[number - 1]).toBe(text.split('\n')[0]);
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe('a file that cannot be loaded at all', () => {
  it('is named when it is missing, with what lies near', async () => {
    bench.write('customers.csv', 'x');
    await expect(loadUsers(bench.engine, join(bench.folder, 'customer.csv'))).rejects.toThrow(
      /no such file\. Did you mean customers\.csv\?/,
    );
  });

  it('is refused when it is empty or has a header only', async () => {
    await expect(loadUsers(bench.engine, bench.write('empty.csv', ''))).rejects.toThrow(/is empty/);
    await expect(loadUsers(bench.engine, bench.write('blank.csv', '\n\n'))).rejects.toThrow(/no rows/);
    await expect(loadUsers(bench.engine, bench.write('header.csv', `${HEADER}\n`))).rejects.toThrow(
      /has a header and no rows/,
    );
  });

  it('says which columns are missing and which look close', async () => {
    const header = HEADER.replace('Total_Spending', 'TotalSpendng').replace('Age,', 'Alter,');
    const failure = loadUsers(bench.engine, bench.write('columns.csv', `${header}\n${userLine(1)}\n`));
    await expect(failure).rejects.toMatchObject({ missing: ['Age', 'Total_Spending'] });
    await expect(failure).rejects.toThrow(/- Age\n {2}- Total_Spending \(the file has "TotalSpendng", which looks close\)/);
  });

  it('is refused quickly when one line is 200 MB', async () => {
    const path = bench.write('long.csv', Buffer.concat([Buffer.from(`${HEADER}\n`), Buffer.alloc(200e6, 'x')]));
    await expect(loadUsers(bench.engine, path)).rejects.toThrow(/line 2 is longer than 4194304 characters/);
  });

  it('is refused when it is a folder, an unknown format, a cut archive or no JSON', async () => {
    await expect(loadUsers(bench.engine, bench.folder)).rejects.toThrow(/unknown kind of file/);
    await expect(loadUsers(bench.engine, bench.write('users.xlsx', 'x'))).rejects.toThrow(/unknown kind of file/);
    const archive = gzipSync([HEADER, ...Array.from({ length: 500 }, (_, i) => userLine(i))].join('\n'));
    const cut = bench.write('cut.csv.gz', archive.subarray(0, archive.length / 2));
    await expect(loadUsers(bench.engine, cut)).rejects.toThrow(/damaged or cut off/);
    await expect(loadUsers(bench.engine, bench.write('bad.json', '[{'))).rejects.toThrow(/not an array of JSON/);
    await expect(loadUsers(bench.engine, bench.write('bad.parquet', 'PAR0'))).rejects.toThrow(/not a readable Parquet/);
  });
});

describe('defineTable', () => {
  it('checks values, patterns and nullable columns', async () => {
    const coupons = defineTable({
      name: 'coupons',
      columns: {
        code: { type: 'text', pattern: '[A-Z]{3}[0-9]+' },
        day: { type: 'date?' },
        rate: { type: 'double', min: 0, max: 1 },
      },
    });
    const path = bench.write('coupons.csv', 'code,day,rate\nABC1,2024-02-29,0.5\nabc,2024-02-30,inf\nABC2,,1\n');
    const loaded = await load(bench.engine, coupons, path);
    expect(await bench.engine.all(sql`SELECT * FROM ${loaded.table} ORDER BY code`, loaded.table.columns)).toEqual([
      { code: 'ABC1', day: '2024-02-29', rate: 0.5, file_row: 0 },
      { code: 'ABC2', day: null, rate: 1, file_row: 2 },
    ]);
    const [bad] = await bench.engine.all(
      sql`SELECT * FROM ${loaded.quarantine}`,
      loaded.quarantine.columns,
    );
    expect(bad?.reason).toBe(
      'code: "abc" does not match [A-Z]{3}[0-9]+; day: "2024-02-30" is not a date (YYYY-MM-DD); rate: "inf" is not a number',
    );
    expect(bad?.reason_zh).toBe(
      'code："abc" 不符合[A-Z]{3}[0-9]+；day："2024-02-30" 不是日期（YYYY-MM-DD）；rate："inf" 不是数值',
    );
  });

  it('says in Chinese, too, why a line cannot be split', async () => {
    const lines = ['1,2,3', '"1"x,2', '"1,2', '1,2,3,4'];
    const plain = defineTable({ name: 'plain', columns: { a: { type: 'text' }, b: { type: 'text' } } });
    const loaded = await load(bench.engine, plain, bench.write('split.csv', ['a,b', 'x,y', ...lines, ''].join('\n')));
    const rows = await bench.engine.all(
      sql`SELECT * FROM ${loaded.quarantine} ORDER BY line`,
      loaded.quarantine.columns,
    );
    expect(rows.map((row) => [row.reason, row.reason_zh])).toEqual([
      ['3 fields where 2 are expected', '有3列，应为2列'],
      ['text follows the closing quote of field 1', '第1列的结束引号之后还有文字'],
      ['a quote is opened and not closed', '引号未闭合'],
      ['4 fields where 2 are expected', '有4列，应为2列'],
    ]);
  });

  it('refuses rules that make no sense', () => {
    expect(() => defineTable({ name: 't', columns: { a: { type: 'text', min: 1 } } })).toThrow(/cannot have a range/);
    expect(() =>
      defineTable({
        name: 't',
        columns: { a: { type: 'integer' } },
        derived: [{ column: 'b', equals: sql`a`, formula: 'a', tolerance: 0 }],
      }),
    ).toThrow(/names column "b"/);
  });
});
