import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { columnValues, open, type Tally } from 'tally';
import { Table } from '../../../../lib/src/core/table.js';
import { tableOf } from '../../table-of.js';

let tally: Tally;
beforeAll(async () => {
  tally = await open();
});
afterAll(() => tally.close());

const COLUMNS = {
  zeile: 'integer',
  menge: 'integer?',
  preis: 'decimal',
  gewicht: 'double?',
  tag: 'date?',
  zeit: 'timestamp?',
  ware: 'text?',
  neu: 'boolean',
  leer: 'integer?',
} as const;

const ROWS = [
  [1, 3, 2.5, 0.12345, '2024-01-05', '2024-01-05 10:00:00', 'Tee', true, null],
  [2, 20, 10, null, '2024-01-03', '2024-01-06 09:30:00', 'Tee', false, null],
  [3, 3, 7.25, 1, '2024-01-05', null, 'Salz', false, null],
  [4, 100, 8, 0.5, null, null, 'Brot', true, null],
  [5, null, 9, 0.12349, null, null, 'Brot', false, null],
  [6, 5, 11, 2, null, null, 'Wein', false, null],
  [7, 4, 12, 3, null, null, 'Wein', false, null],
  [8, 7, 13, 0, null, null, 'Kaffee aus dem Hochland, gemahlen', false, null],
] as const;

const shop = () => tableOf(tally, 'waren', COLUMNS, ROWS, { row: 'zeile' });

describe('values of columns', () => {
  it('are counted and ordered by their kind, without the number of the row', async () => {
    const found = await columnValues(await shop());
    expect(
      found.rows.map(({ column, kind, known, missing, distinct }) => [
        column,
        kind,
        known,
        missing,
        distinct,
      ]),
    ).toEqual([
      ['menge', 'integer', 7, 1, 6],
      ['preis', 'decimal', 8, 0, 8],
      ['gewicht', 'double', 7, 1, 7],
      ['tag', 'date', 3, 5, 2],
      ['zeit', 'timestamp', 2, 6, 2],
      ['ware', 'text', 8, 0, 5],
      ['neu', 'boolean', 8, 0, 2],
      ['leer', 'integer', 0, 8, 0],
    ]);
    expect(found.rows.map(({ min, median, max }) => [min, median, max])).toEqual([
      // 3 3 4 5 7 20 100
      ['3', '5', '100'],
      // 2.5 7.25 8 9 10 11 12 13
      ['2.50', '9.5', '13.00'],
      // 0 0.12345 0.12349 0.5 1 2 3
      ['0.0', '0.5', '3.0'],
      ['2024-01-03', null, '2024-01-05'],
      ['2024-01-05 10:00:00', null, '2024-01-06 09:30:00'],
      [null, null, null],
      [null, null, null],
      [null, null, null],
    ]);
  });

  it('have the three most frequent where values repeat, ties by value', async () => {
    const found = await columnValues(await shop());
    expect(found.rows.map(({ top }) => top)).toEqual([
      '3 (2), 100 (1), 20 (1)',
      null,
      null,
      '2024-01-05 (2), 2024-01-03 (1)',
      null,
      'Brot (2), Tee (2), Wein (2)',
      'false (6), true (2)',
      null,
    ]);
    const long = 'Kaffee aus dem Hochland, gemahlen und geröstet';
    const coffees = await tableOf(tally, 'kaffees', { ware: 'text' }, [[long], [long]], {});
    expect((await columnValues(coffees)).at().top.raw).toBe('Kaffee aus dem Hochland, gemah (2)');
  });

  it('have a median of four digits, of an even number halfway between two', async () => {
    const weights = await tableOf(tally, 'gewichte', { gewicht: 'double' }, [[0.12344], [0.12349]], {});
    expect((await columnValues(weights)).at().median.raw).toBe('0.1235');
  });

  it('are told by name of the column, with its unit', async () => {
    const { name, columns, session } = await tableOf(tally, 'wege', { km: 'integer' }, [[1]], {});
    const label = { en: 'Distance', zh: '距离' };
    const km = { kind: 'integer' as const, label, unit: { en: 'kilometers', zh: '公里' } };
    const found = await columnValues(new Table({ session, name, columns, roles: {}, schema: { km } }));
    expect(found.at().column).toMatchObject({ en: 'km (kilometers)', zh: 'km（公里）' });
    expect(found.title).toEqual({ en: 'What the columns contain', zh: '各列内容' });
  });

  it('say that medians are approximate above five million rows', async () => {
    const table = await shop();
    const count = vi.spyOn(table, 'count');
    count.mockResolvedValue(5_000_000);
    expect((await columnValues(table)).note).toBeNull();
    count.mockResolvedValue(5_000_001);
    const many = await columnValues(table);
    expect(many.note).toEqual({ en: 'Medians are approximate.', zh: '中位数为近似值。' });
    expect(many.at({ column: 'menge' }).median.raw).toBe('5');
  });
});
