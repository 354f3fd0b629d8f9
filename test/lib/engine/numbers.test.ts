import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { open, ResultShapeError, sql, type Tally } from 'tally';

let tally: Tally;
beforeAll(async () => {
  tally = await open();
});
afterAll(() => tally.close());

describe('numbers of a query', () => {
  it('come as one array a column, in order, over many chunks, with NaN for null', async () => {
    const [i = new Float64Array(), half = new Float64Array()] = await tally.engine.numbers(
      sql`SELECT CAST(range AS DOUBLE), CASE WHEN range % 2 = 0 THEN range / 2 END FROM range(100000) ORDER BY range`,
    );
    expect([i.length, half.length]).toEqual([100_000, 100_000]);
    expect(i.every((value, at) => value === at)).toBe(true);
    expect(half.every((value, at) => (at % 2 === 0 ? value === at / 2 : Number.isNaN(value)))).toBe(true);
  });

  it('can be none', async () => {
    const found = await tally.engine.numbers(sql`SELECT CAST(1 AS DOUBLE), CAST(2 AS DOUBLE) WHERE 1 = 0`);
    expect(found.map(({ length }) => length)).toEqual([0, 0]);
  });

  it('are refused where a column is no double, and the engine goes on', async () => {
    await expect(tally.engine.numbers(sql`SELECT 1 AS one`)).rejects.toThrow(ResultShapeError);
    expect(await tally.engine.one(sql`SELECT 1 AS one`, { one: 'integer' })).toEqual({ one: 1 });
  });
});
