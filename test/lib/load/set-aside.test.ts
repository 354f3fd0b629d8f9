import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  defineTable,
  load,
  open,
  sql,
  type LoadedFile,
  type LoadOptions,
  type Table,
  type Tally,
} from 'tally';
import { Files } from './files.js';
import { HEADER, userLine } from './user-line.js';
import { usersContract } from './users-contract.js';
import { runs } from '../../runs.js';

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

const quarantineOf = ({ quarantine }: Pick<LoadedFile, 'quarantine'>) =>
  tally.engine.all(sql`SELECT * FROM ${quarantine} ORDER BY line`, quarantine.columns);

const rowsOf = (users: Table) =>
  tally.engine.all(sql`SELECT * FROM ${users} ORDER BY user_id`, users.columns);

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
    const loaded = await usersOf(lines);
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
        'user_id: 1 already appears on line 2',
        'user_id: 1 already appears on line 2',
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
    const lookedUp = await quarantineOf(await usersOf(lines));
    const readRowByRow = await quarantineOf(await usersOf([...lines, 'unsplittable']));
    expect(lookedUp).toEqual([
      { line: 4, reason: 'age: "x" is not a whole number', text: lines[1] },
      { line: 6, reason: 'location: "Mars" is not one of Urban, Suburban, Rural', text: lines[3] },
      { line: 7, reason: 'user_id: 1 already appears on line 2', text: lines[4] },
    ]);
    expect(readRowByRow.slice(0, -1)).toEqual(lookedUp);
  });

  it('do not cost a good row its id', async () => {
    const loaded = await usersOf([userLine(1, { age: 'bad' }), userLine(1, { age: 41 })]);
    expect(await rowsOf(loaded)).toMatchObject([{ user_id: '1', age: 41 }]);
  });

  it('name the line of the row that is kept, though a flawed one with its id stands before', async () => {
    const loaded = await usersOf([userLine(1, { age: 'x' }), userLine(1), userLine(1, { age: 41 })]);
    expect((await quarantineOf(loaded)).map(({ line, reason }) => [line, reason])).toEqual([
      [2, 'age: "x" is not a whole number'],
      [4, 'user_id: 1 already appears on line 3'],
    ]);
  });

  it('stand in the order of the file, in their table and in a file of their own', async () => {
    const quarantineFile = join(files.folder, 'order.csv');
    const flawed = userLine(1, { age: 'x' });
    const { quarantine } = await usersOf([flawed, userLine(2), flawed, flawed], { quarantineFile });
    const { rows } = await tally.query`SELECT line FROM ${quarantine}`;
    expect(rows.map(({ line }) => line)).toEqual([2, 4, 5]);
    const lines = readFileSync(quarantineFile, 'utf-8').split('\n').slice(1, -1);
    expect(lines.map((line) => Number.parseInt(line, 10))).toEqual([2, 4, 5]);
  });

  it('go to a file that keeps their text', async () => {
    const quarantineFile = join(files.folder, 'deep', 'quarantine.csv');
    await usersOf([userLine(1), userLine(2, { interests: '"a ""b"""', age: 'x' })], { quarantineFile });
    const written = readFileSync(quarantineFile, 'utf-8');
    expect(written.split('\n')[0]).toBe('line,reason,text');
    expect(written).toContain('3,"age: ""x"" is not a whole number","#2,x,Female');
    expect(existsSync(`${quarantineFile}.unfinished`)).toBe(false);
  });

  it('go below the output root of a run where one is set', async () => {
    process.env['NBCONVERT_TS_OUTPUT_ROOT'] = join(files.folder, 'out');
    try {
      await usersOf([userLine(1, { age: 'x' })], { quarantineFile: 'data/set-aside.csv' });
    } finally {
      delete process.env['NBCONVERT_TS_OUTPUT_ROOT'];
    }
    expect(readFileSync(join(files.folder, 'out/data/set-aside.csv'), 'utf-8')).toContain(
      'is not a whole number',
    );
    expect(existsSync('data/set-aside.csv')).toBe(false);
  });

  it('end the load with examples when it is told to fail', async () => {
    await expect(usersOf([userLine(1, { age: 'x' }), userLine(2)], { onViolation: 'fail' })).rejects.toThrow(
      /1 of 2 rows break the contract, for example:\n {2}line 2: age: "x" is not a whole number/,
    );
  });

  it('are shown by the first five of them', async () => {
    const lines = Array.from({ length: 7 }, (_, n) => userLine(n, { age: 'x' }));
    const failure = usersOf(lines, { onViolation: 'fail' });
    await expect(failure).rejects.toThrow(/7 of 7 rows.*line 2:.*line 3:.*line 4:.*line 5:.*line 6:/s);
    await expect(failure).rejects.not.toThrow(/line 7:/);
  });

  it('stay when they are only to be reported, unless they lack a type', async () => {
    const lines = [userLine(1, { age: 240 }), userLine(2, { age: 'x' }), `${userLine(3)},extra`, userLine(4)];
    const loaded = await usersOf(lines, { onViolation: 'report' });
    expect(loaded).toMatchObject({ rows: 4, accepted: 2, quarantined: 2 });
    expect(loaded.rules.at({ column: 'age', kind: 'range' }).broken.raw).toBe(1);
  });

  it('are counted by rule, and what is missing by how', async () => {
    const loaded = await usersOf([
      userLine(1, { age: '', gender: 'null' }),
      userLine(2, { gender: ' ' }),
      userLine(3),
    ]);
    expect(loaded.missing.where(({ missing }) => missing > 0).rows).toEqual([
      { column: 'age', nulls: 0, empty: 1, sentinels: 0, missing: 1, share: 1 / 3 },
      { column: 'gender', nulls: 0, empty: 1, sentinels: 1, missing: 2, share: 2 / 3 },
    ]);
  });
});

