import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { id, inequality, join, lorenz, sql, type Table } from 'tally';
import { Workbench } from '../users.js';

let bench: Workbench;
beforeAll(async () => {
  bench = await Workbench.open();
});
afterAll(() => bench.close());

const table: Table = { name: 'amounts', columns: { x: 'double' } };

async function amounts(values: readonly number[]): Promise<Table> {
  const rows = join(
    values.map((value) => sql`(${value}::DOUBLE)`),
    ', ',
  );
  await bench.engine.run(
    sql`CREATE OR REPLACE TABLE ${table} AS SELECT * FROM (VALUES ${rows}) v(${id('x')})`,
  );
  return table;
}

/** Gini as the mean absolute difference over all pairs: slow and obvious. */
function pairwiseGini(values: readonly number[]): number {
  const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
  const differences = values.flatMap((x) => values.map((y) => Math.abs(x - y)));
  return differences.reduce((sum, d) => sum + d, 0) / (2 * values.length ** 2 * mean);
}

describe('inequality', () => {
  it('is 0 when all have the same, (n - 1) / n when one has all', async () => {
    expect(await inequality(bench.engine, await amounts([5, 5, 5, 5]), 'x')).toMatchObject({ gini: 0 });
    expect(await inequality(bench.engine, await amounts([0, 0, 0, 8]), 'x')).toMatchObject({ gini: 0.75 });
  });

  it('counts the top by rounding up', async () => {
    const result = await inequality(bench.engine, await amounts([1, 2, 3, 4, 5, 6]), 'x', { top: 0.2 });
    expect(result).toMatchObject({ n: 6, total: 21, topN: 2, topShare: 11 / 21 });
  });

  it('is what comparing all pairs gives, whatever the order', async () => {
    const value = fc.integer({ min: 0, max: 1000 });
    await fc.assert(
      fc.asyncProperty(fc.array(value, { minLength: 1, maxLength: 30 }), async (values) => {
        fc.pre(values.some((x) => x > 0));
        const result = await inequality(bench.engine, await amounts(values), 'x');
        expect(result.gini).toBeCloseTo(pairwiseGini(values), 10);
        const reversed = await inequality(bench.engine, await amounts([...values].reverse()), 'x');
        expect(reversed).toEqual(result);
      }),
      { numRuns: 30 },
    );
  });

  it('is not defined when nobody has anything, and refuses negatives and nothing', async () => {
    expect(await inequality(bench.engine, await amounts([0, 0]), 'x')).toMatchObject({
      gini: null,
      topShare: null,
    });
    await expect(inequality(bench.engine, await amounts([1, -1]), 'x')).rejects.toThrow(
      /1 values are negative/,
    );
    const none = { name: 'nobody', columns: { x: 'double' } } as const;
    await bench.engine.run(sql`CREATE OR REPLACE TABLE ${none} AS SELECT 1.0 AS x WHERE FALSE`);
    await expect(inequality(bench.engine, none, 'x')).rejects.toThrow(/nobody is empty/);
  });
});

describe('lorenz', () => {
  it('runs from nobody to everybody, below the diagonal', async () => {
    const points = await lorenz(bench.engine, await amounts([1, 2, 3, 4]), 'x', { steps: 4 });
    expect(points).toEqual([
      { rows: 0, share: 0 },
      { rows: 0.25, share: 0.1 },
      { rows: 0.5, share: 0.3 },
      { rows: 0.75, share: 0.6 },
      { rows: 1, share: 1 },
    ]);
  });
});

describe('with values above 0 only', () => {
  it('inequality and lorenz leave the others out', async () => {
    const table = await amounts([0, 0, 1, 2, 3, 4]);
    const found = await inequality(bench.engine, table, 'x', { positive: true, top: 0.25 });
    expect(found).toMatchObject({ n: 4, total: 10, gini: 0.25, topN: 1, topShare: 0.4 });
    expect(await lorenz(bench.engine, table, 'x', { positive: true, steps: 2 })).toEqual([
      { rows: 0, share: 0 },
      { rows: 0.5, share: 0.3 },
      { rows: 1, share: 1 },
    ]);
  });

  it('refuse a table that has none', async () => {
    const table = await amounts([0, 0]);
    await expect(inequality(bench.engine, table, 'x', { positive: true })).rejects.toThrow(
      /no value is above 0/,
    );
    await expect(lorenz(bench.engine, table, 'x', { positive: true })).rejects.toThrow(/no value is above 0/);
  });
});
