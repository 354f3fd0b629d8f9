import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { open, portrait, type Tally } from 'tally';
import { Table } from '../../../../lib/src/core/table.js';
import { tableOf } from '../../table-of.js';

const { summarize, summarizeBy } = portrait;

let tally: Tally;
beforeAll(async () => {
  tally = await open({ currency: 'EUR' });
});
afterAll(() => tally.close());

const incomes = (rows: readonly (readonly [string | null, number | null])[]) =>
  tableOf(tally, 'people', { place: 'text?', income: 'decimal?', age: 'integer?' }, aged(rows), {
    income: 'income',
  });
const aged = (rows: readonly (readonly [string | null, number | null])[]) => rows.map((row) => [...row, 30]);

describe('summarize', () => {
  it('interpolates quartiles and medians linearly', async () => {
    const table = await incomes([1, 2, 3, 10, null].map((income) => ['A', income]));
    const found = await summarize(table, ['income']);
    expect(found.rows).toEqual([
      {
        column: 'income',
        n: 4,
        min: 1,
        q1: 1.75,
        median: 2.5,
        mean: 4,
        q3: 4.75,
        max: 10,
        sd: expect.closeTo(4.0825, 4) as number,
      },
    ]);
    expect(found.at({ column: 'income' }).q3.en).toBe('€4.75');
  });

  it('keeps the order asked for, and writes plain decimals where columns differ', async () => {
    const found = await summarize(await incomes([['A', 7]]), ['income', 'age']);
    expect(found.rows.map(({ column, mean, sd }) => [column, mean, sd])).toEqual([
      ['income', 7, null],
      ['age', 30, null],
    ]);
    expect(found.at({ column: 'income' }).mean.en).toBe('7.00');
    // @ts-expect-error not one of the columns asked for
    expect(found.at({ column: 'place' }).n.raw).toBeNull();
  });

  it('writes order statistics of counts as counts where all of them are whole', async () => {
    const ages = async (...values: readonly number[]) => {
      const rows = values.map((age) => [age]);
      return summarize(await tableOf(tally, 'ages', { age: 'integer' }, rows, {}), ['age']);
    };
    const { min, q1, median, mean, q3, max, sd } = (await ages(30, 31)).at();
    expect([min, q1, median, mean, q3, max, sd].map(({ en }) => en)).toEqual([
      ...['30', '30.25', '30.50', '30.50', '30.75', '31', '0.71'],
    ]);
    const odd = (await ages(30, 32, 34)).at();
    expect([odd.median.en, odd.mean.en]).toEqual(['32', '32.00']);
    const both = await summarize(await incomes([['A', 7]]), ['income']);
    expect(both.at().min.en).toBe('€7.00');
    expect(both.title).toEqual({ en: 'Location and spread', zh: '集中趋势与离散程度' });
    expect(both.chart).toEqual({ mark: 'box', y: 'column' });
  });

  it('counts equal values each', async () => {
    const found = await summarize(await incomes([1, 1, 4].map((income) => ['A', income])), ['income']);
    expect(found.rows).toMatchObject([{ n: 3, mean: 2 }]);
  });

  it('of nobody knows that there is nobody', async () => {
    const found = await summarize(await incomes([]), ['income']);
    expect(found.rows).toMatchObject([{ n: 0, min: null, median: null, mean: null, sd: null }]);
    expect(found.at().mean.en).toBe('n/a');
  });
});

describe('summarizeBy', () => {
  const rows = [
    ['Rural', 10],
    ['Rural', 30],
    ['Urban', 7],
    [null, 1],
  ] as const;

  it('summarizes each group, by name, missing ones last', async () => {
    const found = await summarizeBy(await incomes(rows), 'income', 'place');
    expect(found.rows).toMatchObject([
      { group: 'Rural', n: 2, median: 20, mean: 20 },
      { group: 'Urban', n: 1, median: 7, mean: 7, sd: null },
      { group: null, n: 1, median: 1 },
    ]);
    expect(found.title).toEqual({ en: 'income by place', zh: '各place的income' });
    expect(found.chart).toEqual({ mark: 'box', y: 'group' });
    const ages = await summarizeBy(await incomes(rows), 'age', 'place');
    expect(ages.at({ group: 'Urban' }).min.en).toBe('30');
  });

  it("keeps the order of the column's categories, unknown ones behind them", async () => {
    const { name, columns, session } = await incomes([...rows, ['Attic', 1]]);
    const values = { Urban: { label: 'Urban' }, Suburban: { label: 'Suburban' }, Rural: { label: 'Rural' } };
    const schema = { place: { kind: 'text' as const, label: 'Place', values } };
    const table = new Table({ session, name, columns, roles: {}, schema });
    const found = await summarizeBy(table, 'income', 'place');
    expect(found.rows.map((row) => row.group)).toEqual(['Urban', 'Rural', 'Attic', null]);
  });
});
