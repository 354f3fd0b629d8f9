import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { open, OptionsError, portrait, type Schema, type Tally } from 'tally';
import { Table } from '../../../../lib/src/core/table.js';
import { maxZ } from '../../../../lib/src/stats/max-z.js';
import { wilson } from '../../../../lib/src/stats/proportion.js';
import { tableOf } from '../../table-of.js';

const { crossTab, gatherColumns } = portrait;

let tally: Tally;
beforeAll(async () => {
  tally = await open({ seed: 7 });
});
afterAll(() => tally.close());

type Groups = readonly (readonly [string | null, string | null, number])[];

const people = (groups: Groups) =>
  tableOf(
    tally,
    'people',
    { place: 'text?', category: 'text?' },
    groups.flatMap(([place, category, n]) => Array.from({ length: n }, () => [place, category])),
    {},
  );

const tabOf = async (groups: Groups, options: portrait.CrossTabOptions = {}) =>
  crossTab(await people(groups), 'place', 'category', options);

const namesOf = ({ schema }: portrait.CrossTab) =>
  [Object.keys(schema.row.values), Object.keys(schema.column.values)] as const;

const FOUR: Groups = [
  ['Urban', 'Books', 30],
  ['Urban', 'Apparel', 10],
  ['Rural', 'Books', 20],
  ['Rural', 'Apparel', 40],
];

describe('crossTab', () => {
  it('gives both percentages of each cell, expected counts and residuals', async () => {
    const tab = await tabOf(FOUR);
    expect(namesOf(tab)).toEqual([
      ['Rural', 'Urban'],
      ['Apparel', 'Books'],
    ]);
    const cell = tab.at({ row: 'Urban', column: 'Books' });
    expect([cell.users.raw, cell.rowUsers.raw, cell.columnUsers.raw]).toEqual([30, 40, 50]);
    expect([cell.shareOfRow.raw, cell.shareOfColumn.raw, cell.expected.raw]).toEqual([0.75, 0.6, 20]);
    // chi2 = 100 (30 * 40 - 10 * 20)^2 / (40 * 60 * 50 * 50); in a table of four the residual is its root.
    const { n, chiSquare, p, sparse } = tab.association.at();
    expect([n.raw, sparse.raw]).toEqual([100, 0]);
    expect(chiSquare.raw).toBeCloseTo(16.6667, 4);
    expect(cell.residual.raw).toBeCloseTo(Math.sqrt(16.66666666), 6);
    expect(cell.p.raw).toBeCloseTo(p.raw ?? NaN, 12);
  });

  it('hides what its cells rest on, and is drawn as a heatmap', async () => {
    const tab = await tabOf(FOUR);
    const hiddenOf = (schema: Schema) =>
      Object.entries(schema).flatMap(([name, { hidden }]) => (hidden === true ? name : []));
    expect(hiddenOf(tab.schema)).toEqual(['rowUsers', 'rowInterval', 'columnUsers', 'columnInterval']);
    expect(hiddenOf(tab.association.schema)).toEqual(['interval', 'sampleV']);
    expect([tab.schema.shareOfRow.of, tab.schema.shareOfColumn.of]).toEqual([
      { base: 'rowUsers', interval: 'rowInterval' },
      { base: 'columnUsers', interval: 'columnInterval' },
    ]);
    const cell = tab.at({ row: 'Urban', column: 'Books' });
    const { cramersV, sampleV } = tab.association.at();
    // sampleV = 16.667 / 100, its root; V is corrected for bias.
    expect([cell.expected.en, cell.residual.en, sampleV.en]).toEqual(['20.0', '4.1', '0.408']);
    expect(cramersV.en).toMatch(/^0\.\d{3}$/);
    expect(tab.schema.row).not.toHaveProperty('unit');
    expect(tab.chart).toEqual({ mark: 'heatmap', x: 'column', y: 'row', color: 'shareOfRow' });
    expect(tab.association.title).toEqual({
      en: 'place and category: are they associated?',
      zh: 'place与category：是否相关',
    });
  });

  it('shows cells without users as 0, and rows without users with no share', async () => {
    const tab = await tabOf(
      [
        ['Urban', 'Books', 2],
        ['Rural', 'Apparel', 1],
      ],
      { rows: ['Urban', 'Suburban', 'Rural'] },
    );
    const empty = tab.where({ row: 'Urban', column: 'Apparel' }).rows;
    expect(empty).toMatchObject([{ users: 0, shareOfRow: 0, shareOfColumn: 0 }]);
    const nobody = tab.where({ row: 'Suburban', column: 'Books' }).rows;
    expect(nobody).toMatchObject([
      { users: 0, shareOfRow: null, rowInterval: null, residual: null, p: null },
    ]);
    expect(tab.association.at().df.raw).toBe(1);
  });

  it('corrects the p of each cell over the cells, and gives both shares their intervals', async () => {
    const tab = await tabOf([...FOUR, ['Urban', 'Electronics', 12], ['Rural', 'Electronics', 13]]);
    const counts = ['Rural', 'Urban'].map((row) => tab.where({ row }).rows.map((cell) => cell.users));
    const corrected = maxZ(counts, { seed: 7 });
    expect(corrected).not.toEqual(maxZ(counts));
    ['Rural', 'Urban'].forEach((row, index) => {
      expect(tab.where({ row }).rows.map((cell) => cell.q)).toEqual(corrected[index]);
    });
    tab.rows.forEach(({ p, q }) => expect(q).toBeGreaterThanOrEqual((p ?? 1) - 0.02));
    expect(tab.where({ row: 'Urban', column: 'Books' }).rows).toMatchObject([
      { rowInterval: wilson(30, 52), columnInterval: wilson(30, 50) },
    ]);
    const standOut = tab.rows.filter((cell) => (cell.q ?? 1) < 0.05).map((cell) => cell.column);
    expect(standOut).not.toContain('Electronics');
    expect(standOut.length).toBeGreaterThan(0);
  });

  it('takes order, names and labels from the table', async () => {
    const { name, columns, session } = await people(FOUR);
    const values = { Urban: { label: 'Town' }, Suburban: { label: 'Suburb' }, Rural: { label: 'Country' } };
    const unit = { en: 'since 2020', zh: '2020年起' };
    const place = { kind: 'text' as const, label: { en: 'Place', zh: '地区' }, values, unit };
    const tab = await crossTab(
      new Table({ session, name, columns, roles: {}, schema: { place } }),
      'place',
      'category',
    );
    expect(namesOf(tab)[0]).toEqual(['Urban', 'Suburban', 'Rural']);
    expect(tab.schema.row).toMatchObject({ label: { en: 'Place', zh: '地区' }, unit });
    expect(tab.at({ row: 'Urban', column: 'Books' }).row.en).toBe('Town');
    expect(tab.title).toEqual({ en: 'Place and category', zh: '地区与category' });
  });

  it('leaves out users without a value, and says nothing of nobody', async () => {
    const tab = await tabOf([...FOUR, [null, 'Books', 7], ['Urban', null, 7]]);
    expect(tab.rows).toEqual((await tabOf(FOUR)).rows);
    const nobody = await tabOf([]);
    expect(nobody.rows).toEqual([]);
    expect(nobody.association.rows).toEqual([
      {
        ...{ n: 0, chiSquare: null, df: null, p: null, cramersV: null, interval: null },
        ...{ sampleV: null, size: null, sparse: null },
      },
    ]);
    const alike = await tabOf([['Urban', 'Books', 3]]);
    expect(alike.rows).toMatchObject([{ users: 3, shareOfRow: 1, residual: null, q: null }]);
    expect(alike.association.rows).toMatchObject([{ n: 3, p: null }]);
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
        const [rows, columns] = namesOf(tab);
        for (const row of rows) expect(tab.where({ row }).total('shareOfRow').raw).toBeCloseTo(1, 12);
        for (const column of columns) {
          expect(tab.where({ column }).total('shareOfColumn').raw).toBeCloseTo(1, 12);
        }
        expect(tab.total('users').raw).toBe(a + b + c + d);
      }),
      { numRuns: 15 },
    );
  });
});

