import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defineTable, load, loadEvents, loadOrders, open, type Tally } from 'tally';
import { previewLayout } from '../../../../lib/src/data/source/preview.js';
import type { SourceOptions } from '../../../../lib/src/data/source/source.js';
import { Files } from '../../load/files.js';

const files = new Files();
let tally: Tally;
beforeAll(async () => (tally = await open({ threads: 1 })));
afterAll(() => {
  tally.close();
  files.remove();
});

async function loaded(...lines: string[]) {
  const table = await load(tally, files.lines('a.csv', ...lines));
  const { rows } = await tally.query`SELECT * EXCLUDE (file_row) FROM ${table} ORDER BY file_row`;
  return {
    rows: rows.map((row) => ({ ...row })),
    notes: table.source.notes.map(({ en }) => en),
    all: table.rows,
  };
}

/** The first line of data, and what was skipped. */
async function layoutOf(
  lines: readonly string[],
  expected: readonly string[] = [],
  options: SourceOptions = {},
) {
  const { columns, skip, notes } = await previewLayout(files.lines('b.csv', ...lines), expected, options);
  return { columns, skip, skipped: notes.length };
}

const GA4 = [
  '# ----------------------------------------',
  '# Report name: Pages, screens',
  '# Account: Shop, Inc; all | sites',
  '# Start date: 20240101',
  '# End date: 20240131',
  '# ----------------------------------------',
];

