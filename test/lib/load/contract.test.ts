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
