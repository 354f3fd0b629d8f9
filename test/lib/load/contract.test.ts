import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defineTable, load, open, sql, type Locale, type Tally } from 'tally';
import { Files } from './files.js';

const files = new Files();
let tally: Tally;
beforeAll(async () => {
  tally = await open({ threads: 2 });
});
afterAll(() => {
  tally.close();
  files.remove();
});

describe('a contract', () => {
  const coupons = defineTable({
    name: 'coupons',
    columns: {
      code: { type: 'text', pattern: '[A-Z]{3}[0-9]+' },
      day: { type: 'date?' },
      rate: { type: 'double', min: 0, max: 1 },
    },
  });
  const plain = defineTable({ name: 'plain', columns: { a: { type: 'text' }, b: { type: 'text' } } });

  it('takes a word for missing values as a value where it lists it', async () => {
    const countries = defineTable({
      name: 'countries',
      columns: { country: { type: 'text', values: ['NA', 'DE'] }, other: { type: 'text?' } },
    });
    const path = files.lines('countries.csv', 'country,other', 'NA,NA', 'DE,x', 'null,y');
    const loaded = await load(tally, path, { contract: countries });
    expect((await tally.query`SELECT country, other FROM ${loaded}`).rows).toEqual([
      { country: 'NA', other: null },
      { country: 'DE', other: 'x' },
    ]);
    expect((await tally.query`SELECT reason FROM ${loaded.quarantine}`).rows).toHaveLength(1);
  });

  it.each([
    ['written as usual', undefined, '2024-07-01 10:00:00 '],
    ['in a declared format', '%d/%m/%Y %H:%M:%S %Z', '01/07/2024 10:00:00 '],
  ])('takes zones by full names and UTC alone, in times %s', async (_, dateFormat, clock) => {
    const times = defineTable({
      name: 'times',
      columns: { moment: { type: 'timestamp', ...(dateFormat !== undefined && { dateFormat }) } },
    });
    // British or Bangladesh, Pacific in July, central or Chinese, Atlantic or Alaska: letters do not tell.
    const unclear = ['BST', 'PST', 'CST', 'AST', 'IST', 'CEST'];
    const path = files.lines(
      'zones.csv',
      'moment',
      ...['UTC', 'GMT', 'Europe/London', 'Asia/Shanghai', ...unclear].map((zone) => `${clock}${zone}`),
    );
    const loaded = await load(tally, path, { contract: times });
    const { rows } =
      await tally.query`SELECT strftime(moment, '%H:%M') AS clock FROM ${loaded} ORDER BY file_row`;
    expect(rows.map(({ clock: shown }) => shown)).toEqual(['10:00', '10:00', '09:00', '02:00']);
    expect((await tally.query`SELECT reason FROM ${loaded.quarantine}`).rows).toHaveLength(unclear.length);
  });

  it('cuts off the tabs that keep spreadsheets from reading ids as numbers', async () => {
    const path = files.lines('tabs.csv', 'id,amount', '"\t1","\t5.00"', '"2\t","\t NULL"', '1, 6.50');
    const { rows } = await tally.query`SELECT id, amount FROM ${await load(tally, path)} ORDER BY file_row`;
    expect(rows.map(({ id, amount }) => [id, amount])).toEqual([
      [1, 5],
      [2, null],
      [1, 6.5],
    ]);
  });

  it.each<[Locale, string]>([
    [
      'en',
      'code: "abc" does not match [A-Z]{3}[0-9]+; day: "2024-02-30" is not a date (YYYY-MM-DD); rate: "inf" is not a number',
    ],
    [
      'zh',
      'code："abc" 不符合[A-Z]{3}[0-9]+；day："2024-02-30" 不是日期（YYYY-MM-DD）；rate："inf" 不是数值',
    ],
  ])('checks values, patterns and nullable columns, and says so in %s', async (locale, reason) => {
    const session = await open({ engine: tally.engine, locale });
    const path = files.lines(
      'coupons.csv',
      'code,day,rate',
      'ABC1,2024-02-29,0.5',
      'abc,2024-02-30,inf',
      'ABC2,,1',
    );
    const loaded = await load(session, path, { contract: coupons });
    expect(await tally.engine.all(sql`SELECT * FROM ${loaded} ORDER BY code`, loaded.columns)).toEqual([
      { code: 'ABC1', day: '2024-02-29', rate: 0.5, file_row: 0 },
      { code: 'ABC2', day: null, rate: 1, file_row: 2 },
    ]);
    expect((await session.query`SELECT reason FROM ${loaded.quarantine}`).rows).toEqual([{ reason }]);
  });

  it.each<[Locale, readonly string[]]>([
    [
      'en',
      [
        '3 fields where 2 are expected',
        'text follows the closing quote of field 1',
        'a quote is opened and not closed',
        '4 fields where 2 are expected',
      ],
    ],
    ['zh', ['有3列，应为2列', '第1列的结束引号之后还有文字', '引号未闭合', '有4列，应为2列']],
  ])('says in %s why a line cannot be split', async (locale, reasons) => {
    const session = await open({ engine: tally.engine, locale });
    const path = files.lines('split.csv', 'a,b', 'x,y', '1,2,3', '"1"x,2', '"1,2', '1,2,3,4');
    const { quarantine } = await load(session, path, { contract: plain });
    const { rows } = await session.query`SELECT reason FROM ${quarantine} ORDER BY line`;
    expect(rows.map(({ reason }) => reason)).toEqual(reasons);
  });

  it('takes values as they are stored where it says so: nothing is trimmed, and nothing means missing', async () => {
    const path = files.lines('stored.csv', 'a,day', ',2024-02-29', ' N/A ,0000-00-00');
    const stored = { asStored: true } as const;
    const loaded = await load(tally, path, {
      contract: defineTable({
        name: 'stored',
        columns: { a: { type: 'text', ...stored }, day: { type: 'date?', ...stored } },
      }),
    });
    const { rows } = await tally.query`SELECT a, day FROM ${loaded} ORDER BY file_row`;
    expect(rows).toEqual([
      { a: '', day: '2024-02-29' },
      { a: ' N/A ', day: null },
    ]);
    expect(loaded.missing.rows.map(({ empty, sentinels }) => [empty, sentinels])).toEqual([
      [0, 0],
      [0, 0],
    ]);
    expect(loaded.rules.at({ rule: 'day kept' }).broken.raw).toBe(1);
  });

  it('is refused with rules that make no sense', () => {
    expect(() => defineTable({ name: 't', columns: { a: { type: 'text', min: 1 } } })).toThrow(
      /only numeric columns can have a range/,
    );
    expect(() =>
      defineTable({
        name: 't',
        columns: { a: { type: 'integer' } },
        derived: [{ column: 'b', equals: sql`a`, formula: 'a', tolerance: 0 }],
      }),
    ).toThrow(/names column "b"/);
  });
});
