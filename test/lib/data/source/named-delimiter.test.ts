import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defineTable, load, loadEvents, loadOrders, open, type Tally } from 'tally';
import { Files } from '../../load/files.js';

const files = new Files();
let tally: Tally;
beforeAll(async () => (tally = await open({ threads: 1 })));
afterAll(() => {
  tally.close();
  files.remove();
});

const rowsOf = async (text: string, name = 'a.csv') => {
  const table = await load(tally, files.write(name, text));
  const { rows } = await tally.query`SELECT * EXCLUDE (file_row) FROM ${table} ORDER BY file_row`;
  return { rows, notes: table.source.notes };
};
const NOTE = { en: 'Line 1 names the delimiter and is no row.', zh: '第1行指定分隔符，不是数据。' };

describe('a first line that names the delimiter', () => {
  it.each([
    ['sep=;\nid;amount\n1;5,5\n2;6,5\n'],
    ['"sep=;"\r\nid;amount\r\n1;5,5\r\n2;6,5\r\n'],
    ['\uFEFFSEP=;\nid;amount\n1;5,5\n2;6,5\n'],
    ['sep=^\nid^amount\n1^5,5\n2^6,5\n'],
    ['sep=§\nid§amount\n1§5,5\n2§6,5\n'],
    ['sep=\t\nid\tamount\n1\t5,5\n2\t6,5\n'],
    ['sep=,\nid,amount\n1,"5,5"\n2,"6,5"\n'],
  ])('is no row: %j', async (text) => {
    expect(await rowsOf(text)).toEqual({
      rows: [
        { id: 1, amount: 5.5 },
        { id: 2, amount: 6.5 },
      ],
      notes: [NOTE],
    });
  });

  it('does so under another ending, and without a header', async () => {
    expect((await rowsOf('sep=;\na,b;c\nx,y;5\n', 'a.tsv')).rows).toEqual([{ 'a,b': 'x,y', c: 5 }]);
    expect((await rowsOf('sep=;\n1;5\n2;6\n')).rows).toEqual([
      { column_1: 1, column_2: 5 },
      { column_1: 2, column_2: 6 },
    ]);
  });

  it('is a line of the file', async () => {
    const table = await load(tally, files.write('bad.csv', 'sep=;\nid;amount\n1;5\nx;6\n'), {
      contract: defineTable({
        name: 'bad',
        columns: { id: { type: 'integer' }, amount: { type: 'integer' } },
      }),
    });
    const aside = await tally.query`SELECT line, text FROM ${table.quarantine}`;
    expect(aside.rows).toEqual([{ line: 4, text: 'x;6' }]);
  });

  it('is anything else a name', async () => {
    expect((await rowsOf('sep=;;\n5\n')).notes).toEqual([]);
    expect((await rowsOf('sep=\n5\n')).rows).toEqual([{ 'sep=': 5 }]);
  });
});

it('orders and events too', async () => {
  const orders = files.lines('orders.csv', 'sep=;', 'order;customer;date;amount', 'o1;c1;2024-01-05;5,5');
  expect((await loadOrders(tally, orders)).content.rows).toMatchObject([{ customers: 1, purchases: 1 }]);
  const lines = ['user_id;item_id;category_id;behavior_type;timestamp', '1;2;3;pv;1511544070', '1;2;3;pv;x'];
  const events = await loadEvents(tally, files.lines('events.csv', 'sep=;', ...lines), {
    columns: {
      user: 'user_id',
      item: 'item_id',
      category: 'category_id',
      type: 'behavior_type',
      time: 'timestamp',
    },
  });
  expect(events).toMatchObject({ rows: 2, accepted: 1 });
  const rows = await tally.query`SELECT line, text FROM ${events.quarantine}`;
  expect(rows.rows).toEqual([{ line: 4, text: '1;2;3;pv;x' }]);
  const strange = files.lines('strange.csv', 'sep=§', ...lines.map((line) => line.replaceAll(';', '§')));
  await expect(loadEvents(tally, strange)).rejects.toThrow('its fields are separated by §.');
});