describe('a rule', () => {
  const prices = defineTable({
    name: 'prices',
    columns: {
      shop: { type: 'text' },
      item: { type: 'integer', min: 1, max: 9 },
      net: { type: 'decimal' },
      gross: { type: 'decimal' },
    },
    derived: [{ column: 'gross', equals: sql`2 * net`, formula: '2 net', tolerance: 0.5 }],
    key: ['shop', 'item'],
  });
  const asideOf = async (...lines: readonly string[]) => {
    const path = files.lines('prices.csv', 'shop,item,net,gross', ...lines);
    const loaded = await load(tally, path, { contract: prices });
    return (await quarantineOf(loaded)).map(({ line, reason }) => [line, reason]);
  };

  it('lets its limits pass, and a value that is off by the tolerance', async () => {
    expect(
      await asideOf('a,1,1,2.5', 'a,9,1,1.5', 'a,0,1,2', 'a,10,1,2', 'b,1,1,2.51', 'b,2,1,1.49'),
    ).toEqual([
      [4, 'item: "0" is not between 1 and 9'],
      [5, 'item: "10" is not between 1 and 9'],
      [6, 'gross: "2.51" is not 2 net within 0.5'],
      [7, 'gross: "1.49" is not 2 net within 0.5'],
    ]);
  });

  it('takes a key of two columns for the same where both are', async () => {
    expect(await asideOf('a,1,1,2', 'a,2,1,2', 'b,1,1,2', 'b,2,1,2', 'b,1,1,2')).toEqual([
      [6, 'shop, item: b, 1 already appears on line 4'],
    ]);
  });

  it('takes no text for a missing value where the contract names none', async () => {
    const columns = { a: { type: 'text' } } as const;
    const path = files.lines('sentinels.csv', 'a', 'N/A', '-');
    const plain = await load(tally, path, {
      contract: defineTable({ name: 'plain', columns, sentinels: [] }),
    });
    expect(plain).toMatchObject({ accepted: 2, quarantined: 0 });
    expect(plain.missing.rows).toMatchObject([{ sentinels: 0, missing: 0 }]);
    const usual = await load(tally, path, { contract: defineTable({ name: 'usual', columns }) });
    expect(usual.missing.rows).toMatchObject([{ sentinels: 2, missing: 2 }]);
  });

  it('counts nothing as missing in a row that cannot be split', async () => {
    const path = files.lines('torn.csv', 'shop,item,net,gross', 'a,1,1,2', ',', 'a');
    const { missing, quarantined } = await load(tally, path, { contract: prices });
    expect(quarantined).toBe(2);
    expect(missing.rows.map((row) => row.missing)).toEqual([0, 0, 0, 0]);
  });
});