describe('above the table of a text file', () => {
  it('titles and empty rows are skipped, which is said', async () => {
    expect(
      await loaded('Sales report 2024,,', ',,', 'id,date,amount', '1,2024-01-05,5', '2,2024-01-06,6'),
    ).toEqual({
      rows: [
        { id: 1, date: '2024-01-05', amount: 5 },
        { id: 2, date: '2024-01-06', amount: 6 },
      ],
      notes: ['Lines 1 to 2 were skipped: titles above the table.'],
      all: 2,
    });
  });

  it('comments are skipped, whatever they contain', async () => {
    for (const gap of [[], ['']]) {
      expect(await loaded(...GA4, ...gap, 'page,views', 'home,5', 'cart,6')).toEqual({
        rows: [
          { page: 'home', views: 5 },
          { page: 'cart', views: 6 },
        ],
        notes: ['Lines 1 to 6 were skipped: comments above the table.'],
        all: 2,
      });
    }
    const { notes } = await load(tally, files.lines('a.csv', '# x', 'a,b', '1,2')).then(
      ({ source }) => source,
    );
    expect(notes).toEqual([
      { en: 'Line 1 was skipped: comments above the table.', zh: '跳过第1行：表格之上的注释。' },
    ]);
  });

  it('both are, under a line that names the delimiter, and quoted', async () => {
    const lines = [
      'sep=;',
      '# made by x',
      '"Sales; ""all""\nshops";',
      'region;amount',
      'East;5,5',
      'West;6,5',
    ];
    expect(await loaded(...lines)).toEqual({
      rows: [
        { region: 'East', amount: 5.5 },
        { region: 'West', amount: 6.5 },
      ],
      notes: [
        'Line 1 names the delimiter and is no row.',
        'Line 2 was skipped: comments above the table.',
        'Lines 3 to 4 were skipped: titles above the table.',
      ],
      all: 2,
    });
  });

  it.each<[string, string[]]>([
    ['short lines', ['Sales', 'id,date,amount', '1,2024-01-05,5']],
    ['names and values apart', ['From,2024-01-01', 'To,2024-01-31', '', 'id,date,amount', '1,2024-01-05,5']],
    ['a title apart from words alone', ['Customers', '', 'name,city,country', 'Anna,Rome,Italy']],
    ['a title beside an empty field', ['Customers,', ',', 'name,city', 'Anna,Rome']],
    ['a header with an empty name', ['Sales,,', ',region,amount', 'a,East,5', 'b,West,6']],
    ['a year as a name', ['Sales by year', 'region,2023,total', 'East,5,6']],
    ['many columns', ['From,2024-01-01,,,', 'id,name,city,n,amount', '1,a,b,2,3']],
    ['decimal commas', ['Umsatz 2024', '', 'Land;Umsatz', 'Ulm;5,5', 'Bonn;6,5']],
  ])('are titles: %s', async (_, lines) => {
    const header = lines.findIndex((line) => /^(id|name|,region|region|Land)/.test(line));
    expect(await layoutOf(lines)).toMatchObject({ skip: header + 1, skipped: 1 });
  });

  it.each<[string, string[]]>([
    ['a row with missing values', ['1,,', '2,Rome,5', '3,Bonn,6']],
    ['a row of words with missing values', ['Anna,,', 'Bob,Rome,Italy', 'Cy,Bonn,Germany']],
    ['one column', ['Sales report', 'name', '5', '6']],
    ['one column of text with commas', ['my note', 'hello, you', 'a, b, c', 'x, 5']],
    ['a header with empty names', [',id,amount', 'a,b,5', 'c,d,6']],
    ['a header of two with an empty name', ['code,', 'a,other', 'b,5', 'c,6']],
    ['groups of columns', [',Sales,,,,Returns', 'region,n,amount,mean,n_2,amount_2', 'East,1,2,3,4,5']],
    ['names of rows as R writes them', ['"order amount"', '"a","x"', '"b",5', '"c",6']],
    ['names of rows without a header', ['amount,n', 'a,NA,1', 'b,5,2']],
    ['a missing value below', ['name of x,', 'a,n/a', 'b,5']],
    ['ids with a sign', ['#1001,5', '#1002,6', 'A3,7']],
    ['a column for numbers', ['#,name,amount', '1,a,5', '2,b,6']],
    ['only lines with a sign', ['# a', '# b']],
    ['one column below a sign', ['# tag', 'a', 'b']],
  ])('is nothing: %s', async (_, lines) => {
    expect(await layoutOf(lines)).toMatchObject({ skipped: 0 });
  });

  it('is what the header of the contract does not name', async () => {
    const names = ['name', 'city'];
    expect(await layoutOf(['Customers', 'name,city', 'Anna,Rome'], names)).toMatchObject({
      skip: 2,
      skipped: 1,
    });
    expect(await layoutOf(['# x', 'Customers', 'name,city', 'Anna,Rome'], names)).toMatchObject({
      ...{ skip: 3, skipped: 2 },
    });
    expect(await layoutOf(['name', 'Anna,Rome', 'Bob,5'], names)).toMatchObject({ skip: 1, skipped: 0 });
    expect(await layoutOf(['# name', 'Anna,Rome', 'Bob,5'], ['# name', 'n'])).toMatchObject({ skipped: 0 });
    expect(await layoutOf(['Customers', 'x,y', 'Anna,5'], names)).toMatchObject({ skipped: 0 });
  });

  it('is nothing where it is said that the first row names the columns, or none', async () => {
    const lines = ['Sales 2024,,', 'id,date,amount', '1,2024-01-05,5'];
    for (const header of [true, false])
      expect(await layoutOf(lines, [], { header })).toMatchObject({ skipped: 0 });
    expect(await layoutOf(['# x', '1,2', '3,4'], [], { header: false })).toMatchObject({
      skip: 1,
      skipped: 1,
    });
  });

  it('is a comment only above a header that begins with the sign too', async () => {
    const { columns, skip } = await layoutOf(['## format 1', '## by x, y', '#CHROM,POS', 'a,1', 'b,2']);
    expect([columns, skip]).toEqual([['#CHROM', 'POS'], 3]);
    expect((await layoutOf(['# format 1', '# id, n', 'a,1', 'b,2'])).columns).toEqual(['# id', 'n']);
  });
});

it('rows of contracts, orders and events keep their lines', async () => {
  const contract = defineTable({
    name: 'bad',
    columns: { id: { type: 'integer' }, amount: { type: 'integer' } },
  });
  const table = await load(tally, files.lines('c.csv', '# x', 'Sales', 'id,amount', '1,5', 'x,6'), {
    contract,
  });
  expect((await tally.query`SELECT line, text FROM ${table.quarantine}`).rows).toEqual([
    { line: 5, text: 'x,6' },
  ]);
  const orders = files.lines('orders.csv', ...GA4, '', 'order,customer,date,amount', 'o1,c1,2024-01-05,5.5');
  expect((await loadOrders(tally, orders)).content.rows).toMatchObject([{ customers: 1, purchases: 1 }]);
  const lines = ['user_id,item_id,category_id,behavior_type,timestamp', '1,2,3,pv,1511544070', '1,2,3,pv,x'];
  const events = await loadEvents(tally, files.lines('events.csv', '# "x', '# y', '', ...lines));
  expect(events).toMatchObject({ rows: 2, accepted: 1 });
  expect((await tally.query`SELECT line, text FROM ${events.quarantine}`).rows).toEqual([
    { line: 6, text: '1,2,3,pv,x' },
  ]);
});
