import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { benjaminiHochberg, cellOf, crossTab, gatherColumns, OptionsError, wilson } from 'tally';
import { userLine, Workbench } from '../users.js';

let bench: Workbench;
beforeAll(async () => {
  bench = await Workbench.open();
});
afterAll(() => bench.close());

const people = (groups: readonly (readonly [string, string, number])[]) =>
  groups
    .flatMap(([location, category, n]) => Array.from({ length: n }, () => [location, category] as const))
    .map(([location, product_category_preference], id) =>
      userLine(id, { location, product_category_preference }),
    );

const tabOf = async (groups: readonly (readonly [string, string, number])[]) => {
  const { table } = await bench.users(people(groups));
  return crossTab(bench.engine, table, 'location', 'product_category_preference');
};

describe('crossTab', () => {
  it('gives both percentages of each cell, expected counts and residuals', async () => {
    const tab = await tabOf([
      ['Urban', 'Books', 30],
      ['Urban', 'Apparel', 10],
      ['Rural', 'Books', 20],
      ['Rural', 'Apparel', 40],
    ]);
    expect(tab).toMatchObject({ n: 100, rows: ['Rural', 'Urban'], columns: ['Apparel', 'Books'] });
    expect(cellOf(tab, 'Urban', 'Books')).toMatchObject({
      users: 30,
      shareOfRow: 0.75,
      shareOfColumn: 0.6,
      expected: 20,
    });
    // chi2 = 100 (30 * 40 - 10 * 20)^2 / (40 * 60 * 50 * 50); in a table of four the residual is its root.
    expect(tab.association?.chiSquare).toBeCloseTo(16.6667, 4);
    expect(cellOf(tab, 'Urban', 'Books')?.residual).toBeCloseTo(Math.sqrt(16.66666666), 6);
    expect(cellOf(tab, 'Urban', 'Books')?.p).toBeCloseTo(tab.association?.p ?? NaN, 12);
  });

  it('shows cells without users as 0, and rows without users with no share', async () => {
    const { table } = await bench.users(
      people([
        ['Urban', 'Books', 2],
        ['Rural', 'Apparel', 1],
      ]),
    );
    const tab = await crossTab(bench.engine, table, 'location', 'product_category_preference', {
      rows: ['Urban', 'Suburban', 'Rural'],
    });
    expect(cellOf(tab, 'Urban', 'Apparel')).toMatchObject({ users: 0, shareOfRow: 0, shareOfColumn: 0 });
    expect(cellOf(tab, 'Suburban', 'Books')).toMatchObject({
      users: 0,
      shareOfRow: null,
      residual: null,
      p: null,
    });
    expect(tab.association?.df).toBe(1);
  });

  it('corrects the p of each cell over the cells, and gives both shares their intervals', async () => {
    const tab = await tabOf([
      ['Urban', 'Books', 30],
      ['Urban', 'Apparel', 10],
      ['Urban', 'Electronics', 12],
      ['Rural', 'Books', 20],
      ['Rural', 'Apparel', 40],
      ['Rural', 'Electronics', 13],
    ]);
    expect(tab.cells.map((cell) => cell.q)).toEqual(
      benjaminiHochberg(tab.cells.map((cell) => cell.p ?? NaN)),
    );
    expect(cellOf(tab, 'Urban', 'Books')).toMatchObject({
      intervalOfRow: wilson(30, 52),
      intervalOfColumn: wilson(30, 50),
    });
    expect(tab.cells.filter((cell) => (cell.q ?? 1) < 0.05).map((cell) => cell.column)).not.toContain(
      'Electronics',
    );
  });

  it('takes columns together and tests them anew', async () => {
    const tab = await tabOf([
      ['Urban', 'Books', 20],
      ['Urban', 'Electronics', 10],
      ['Urban', 'Apparel', 10],
      ['Rural', 'Books', 5],
      ['Rural', 'Electronics', 15],
      ['Rural', 'Apparel', 40],
    ]);
    const two = gatherColumns(tab, { other: ['Books', 'Electronics'], Apparel: ['Apparel'] });
    expect(two).toEqual({
      ...(await tabOf([
        ['Urban', 'Zoo', 30],
        ['Urban', 'Apparel', 10],
        ['Rural', 'Zoo', 20],
        ['Rural', 'Apparel', 40],
      ]).then((whole) => ({ ...whole, columns: ['other', 'Apparel'] }))),
      cells: expect.any(Array) as object,
    });
    expect(cellOf(two, 'Rural', 'other')).toMatchObject({ users: 20, shareOfRow: 1 / 3, shareOfColumn: 0.4 });
    expect(() => gatherColumns(tab, { x: ['Toys'] })).toThrow(OptionsError);
    expect(() => gatherColumns(tab, { x: ['Toys'] })).toThrow(
      /no column Toys .* Apparel, Books, Electronics/,
    );
  });

  it('has shares that sum to 1 both ways', async () => {
    const count = fc.integer({ min: 0, max: 6 });
    await fc.assert(
      fc.asyncProperty(count, count, count, count, async (a, b, c, d) => {
        fc.pre(a + b > 0 && c + d > 0 && a + c > 0 && b + d > 0);
        const tab = await tabOf([
          ['Urban', 'Books', a],
          ['Urban', 'Apparel', b],
          ['Rural', 'Books', c],
          ['Rural', 'Apparel', d],
        ]);
        const sum = (of: 'shareOfRow' | 'shareOfColumn', where: 'row' | 'column', name: string) =>
          tab.cells
            .filter((cell) => cell[where] === name)
            .reduce((total, cell) => total + (cell[of] ?? 0), 0);
        for (const row of tab.rows) expect(sum('shareOfRow', 'row', row)).toBeCloseTo(1, 12);
        for (const column of tab.columns) expect(sum('shareOfColumn', 'column', column)).toBeCloseTo(1, 12);
        expect(tab.cells.reduce((total, cell) => total + cell.users, 0)).toBe(a + b + c + d);
      }),
      { numRuns: 15 },
    );
  });
});
