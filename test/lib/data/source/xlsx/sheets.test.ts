import ExcelJS from 'exceljs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defineTable, load, loadOrders, open, type Tally, type Text } from 'tally';
import { Files } from '../../../load/files.js';
import { rawWorkbook } from './workbook.js';

const files = new Files();
let tally: Tally;
beforeAll(async () => {
  tally = await open();
});
afterAll(() => {
  tally.close();
  files.remove();
});

type Cells = readonly (string | number | boolean | Date | null)[];

async function workbook(fill: (book: ExcelJS.Workbook) => void, name = 'book.xlsx'): Promise<string> {
  const book = new ExcelJS.Workbook();
  fill(book);
  const path = join(files.folder, name);
  await book.xlsx.writeFile(path);
  return path;
}

const sheetOf = (rows: readonly Cells[], merges: readonly string[] = []) =>
  workbook((book) => {
    const sheet = book.addWorksheet('Orders');
    for (const row of rows) sheet.addRow([...row]);
    for (const merge of merges) sheet.mergeCells(merge);
  });

const textOf = (note: Text | null): string => (note === null || typeof note === 'string' ? '' : note.en);

const rowsOf = async (path: string, options = {}) => {
  const loaded = await load(tally, path, options);
  const { rows } = await tally.query`SELECT * EXCLUDE (file_row) FROM ${loaded} ORDER BY file_row`;
  return { rows, note: textOf(loaded.account.note), columns: Object.keys(loaded.columns).slice(0, -1) };
};

describe('numbers of a workbook', () => {
  it('keep their point, whatever the texts beside and among them', async () => {
    const beside = await sheetOf([
      ['id', 'a', 'b'],
      [1, 1.234, '1.234,50'],
      [2, 5.678, '2,50'],
    ]);
    const kept = [
      { id: 1, a: 1.234, b: 1234.5 },
      { id: 2, a: 5.678, b: 2.5 },
    ];
    expect((await rowsOf(beside)).rows).toEqual(kept);
    expect((await rowsOf(beside, { decimal: ',' })).rows).toEqual(kept);
    const contract = defineTable({
      name: 't',
      columns: { a: { type: 'double' as const }, b: { type: 'decimal' as const, scale: 1 } },
    });
    const { rows } = await rowsOf(beside, { contract });
    expect(rows.map(({ a, b }) => [a, Number(b)])).toEqual([
      [1.234, 1234.5],
      [5.678, 2.5],
    ]);
    const among = await sheetOf([['a'], [1.234], ['2,50'], [10.125]]);
    const checked = await load(tally, among, {
      contract: defineTable({ name: 't', columns: { a: { type: 'double' } } }),
    });
    expect((await tally.query`SELECT a FROM ${checked}`).rows).toEqual([{ a: 1.234 }, { a: 10.125 }]);
    expect((await rowsOf(among)).rows).toEqual([{ a: '1.234' }, { a: '2,50' }, { a: '10.125' }]);
  });

  it('are the amounts of orders', async () => {
    const path = await sheetOf([
      ['Order', 'Datum', 'Kunde', 'Betrag', 'Rabatt'],
      ['A1', new Date('2024-01-05'), 'a', 1.125, '0,50'],
      ['A2', new Date('2024-01-06'), 'b', 2.375, '0,25'],
    ]);
    const { content } = await loadOrders(tally, path);
    expect(content.at().revenue.raw).toBeCloseTo(3.5, 10);
  });
});

