import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ColumnsError, id, loadEvents, open, OptionsError, sql, type Table, type Tally } from 'tally';
import type { EventColumnNames } from '../../../lib/src/events/columns.js';
import { Files } from '../load/files.js';

const files = new Files();
let tally: Tally;
beforeAll(async () => (tally = await open({ threads: 2 })));
afterAll(() => {
  tally.close();
  files.remove();
});

const all = (table: Table, order: string) =>
  tally.engine.all(sql`SELECT * FROM ${table} ORDER BY ${id(order)}`, table.columns);
const write = (name: string, lines: readonly string[]) => files.write(name, lines.join('\n'));
const EPOCH = 1_700_000_000;

describe('columns', () => {
  it('are found by position, with and without a header', async () => {
    const columns = { user: 2, time: 1, type: 4 } as const;
    const rows = [`${EPOCH},u1,x,view,more`, `${EPOCH},u2,x,view,more`];
    const bare = await loadEvents(tally, write('bare.csv', rows), { columns });
    expect((await all(bare.users, 'user_id')).map((row) => row['user_id'])).toEqual(['u1', 'u2']);
    const headed = write('headed.csv', ['t,who,x,what,y', ...rows]);
    expect(await loadEvents(tally, headed, { columns, header: true })).toMatchObject({
      rows: 2,
      accepted: 2,
    });
  });

  it('are those of a file without a header in the order given', async () => {
    const columns = { time: 'at', type: 'what', user: 'who' } as const;
    const events = await loadEvents(tally, write('order.csv', [`${EPOCH},view,9`]), {
      columns,
      header: false,
    });
    expect(await all(events.events, 'user_id')).toEqual([
      { user_id: 9, type: 'view', code: 1, event_time: EPOCH },
    ]);
  });

  it.each<[EventColumnNames, new (...args: never[]) => Error, RegExp]>([
    [{ user: 'who', time: 't', type: 'what' }, ColumnsError, /2 of 3 columns.*- who/s],
    [{ user: 1, time: 2, type: 9 }, ColumnsError, /no column 9 for the type: rows have 3 fields/],
    [{ user: 0, time: 2, type: 3 }, OptionsError, /Column 0: positions are whole numbers from 1/],
    [{ user: 1, time: 't', type: 3 }, OptionsError, /all columns by name or all by position/],
    [{ user: 'u', time: 't' } as EventColumnNames, OptionsError, /which column is type/],
    [
      { user: 'u', time: 't', type: 'e', price: 'p' } as EventColumnNames,
      OptionsError,
      /"price" is not a column/,
    ],
  ])('%j are refused', async (columns, error, message) => {
    const file = write('three.csv', ['user,t,event', `1,${EPOCH},view`]);
    const loading = () => loadEvents(tally, file, { columns });
    await expect(loading()).rejects.toThrow(error);
    await expect(loading()).rejects.toThrow(message);
  });

  it('that are missing are named, with how to say which is which', async () => {
    const file = write('three.csv', ['user,ts,event', `1,${EPOCH},view`]);
    await expect(loadEvents(tally, file)).rejects.toThrow(
      /2 of 5 columns of table "events" are missing:.*item_id.*category_id.*columns: \{ user: '…'/s,
    );
  });
});
