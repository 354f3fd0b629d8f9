import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { literal, loadEvents, open, sql, type Table, type Tally } from 'tally';
import { Files } from '../load/files.js';

const files = new Files();
let tally: Tally;
beforeAll(async () => (tally = await open({ threads: 2 })));
afterAll(() => {
  tally.close();
  files.remove();
});

const HEADER = 'user_id,item_id,category_id,behavior_type,timestamp';
const write = (lines: readonly string[]) => files.write('events.csv', lines.join('\n'));
const AMOUNTS = {
  columns: { user: 'user', time: 'time', type: 'type', amount: 'amount' },
} as const;

/** The reason and the text of each row that was set aside. */
async function setAside({ quarantine }: { readonly quarantine: Table }) {
  const rows = await tally.engine.all(sql`SELECT reason, text FROM ${quarantine} ORDER BY line, text`, {
    reason: 'text',
    text: 'text',
  });
  return rows.map(({ reason, text }) => [reason, text]);
}

const MISSING = 'a value is missing';

describe('words for a missing value in events', () => {
  it('are no users, and blanks make no type of their own', async () => {
    const rows = ['1,3,3,pv,1511544070', 'NULL,3,3,buy,1511544071', '- ,3,3,buy ,1511544071'];
    const events = await loadEvents(tally, write([HEADER, ...rows, '1,3,3, buy,1511544072']));
    expect(events).toMatchObject({ accepted: 2, quarantined: 2 });
    expect(events.types.map(({ key }) => key)).toEqual(['buy', 'pv']);
    expect(await setAside(events)).toEqual([
      [MISSING, 'NULL,3,3,buy,1511544071'],
      [MISSING, '- ,3,3,buy ,1511544071'],
    ]);
  });

  it('are missing in every column of text', async () => {
    const rows = [
      'u1,i1,c1,pv,2024-01-01 10:00:00',
      ' u1 ,i1\u00a0, c1,pv ,2024-01-01 10:00:01',
      'a-long-user ,i1,c1,pv,2024-01-01 10:00:01',
      'n/a,i1,c1,pv,2024-01-01 10:00:02',
      'u1,\\N,c1,pv,2024-01-01 10:00:03',
      'u1,i1,None,pv,2024-01-01 10:00:04',
      'u1,i1,c1, -- ,2024-01-01 10:00:05',
      'u1,i1,c1,pv,NULL',
      'u1,i1,c1,pv,soon',
    ];
    const events = await loadEvents(tally, write([HEADER, ...rows]));
    expect(events.types.map(({ key }) => key)).toEqual(['pv']);
    expect(
      await tally.engine.all(
        sql`SELECT user_id, item_id, category_id, count(*) AS n FROM ${events.events} GROUP BY ALL ORDER BY user_id`,
        { user_id: 'text', item_id: 'text', category_id: 'text', n: 'integer' },
      ),
    ).toEqual([
      { user_id: 'a-long-user', item_id: 'i1', category_id: 'c1', n: 1 },
      { user_id: 'u1', item_id: 'i1', category_id: 'c1', n: 2 },
    ]);
    expect(await setAside(events)).toEqual([
      [MISSING, 'n/a,i1,c1,pv,2024-01-01 10:00:02'],
      [MISSING, 'u1,\\N,c1,pv,2024-01-01 10:00:03'],
      [MISSING, 'u1,i1,None,pv,2024-01-01 10:00:04'],
      [MISSING, 'u1,i1,c1, -- ,2024-01-01 10:00:05'],
      [MISSING, 'u1,i1,c1,pv,NULL'],
      ['the time is not ISO 8601', 'u1,i1,c1,pv,soon'],
    ]);
  });

  it.each([
    ['line by line', []],
    ['record by record', ['5,3,3,"pv",1511544070']],
  ])('are missing among ids that are numbers, %s', async (_, more) => {
    const rows = ['1,3,3,pv,1511544070', '2,null,3,pv,1511544070', '3,3,3,pv,#N/A', '4,x,3,pv,1511544070'];
    const sound = Array.from({ length: 20 }, (_, n) => `9,${n},3,pv,1511544070`);
    const events = await loadEvents(tally, write([HEADER, ...rows, ...more, ...sound]));
    expect(events.events.columns).toMatchObject({ user_id: 'integer', item_id: 'integer' });
    expect(await setAside(events)).toEqual([
      [MISSING, '2,null,3,pv,1511544070'],
      [MISSING, '3,3,3,pv,#N/A'],
      ['an id or the time is not a whole number', '4,x,3,pv,1511544070'],
    ]);
  });

  it('do not make ids texts', async () => {
    const events = await loadEvents(tally, write([HEADER, '1,3,3,pv,1511544070', 'NULL,3,3,pv,1511544071']));
    expect(events.events.columns.user_id).toBe('integer');
  });

  it('leave an event without an amount', async () => {
    const rows = [
      '1,1511544070,pv,NULL',
      '1,1511544071,buy,1.5',
      '2,1511544072,fav,\\N',
      '2,1511544073,pv,x',
    ];
    const events = await loadEvents(tally, write(['user,time,type,amount', ...rows]), AMOUNTS);
    expect(events).toMatchObject({ accepted: 3, quarantined: 1 });
    expect(events.types.map(({ key }) => key)).toEqual(['buy', 'fav', 'pv']);
  });

  it('are the same in parquet', async () => {
    const path = join(files.folder, 'events.parquet');
    await tally.engine
      .run(sql`COPY (SELECT * FROM (VALUES ('u1', 1511544070, 'pv', '1.5'), (' u1 ', 1511544071, 'pv ', 'NULL'),
      ('NULL', 1511544072, 'pv', '2'), ('u2', 1511544072, 'none', '2')) AS t("user", "time", "type", amount))
      TO ${literal(path)} (FORMAT parquet)`);
    const events = await loadEvents(tally, path, AMOUNTS);
    expect(events).toMatchObject({ accepted: 2, quarantined: 2 });
    const users = await tally.engine.all(sql`SELECT DISTINCT user_id FROM ${events.events}`, {
      user_id: 'text',
    });
    expect(users).toEqual([{ user_id: 'u1' }]);
    expect(await setAside(events)).toEqual([
      [MISSING, 'NULL,1511544072,pv,2'],
      [MISSING, 'u2,1511544072,none,2.0000'],
    ]);
  });

  it.each([[[]], [['u2,i1,c1,"pv",2024-01-01 10:00:09']]])(
    'and blanks hide no equal events',
    async (more) => {
      const rows = ['u1,i1,c1,pv,2024-01-01 10:00:00', ' u1,i1,c1 ,pv ,2024-01-01 10:00:00 '];
      const events = await loadEvents(tally, write([HEADER, ...rows, ...more]), { duplicates: 'drop' });
      expect(events.accepted).toBe(1 + more.length);
    },
  );
});