describe('the table of a workbook', () => {
  it('is on the first visible sheet that has one, or on the one that is asked for', async () => {
    const path = await workbook((book) => {
      book.addWorksheet('Cover').addRow(['Sales']);
      book.addWorksheet('Old', { state: 'hidden' }).addRows([['a'], [1]]);
      book.addWorksheet('2024').addRows([['a'], [2], [3]]);
    });
    expect(await rowsOf(path)).toMatchObject({
      rows: [{ a: 2 }, { a: 3 }],
      note: 'Excel. Sheet "2024"; the others are "Cover", "Old" (hidden).',
    });
    expect((await rowsOf(path, { sheet: 'Old' })).rows).toEqual([{ a: 1 }]);
    expect((await rowsOf(path, { sheet: 3 })).rows).toHaveLength(2);
    await expect(load(tally, path, { sheet: 'Covr' })).rejects.toThrow('Did you mean "Cover"?');
    await expect(load(tally, path, { sheet: 'Cover' })).rejects.toThrow(
      'no table with rows is on sheet "Cover"',
    );
    await expect(load(tally, path, { sheet: 9 })).rejects.toThrow('there is no sheet 9');
  });

  it('begins below titles and blank rows', async () => {
    const path = await sheetOf(
      [
        ['Sales report 2024'],
        [],
        ['as of', '2024-06-30'],
        ['order', 'city', 'amount'],
        ['a', 'Rome', 1],
        ['b', 'Bonn', 2],
      ],
      ['A1:C1'],
    );
    expect(await rowsOf(path)).toMatchObject({
      columns: ['order', 'city', 'amount'],
      rows: [{ amount: 1 }, { amount: 2 }],
      note: expect.stringContaining('Rows above the header that were skipped: 2.') as unknown,
    });
  });

  it('begins where the columns of a contract are named, also at the right', async () => {
    const contract = defineTable({
      name: 'c',
      columns: { city: { type: 'text' }, amount: { type: 'integer' } },
    });
    const path = await sheetOf([
      ['x', 'y', 'z', 'w'],
      [null, 'City', 'Amount', 'note'],
      [null, 'Rome', 1, 'n'],
      [null, 'Bonn', 'many', 'n'],
    ]);
    const loaded = await load(tally, path, { contract });
    expect(loaded).toMatchObject({ rows: 2, accepted: 1 });
    const { rows } = await tally.query`SELECT line, reason, text FROM ${loaded.quarantine}`;
    expect(rows).toEqual([
      { line: 4, reason: 'amount: "many" is not a whole number', text: '\tBonn\tmany\tn' },
    ]);
  });

  it('may lack a header', async () => {
    expect(
      (
        await rowsOf(
          await sheetOf([
            ['a', 1],
            ['b', 2],
          ]),
        )
      ).columns,
    ).toEqual(['column_1', 'column_2']);
  });

  it('has the names of merged headers joined', async () => {
    const path = await sheetOf(
      [
        ['Customer', '2023', null, '2024', null],
        [null, 'Q1', 'Q2', 'Q1', 'Q2'],
        ['a', 1, 2, 3, 4],
      ],
      ['A1:A2', 'B1:C1', 'D1:E1'],
    );
    expect(await rowsOf(path)).toMatchObject({
      columns: ['Customer', '2023 Q1', '2023 Q2', '2024 Q1', '2024 Q2'],
      rows: [{ Customer: 'a', '2024 Q2': 4 }],
      note: expect.stringContaining('The 2 rows of the header were joined.') as unknown,
    });
  });

  it('is refused where joined names are not of one column each', async () => {
    const path = await sheetOf(
      [
        ['Customer', 'Sum', null],
        [null, 'A', 'A'],
        ['a', 1, 2],
      ],
      ['A1:A2', 'B1:C1'],
    );
    await expect(load(tally, path)).rejects.toThrow('several columns would be named "Sum A"');
  });

  it('has cells merged over rows, of which only the first has a value: that is said', async () => {
    const path = await sheetOf(
      [
        ['order', 'item'],
        ['1', 'a'],
        [null, 'b'],
      ],
      ['A2:A3'],
    );
    expect((await rowsOf(path)).note).toContain('Merged cells among the rows: 1. Only the first cell');
  });

  it('has rows that are longer than the first ones, which are set aside', async () => {
    const rows = Array.from({ length: 210 }, (_, n): Cells => [`k${n}`, n]);
    const path = await sheetOf([['key', 'n'], ...rows, ['k', 1, 'beyond']]);
    const loaded = await load(tally, path);
    expect(loaded).toMatchObject({ rows: 211, accepted: 210 });
    const { rows: aside } = await tally.query`SELECT line, reason FROM ${loaded.quarantine}`;
    expect(aside).toEqual([{ line: 212, reason: '3 fields where 2 are expected' }]);
  });

  it('has errors, which break the row where a contract asks for the column', async () => {
    const path = await workbook((book) => {
      book.addWorksheet('S').addRows([
        ['name', 'city'],
        [{ error: '#REF!' }, 'Rome'],
        ['b', { error: '#VALUE!' }],
        ['c', { error: '#N/A' }],
      ]);
    });
    const contract = defineTable({ name: 'c', columns: { name: { type: 'text' } } });
    const loaded = await load(tally, path, { contract, onViolation: 'report' });
    const { rows } = await tally.query`SELECT line, reason FROM ${loaded.quarantine}`;
    expect(rows).toEqual([{ line: 2, reason: 'column "name" holds the error #REF!' }]);
    expect(loaded.accepted).toBe(2);
  });

  it('keeps every character of many texts', async () => {
    const path = join(files.folder, 'many.xlsx');
    const book = new ExcelJS.stream.xlsx.WorkbookWriter({ filename: path });
    const sheet = book.addWorksheet('数据');
    sheet.addRow(['序号', '说明']).commit();
    for (let n = 0; n < 8000; n++) sheet.addRow([n, `订单编号客户名称金额${n}`]).commit();
    await book.commit();
    const { rows } = await rowsOf(path);
    expect(rows.every((row, n) => row['说明'] === `订单编号客户名称金额${n}`)).toBe(true);
    expect(rows).toHaveLength(8000);
  });

  it('is a table of orders', async () => {
    const path = await sheetOf([
      ['订单号', '客户ID', '下单时间', '金额'],
      ['1', 'a', new Date(Date.UTC(2024, 0, 5)), 10.5],
      ['2', 'a', new Date(Date.UTC(2024, 1, 5)), 4.5],
    ]);
    const orders = await loadOrders(tally, path);
    expect(orders).toMatchObject({ from: '2024-01-05', asOf: '2024-02-05' });
    expect(orders.content.rows).toMatchObject([{ revenue: 15, purchases: 2 }]);
  });
});

describe('a workbook with macros', () => {
  it('is read without them, which is said', async () => {
    const rows = '<row><c t="str"><v>a</v></c></row><row><c><v>1</v></c></row>';
    const bytes = rawWorkbook({ rows, others: { 'xl/vbaProject.bin': new Uint8Array(9) } });
    const { note } = await rowsOf(files.write('macros.xlsm', bytes));
    expect(note).toContain('Its macros were ignored.');
  });
});