/** A piece of a file: blank, a row that is good wherever it stands, or one that is flawed; `line` is where it begins. */
interface Piece {
  readonly kind: 'good' | 'flawed' | 'blank';
  readonly text: (line: number) => string;
}
const good = (text: Piece['text']): Piece => ({ kind: 'good', text });
const flawed = (text: string): Piece => ({ kind: 'flawed', text: () => text });

const SOUND: readonly Piece[] = [
  good((line) => userLine(line)),
  good((line) => userLine(line, { gender: '"un\nfinished"' })),
  good((line) => userLine(line, { gender: '"two\n\nbreaks"', interests: '"a, b ""c"""' })),
  good((line) => userLine(line, { gender: 'a 12" screen' })),
  good((line) => userLine(line, { gender: ' "spaced" ' })),
  good((line) => `${userLine(line)},`),
  good((line) => userLine(line, { gender: '女' })),
];
const FLAWED: readonly Piece[] = [
  { kind: 'blank', text: () => '' },
  flawed(`${userLine(0)},x`),
  flawed(userLine(0, { gender: 'New, Mexico' })),
  flawed('short'),
  flawed(userLine(0, { gender: '"open' })),
  flawed(userLine(0, { gender: '"a"b' })),
  flawed(userLine(0, { age: 'x' })),
];
/** Rows whose value has a line break and whose number of fields is wrong: each is one row. */
const TORN: readonly Piece[] = [
  flawed(`${userLine(0, { gender: '"un\nfinished"' })},x`),
  flawed('1,"two\nlines"'),
];

const FILE = fc.record({
  top: fc.array(fc.constantFrom(...FLAWED, ...TORN), { maxLength: 4 }),
  first: fc.constantFrom(...SOUND),
  rest: fc.array(fc.constantFrom(...SOUND, ...SOUND, ...FLAWED, ...TORN), { maxLength: 12 }),
  header: fc.constantFrom(
    HEADER,
    HEADER.replace('Age', '"Age"'),
    HEADER.replace('Gender', '"Gen\nder"'),
    HEADER.replace('Newsletter_Subscription', '"Newsletter\n\nSubscription"'),
  ),
  blankTop: fc.nat({ max: 2 }),
  mark: fc.boolean(),
  lineBreak: fc.constantFrom('\n', '\n', '\r\n', '\r'),
});

describe('accounting', () => {
  it('finds every row of any file accepted or quarantined, on the line where it stands', async () => {
    await fc.assert(
      fc.asyncProperty(FILE, async ({ top, first, rest, header, blankTop, mark, lineBreak }) => {
        const lines = [...Array.from({ length: blankTop }, () => ''), ...header.split('\n')];
        const expected = { good: [] as number[], flawed: [] as number[] };
        for (const { kind, text } of [...top, first, ...rest]) {
          const from = lines.length + 1;
          lines.push(...text(from).split('\n'));
          if (kind === 'good') expected.good.push(from);
          if (kind === 'flawed') expected.flawed.push(from);
        }
        const text = `${mark ? '\ufeff' : ''}${lines.join(lineBreak)}${lineBreak}`;
        const loaded = await loadUsers(files.write('any.csv', text));
        const accepted = (await rowsOf(loaded)).map(({ user_id: id }) => Number(id)).sort((a, b) => a - b);
        const aside = await quarantineOf(loaded);
        expect({ accepted, aside: aside.map(({ line }) => line) }).toEqual({
          accepted: expected.good,
          aside: expected.flawed,
        });
        for (const { line: number, text: found } of aside)
          expect(found.split('\n')[0]).toBe(lines[number - 1]);
        expect(loaded.rows).toBe(expected.good.length + expected.flawed.length);
        expect(loaded).toMatchObject({ accepted: accepted.length, quarantined: aside.length });
      }),
      { numRuns: runs(40) },
    );
  });
});
