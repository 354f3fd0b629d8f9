import { gzipSync } from 'node:zlib';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defineTable, load, loadOrders, open, type Tally } from 'tally';
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

/** A folder with these files; its pattern. */
function folder(
  name: string,
  contents: Readonly<Record<string, string | Uint8Array>>,
  pattern = '*',
): string {
  const path = join(files.folder, name);
  mkdirSync(path, { recursive: true });
  for (const [file, content] of Object.entries(contents)) writeFileSync(join(path, file), content);
  return join(path, pattern);
}

const MONTHS = {
  'o-01.csv': 'order_id,customer_id,date,amount\n1,a,2024-01-01,5\n2,b,2024-01-02,x\n',
  'o-02.csv': 'amount,order_id,customer_id,date\n7,3,a,2024-02-01\ny,4,b,2024-02-02\n8,3,b,2024-02-03\n',
};
const contract = defineTable({
  name: 'orders',
  columns: { order_id: { type: 'text' }, amount: { type: 'decimal' } },
  key: ['order_id'],
});

describe('all files that a pattern matches', () => {
  it('are put together by signs too where their names are nothing else', async () => {
    const loaded = await load(
      tally,
      folder('signs', { 'a.csv': 'id,$,%,C,C#\n1,10,11,12,13\n', 'b.csv': 'C#,%,C,id,$\n23,21,22,2,20\n' }),
      { glob: true },
    );
    const { rows } =
      await tally.query`SELECT id, "$" AS usd, "%" AS part, "C" AS c, "C#" AS sharp FROM ${loaded} ORDER BY id`;
    expect(rows).toEqual([
      { id: 1, usd: 10, part: 11, c: 12, sharp: 13 },
      { id: 2, usd: 20, part: 21, c: 22, sharp: 23 },
    ]);
  });

  it('are one table with the name of the file, whatever the order of their columns', async () => {
    const loaded = await load(
      tally,
      folder('free', { ...MONTHS, 'o-03.csv': 'order_id,customer_id,date,amount\n' }),
      { glob: true },
    );
    const { rows } = await tally.query`SELECT order_id, amount, file FROM ${loaded} ORDER BY file_row`;
    expect(rows).toEqual([
      { order_id: 1, amount: '5', file: 'o-01.csv' },
      { order_id: 2, amount: 'x', file: 'o-01.csv' },
      { order_id: 3, amount: '7', file: 'o-02.csv' },
      { order_id: 4, amount: 'y', file: 'o-02.csv' },
      { order_id: 3, amount: '8', file: 'o-02.csv' },
    ]);
    expect(loaded.account.note).toMatchObject({
      en: expect.stringContaining(
        'Files: 2, from o-01.csv to o-02.csv. Files without rows: o-03.csv.',
      ) as unknown,
    });
  });

  it.each([
    ['fast', {}],
    ['row by row', { 'o-03.csv': 'order_id,customer_id,date,amount\n9,c,2024-03-01,1,1\n' }],
  ])('name the file and line of each row set aside, read %s', async (way, others) => {
    const loaded = await load(tally, folder(way, { ...MONTHS, ...others }), { glob: true, contract });
    const { rows } = await tally.query`SELECT line, reason, text FROM ${loaded.quarantine}`;
    expect(rows.slice(0, 3)).toEqual([
      {
        line: 3,
        reason: 'o-01.csv: amount: "x" is not a number (at most 2 decimals)',
        text: '2,b,2024-01-02,x',
      },
      {
        line: 3,
        reason: 'o-02.csv: amount: "y" is not a number (at most 2 decimals)',
        text: 'y,4,b,2024-02-02',
      },
      {
        line: 4,
        reason: 'o-02.csv: order_id: 3 already appears on line 2 of o-02.csv',
        text: '8,3,b,2024-02-03',
      },
    ]);
    expect(rows.slice(3)).toEqual(
      way === 'fast'
        ? []
        : [{ line: 2, reason: 'o-03.csv: 5 fields where 4 are expected', text: '9,c,2024-03-01,1,1' }],
    );
    expect(loaded.accepted + loaded.quarantined).toBe(loaded.rows);
  });

  it('have their rows set aside file by file, in examples and in a file of their own', async () => {
    const pattern = folder('late', {
      'a.csv': 'order_id,amount\n1,5\n2,x\n',
      'b.csv': 'order_id,amount\n3,y\n4,5\n5,z\n',
    });
    const options = { glob: true, contract } as const;
    const quarantineFile = join(files.folder, 'late.csv');
    await load(tally, pattern, { ...options, quarantineFile });
    const written = readFileSync(quarantineFile, 'utf8').match(/^\d+,"\w\.csv/gm);
    expect(written).toEqual(['3,"a.csv', '2,"b.csv', '4,"b.csv']);
    await expect(load(tally, pattern, { ...options, onViolation: 'fail' })).rejects.toThrow(
      /3 of 5 rows break.*line 3: a\.csv: .*line 2: b\.csv: .*line 4: b\.csv/s,
    );
  });

  it('have rows that are there several times, each as often as it is there', async () => {
    const pattern = folder('alike', { 'a.csv': 'n\n1\n1\n', 'b.csv': 'n\n1\n2\n' });
    const loaded = await load(tally, pattern, { glob: true });
    const { rows } = await tally.query`SELECT n, file FROM ${loaded} ORDER BY file_row`;
    expect(rows.map(({ n, file }) => [n, file])).toEqual([
      [1, 'a.csv'],
      [1, 'a.csv'],
      [1, 'b.csv'],
      [2, 'b.csv'],
    ]);
  });

  it('are one shop of orders, whose account adds up over the files', async () => {
    const orders = await loadOrders(tally, folder('orders', MONTHS, 'o-*.csv'), { glob: true });
    expect(orders.account.rows.map(({ outcome, rows }) => [outcome, rows])).toEqual([
      ['rows', 5],
      ['sale', 1],
      ['twoCustomers', 2],
      ['setAside', 2],
    ]);
    expect((await tally.query`SELECT file FROM ${orders.lines}`).rows).toEqual([{ file: 'o-01.csv' }]);
  });

  it('may be packed, in other encodings and of other delimiters', async () => {
    const pattern = folder('mixed', {
      'a.csv.gz': gzipSync('id,city\n1,Köln\n'),
      'b.csv': Buffer.from('id;city\n2;Nürnberg\n', 'latin1'),
      'c.tsv': 'id\tcity\n3\tBonn\n',
    });
    const loaded = await load(tally, pattern, { glob: true });
    const { rows } = await tally.query`SELECT id, city FROM ${loaded} ORDER BY file_row`;
    expect(rows).toEqual([
      { id: 1, city: 'Köln' },
      { id: 2, city: 'Nürnberg' },
      { id: 3, city: 'Bonn' },
    ]);
  });

  it('keep a column of their own that is called file', async () => {
    const loaded = await load(
      tally,
      folder('named', { 'a.csv': 'file,n\nx,1\n', 'b.csv': 'file,n\ny,2\n' }),
      { glob: true },
    );
    expect(Object.keys(loaded.columns)).toEqual(['file', 'n', 'source_file', 'file_row']);
  });

  it('are refused where one has other columns, or two are the same', async () => {
    const lacking = folder('lacking', {
      ...MONTHS,
      'o-03.csv': 'order_id,customer_id,date\n1,a,2024-01-01\n',
    });
    await expect(load(tally, lacking, { glob: true })).rejects.toThrow(
      /o-03\.csv has no column "amount", which .*o-01\.csv has/,
    );
    const extra = folder('extra', { 'a.csv': 'n\n1\n', 'b.csv': 'n,m\n1,2\n' });
    await expect(load(tally, extra, { glob: true })).rejects.toThrow(
      /b\.csv has a column "m", which .*a\.csv lacks/,
    );
    const twice = folder('twice', { 'a.csv': 'n\n1\n', 'a (1).csv': 'n\n1\n' });
    await expect(load(tally, twice, { glob: true })).rejects.toThrow(
      'have the same content: its rows would count twice',
    );
  });

  it('are asked for: a path is otherwise the name of one file', async () => {
    const pattern = folder('asked', MONTHS, 'o-*.csv');
    await expect(load(tally, pattern)).rejects.toThrow(
      'If it is a pattern for several files, say so: glob: true.',
    );
    await expect(load(tally, pattern.replace('o-', 'p-'), { glob: true })).rejects.toThrow('no file matches');
    await expect(
      load(tally, folder('empty', { 'a.csv': '', 'b.csv': 'x\n' }), { glob: true }),
    ).rejects.toThrow('none of the 2 files has rows');
  });
});