describe('gatherColumns', () => {
  const SIX: Groups = [
    ['Urban', 'Books', 20],
    ['Urban', 'Electronics', 10],
    ['Urban', 'Apparel', 10],
    ['Rural', 'Books', 5],
    ['Rural', 'Electronics', 15],
    ['Rural', 'Apparel', 40],
  ];

  it('takes columns together and tests them anew', async () => {
    const two = gatherColumns(await tabOf(SIX), {
      Books: { label: 'Books and more', columns: ['Books', 'Electronics'] },
      Apparel: ['Apparel'],
    });
    const whole = await tabOf(FOUR, { columns: ['Books', 'Apparel'] });
    expect(two.rows).toEqual(whole.rows);
    expect(two.association.rows).toEqual(whole.association.rows);
    expect(two.at({ row: 'Rural', column: 'Books' }).column.en).toBe('Books and more');
    expect(two.schema.column.values).toEqual({
      Books: { label: 'Books and more' },
      Apparel: { label: 'Apparel' },
    });
    expect([two.name, two.title]).toEqual([
      'place-and-category-gathered',
      { en: 'place and category', zh: 'place与category' },
    ]);
  });

  it('leaves out columns that are in no group', async () => {
    const one = gatherColumns(await tabOf(SIX), { paper: ['Books'] });
    expect(one.rows.map(({ row, column, users }) => [row, column, users])).toEqual([
      ['Rural', 'paper', 5],
      ['Urban', 'paper', 20],
    ]);
    expect(one.association.at().n.raw).toBe(25);
  });

  it('refuses columns that are not there', async () => {
    const tab = await tabOf(SIX);
    expect(() => gatherColumns(tab, { x: ['Toys'] })).toThrow(OptionsError);
    expect(() => gatherColumns(tab, { x: ['toString'] })).toThrow(
      /no column toString .* Apparel, Books, Electronics/,
    );
  });
});
