import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { id, loadEvents, open, retention, sql, type Table, type Tally } from 'tally';
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

describe('400 days', () => {
  const day = (n: number) => `1,1,1,view,${EPOCH + n * 86_400}`;
  const lines = [
    day(0),
    day(1),
    day(399),
    `2,1,1,buy,${EPOCH + 62 * 86_400}`,
    `2,1,1,view,${EPOCH + 399 * 86_400}`,
  ];

  it('are kept as users by day', async () => {
    const events = await loadEvents(tally, write('year.csv', lines));
    expect(events.window.days).toHaveLength(400);
    expect(await all(events.users, 'user_id')).toMatchObject([
      { view: 3, view_days: null },
      { view: 1, buy: 1, buy_days: null },
    ]);
    if (events.days === null) throw new Error('There must be users by day.');
    const rows = await tally.engine.all(
      sql`SELECT * FROM ${events.days} ORDER BY user_id, "day"`,
      events.days.columns,
    );
    expect(rows).toEqual([
      { user_id: 1, day: 0, types: 2 },
      { user_id: 1, day: 1, types: 2 },
      { user_id: 1, day: 399, types: 2 },
      { user_id: 2, day: 62, types: 1 },
      { user_id: 2, day: 399, types: 2 },
    ]);
    const cells = await retention.cohorts(events);
    const at = (cohort: string, n: number) =>
      cells.rows.find((cell) => cell.cohort === cohort && cell.day === n);
    expect(at('2023-11-14', 1)).toMatchObject({ users: 1, active: 1, onOrAfter: 1 });
    expect(at('2023-11-14', 2)).toMatchObject({ users: 1, active: 0, onOrAfter: 1 });
    expect(at('2024-01-15', 337)).toMatchObject({ users: 1, active: 1 });
    expect(at('2024-01-15', 338)).toMatchObject({ date: null, active: null });
  });

  it('come together from the files of a folder, which remembers what it learned of them', async () => {
    const store = join(files.folder, 'year-store');
    const both = [write('y1.csv', lines.slice(0, 2)), write('y2.csv', lines.slice(2))];
    const events = await loadEvents(tally, both, { folder: store });
    expect(events).toMatchObject({ accepted: 5 });
    expect(events.days === null ? [] : await all(events.days, 'day')).toHaveLength(5);
    expect(existsSync(store)).toBe(true);
    const notes = () =>
      readdirSync(store)
        .filter((name) => name.startsWith('seen-'))
        .map((name) => statSync(join(store, name)).ino);
    const before = notes();
    expect(before).toHaveLength(4);
    await loadEvents(tally, both, { folder: store });
    expect(notes()).toEqual(before);
  });
});
