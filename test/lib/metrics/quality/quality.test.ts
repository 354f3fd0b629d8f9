import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bind, defineTable, load, open, quality, sql, type Tally } from 'tally';
import { Files } from '../../load/files.js';
import { usersContract } from '../../load/users-contract.js';
import { tableOf } from '../../table-of.js';

const files = new Files();
let tally: Tally;
beforeAll(async () => {
  tally = await open();
});
afterAll(() => {
  tally.close();
  files.remove();
});

const contract = defineTable({
  name: 'people',
  columns: {
    id: { type: 'text' },
    age: { type: 'integer', label: { en: 'Age', zh: '年龄' } },
    half: { type: 'double?' },
    name: { type: 'text?' },
  },
  key: ['id'],
  derived: [{ column: 'half', equals: sql`CAST(age AS DOUBLE) / 2`, formula: 'age / 2', tolerance: 0.1 }],
});
const people = (...lines: readonly string[]) =>
  load(tally, files.lines('people.csv', 'id,age,half,name', ...lines), { contract });

describe('quality of a loaded file', () => {
  it('counts equal rows, repeated keys and near-duplicates apart', async () => {
    const loaded = await people('1,30,15,a', '1,30,15,a', '2,31,,a', '2,32,,a', '2,33,,a', '3,30,15,a');
    const { duplicates } = await quality(loaded);
    expect(duplicates.rows).toEqual([
      { kind: 'rows', surplus: 1, share: 1 / 6 },
      { kind: 'keys', surplus: 2, share: 2 / 6 },
      { kind: 'near', surplus: 1, share: 1 / 3 },
    ]);
  });

  it('counts missing values by kind, also of rows set aside', async () => {
    const found = await quality(await people('1,30,,N/A', ',x,,', '2,30,15,b'));
    expect(found.missing.rows.map(({ column, empty, sentinels }) => [column, empty, sentinels])).toEqual([
      ['id', 1, 0],
      ['age', 0, 0],
      ['half', 2, 0],
      ['name', 1, 1],
    ]);
    expect(found.at({ check: 'missing' }).found.raw).toBe(5);
  });

  it('measures how far a derived column is from its formula', async () => {
    const { derived } = await quality(await people('1,30,15.05,a', '2,30,,a'));
    expect(derived.rows).toMatchObject([
      { column: 'half', formula: 'age / 2', tolerance: 0.1, checked: 1, broken: 0 },
    ]);
    expect(derived.rows[0]?.largest).toBeCloseTo(0.05, 10);
  });

  it('is in the words of the session and the contract', async () => {
    const found = await quality(await people('1,30,15,a', '2,20,10,b'));
    expect(found.outliers.at({ column: 'age' }).column.zh).toBe('年龄');
    expect(found.output().data['text/plain']).toMatch(/Missing values +0\nEqual rows +0\nRepeated key/);
    expect([found.duplicates, found.derived, found.outliers].map(({ title }) => title)).toEqual([
      { en: 'Surplus rows', zh: '重复的行' },
      { en: 'Columns and their formulas', zh: '派生列与公式' },
      { en: 'Values beyond the fences', zh: '超出箱线图界限的值' },
    ]);
    expect([found, found.duplicates, found.outliers].map((result) => result.chart)).toEqual([
      { mark: 'bar', x: 'found', y: 'check' },
      { mark: 'bar', x: 'surplus', y: 'kind' },
      { mark: 'bar', x: 'share', y: 'column' },
    ]);
  });
});

describe('quality of any table', () => {
  it('finds outliers by fences computed by hand', async () => {
    // 20, 22, 24, 26, 28, 110: q1 = 22.5, q3 = 27.5, fences 15 and 35.
    const rows = [20, 22, 24, 26, 28, 110, null].map((age) => [age]);
    const { outliers } = await quality(await tableOf(tally, 'ages', { age: 'integer?' }, rows, {}));
    expect(outliers.rows).toEqual([
      {
        ...{ column: 'age', values: 6, min: 20, q1: 22.5, q3: 27.5, lowerFence: 15, upperFence: 35 },
        ...{ max: 110, below: 0, above: 1, share: 1 / 6 },
      },
    ]);
  });

  it('counts what lies beyond a fence, not on it, by column in their order', async () => {
    // q1 = 10, q3 = 20, fences -5 and 35.
    const rows = [-6, -5, 10, 12, 12, 15, 20, 35, 36].map((weight) => [weight, 1]);
    const table = await tableOf(tally, 'weights', { weight: 'integer', age: 'integer' }, rows, {});
    const found = await quality(table);
    expect(found.at({ check: 'outliers' }).found.raw).toBe(2);
    expect(found.outliers.rows).toMatchObject([
      { column: 'weight', values: 9, lowerFence: -5, upperFence: 35, below: 1, above: 1, share: 2 / 9 },
      { column: 'age', values: 9, lowerFence: 1, upperFence: 1, below: 0, above: 0, share: 0 },
    ]);
  });

  it('counts values further from their formula than the tolerance', async () => {
    const rows = [
      [30, 15.5],
      [30, 14.5],
      [20, 12],
      [10, null],
    ] as const;
    const halves = await tableOf(tally, 'halves', { age: 'integer', half: 'double?' }, rows, {});
    const rule = { column: 'half', equals: sql`age / 2`, formula: 'age / 2', tolerance: 0.5 };
    const { derived } = await quality(halves, { derived: [rule] });
    expect(derived.rows).toMatchObject([{ checked: 3, broken: 1, largest: 2 }]);
  });

  it('takes a key by name, and knows nothing of keys without one', async () => {
    const table = await tableOf(
      tally,
      'plain',
      { nr: 'integer', word: 'text?' },
      [
        [1, 'x'],
        [1, 'y'],
        [2, 'x'],
        [2, ' '],
        [3, 'n/a'],
        [4, null],
      ],
      {},
    );
    const keyed = await quality(table, { key: ['nr'] });
    expect(keyed.rows).toEqual([
      { check: 'missing', found: 3 },
      { check: 'rows', found: 0 },
      { check: 'keys', found: 2 },
      { check: 'near', found: 1 },
      { check: 'derived', found: null },
      { check: 'outliers', found: null },
    ]);
    expect(keyed.missing.rows).toMatchObject([
      { column: 'nr', nulls: 0, share: 0 },
      { column: 'word', nulls: 1, empty: 1, sentinels: 1, share: 3 / 6 },
    ]);
    expect(keyed.outliers.rows).toEqual([]);
    expect((await quality(table)).duplicates.rows).toEqual([
      { kind: 'rows', surplus: 0, share: 0 },
      { kind: 'keys', surplus: null, share: null },
      { kind: 'near', surplus: null, share: null },
    ]);
    const { duplicates } = await quality(table, { key: ['nr', 'word'] });
    expect(duplicates.rows.map(({ surplus }) => surplus)).toEqual([0, 0, null]);
    await expect(quality(table, { key: ['nummer'] })).rejects.toThrow(/no column "nummer"/);
  });

  it('repeats no key of which a part is missing', async () => {
    const columns = { a: 'integer?', b: 'integer?', word: 'text' } as const;
    const rows = [
      [1, null, 'x'],
      [1, null, 'y'],
      [2, 3, 'x'],
      [2, 3, 'y'],
    ];
    const { duplicates } = await quality(await tableOf(tally, 'pairs', columns, rows, {}), {
      key: ['a', 'b'],
    });
    expect(duplicates.rows.map(({ surplus }) => surplus)).toEqual([0, 1, 2]);
  });

  it('finds no outliers among ids and times', async () => {
    const spread = (n: number) => (n < 19 ? n : 9_000);
    const day = (n: number) => 20240101 + (n < 19 ? n : 500);
    const ids = ['CustomerID', 'order_number', '订单编号', 'Rechnungs-Nr', 'shelf'];
    const names = [...ids, 'day', 'at', 'ms', 'whose', 'goods_number', 'n_visits', 'spent'];
    const columns = Object.fromEntries(names.map((name) => [name, 'integer' as const]));
    const rows = Array.from({ length: 20 }, (_, n) => [
      ...[spread(n), spread(n), spread(n), spread(n)],
      ...[spread(n), day(n), 1.7e9 + spread(n), 1.7e12 + spread(n), spread(n)],
      ...[spread(n), spread(n), spread(n)],
    ]);
    const table = await tableOf(tally, 'ids', columns, rows, { user: 'whose' });
    const { outliers } = await quality(table, { ids: ['shelf'] });
    expect(outliers.rows.map(({ column, above }) => [column, above])).toEqual([
      ['goods_number', 1],
      ['n_visits', 1],
      ['spent', 1],
    ]);
    expect((await quality(table)).outliers.rows.map(({ column }) => column)).toContain('shelf');
    await expect(quality(table, { ids: ['shelves'] })).rejects.toThrow(/no column "shelves"/);
  });

  it('takes numbers for measures that are only partly dates', async () => {
    const rows = [[20240101], [20240102], [99999999], [20240103]];
    const { outliers } = await quality(await tableOf(tally, 'parts', { a: 'integer' }, rows, {}));
    expect(outliers.rows).toMatchObject([{ column: 'a', above: 1 }]);
  });

  it('goes on where there are no rows, no numbers or no values', async () => {
    const empty = await quality(await tableOf(tally, 'empty', { a: 'integer', b: 'text' }, [], {}));
    expect(empty.outliers.rows).toMatchObject([{ values: 0, q1: null, lowerFence: null, share: null }]);
    expect(empty.missing.rows.map(({ share }) => share)).toEqual([null, null]);
    expect(empty.duplicates.rows[0]).toEqual({ kind: 'rows', surplus: 0, share: null });
  });

  it('works on a loaded table that was bound, over its accepted rows', async () => {
    const users = await load(tally, 'data/sample/users.csv', { contract: usersContract });
    const [loaded, bound] = [await quality(users), await quality(bind(users, {}), { key: ['user_id'] })];
    expect(bound.outliers.rows).toEqual(loaded.outliers.rows);
    expect(bound.at({ check: 'keys' }).found.raw).toBe(0);
    expect(loaded.at({ check: 'keys' }).found.raw).toBeGreaterThan(0);
  });
});
