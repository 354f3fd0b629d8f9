import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  ColumnsError,
  ContractViolationError,
  EmptySourceError,
  literal,
  loadEvents as loadAny,
  open,
  SourceFormatError,
  SourceNotFoundError,
  sql,
  StorageFullError,
  type Events,
  type Tally,
} from 'tally';
import { taobao } from 'tally-studies';
import type { LoadEventsOptions } from '../../../lib/src/events/load.js';
import { shanghai } from '../events.js';
import { Files } from '../load/files.js';

const files = new Files();
let tally: Tally;
beforeAll(async () => (tally = await open({ threads: 2 })));
afterAll(() => {
  tally.close();
  files.remove();
});

/** Loads files of the study. */
const loadEvents = (
  session: Tally,
  sources: string | readonly string[],
  options: LoadEventsOptions<taobao.EventType> = {},
): Promise<Events<taobao.EventType>> => loadAny(session, sources, { ...taobao.EVENTS, ...options });

const NOON = shanghai('2017-11-26 12:00');
const line = (behavior: string, time: number | string = NOON, user: number | string = 1) =>
  `${user},20,300,${behavior},${time}`;
const SOUND = [line('pv'), line('cart', NOON + 60), line('buy', NOON + 90, 2)];

function load(
  lines: readonly string[],
  options: LoadEventsOptions<taobao.EventType> = {},
): Promise<Events<taobao.EventType>> {
  return loadEvents(tally, files.write('events.csv', lines.join('\n')), options);
}

async function quarantine(events: Events<taobao.EventType>) {
  return tally.engine.all(
    sql`SELECT * FROM ${events.quarantine} ORDER BY line, text`,
    events.quarantine.columns,
  );
}

const broken = (events: Events<taobao.EventType>) => events.checks.filter((check) => check.broken > 0);

describe('loading events', () => {
  it('reads a file without a header, without its last line break too', async () => {
    const events = await load(SOUND);
    expect(events).toMatchObject({
      rows: 3,
      accepted: 3,
      quarantined: 0,
      duplicates: 0,
      files: ['events.csv'],
    });
    expect(
      await tally.engine.all(sql`SELECT * FROM ${events.events} ORDER BY event_time`, events.events.columns),
    ).toEqual([
      { user_id: 1, item_id: 20, category_id: 300, type: 'pv', code: 1, event_time: NOON },
      { user_id: 1, item_id: 20, category_id: 300, type: 'cart', code: 2, event_time: NOON + 60 },
      { user_id: 2, item_id: 20, category_id: 300, type: 'buy', code: 4, event_time: NOON + 90 },
    ]);
  });

  it('reads ids beyond 2^31, beside small ones', async () => {
    const events = await load([...SOUND, line('pv', NOON, 5_000_000_000)]);
    expect(
      await tally.engine.all(sql`SELECT user_id FROM ${events.users} ORDER BY user_id`, {
        user_id: 'integer',
      }),
    ).toEqual([{ user_id: 1 }, { user_id: 2 }, { user_id: 5_000_000_000 }]);
  });

  it.each([
    [
      'a header in another order',
      `timestamp,user_id,item_id,category_id,behavior_type,more\n${NOON},1,20,300,pv,x\n`,
    ],
    ['tabs', `1\t20\t300\tpv\t${NOON}\n`],
    ['quotes and CRLF', `"1","20","300","pv","${NOON}"\r\n`],
  ])('reads %s', async (_, text) => {
    const events = await loadEvents(tally, files.write('other.csv', text));
    expect(await tally.engine.all(sql`SELECT * FROM ${events.events}`, events.events.columns)).toEqual([
      { user_id: 1, item_id: 20, category_id: 300, type: 'pv', code: 1, event_time: NOON },
    ]);
  });

  it('sets aside what is not an event of the window, counts it and says why', async () => {
    const events = await load([
      ...SOUND,
      line('PV'),
      line(''),
      line('look'),
      line('pv', -5),
      line('pv', NOON * 1000),
      line('pv', NOON + 20 * 365 * 86_400),
      line('pv', shanghai('2017-11-24 23:59') + 59),
      line('pv', shanghai('2017-12-04 00:00')),
      line('pv', shanghai('2017-11-25 00:00'), 3),
      line('pv', shanghai('2017-12-03 23:59') + 59, 3),
      line('pv', NOON, ''),
    ]);
    expect(events).toMatchObject({ rows: 14, accepted: 5, quarantined: 9 });
    expect(broken(events).map(({ column, broken: n, rule }) => [column, n, rule.en])).toEqual([
      [null, 2, 'no value is missing'],
      ['behavior_type', 2, 'is one of pv, cart, fav, buy'],
      ['timestamp', 1, 'is not negative'],
      ['timestamp', 1, 'counts seconds'],
      ['timestamp', 1, 'is not before the window (2017-11-25 … 2017-12-03, Asia/Shanghai)'],
      ['timestamp', 2, 'is not after the window (2017-11-25 … 2017-12-03, Asia/Shanghai)'],
    ]);
    const rows = await quarantine(events);
    expect(rows).toContainEqual({
      file: 'events.csv',
      line: null,
      reason: 'behavior_type: is not one of pv, cart, fav, buy',
      text: line('PV'),
    });
    expect(rows.find(({ text }) => text.endsWith('000'))?.reason).toBe(
      'timestamp: looks like milliseconds: seconds are expected',
    );
    const chinese = await open({ engine: tally.engine, locale: 'zh' });
    const read = await loadEvents(chinese, join(files.folder, 'events.csv'));
    const reasons = await quarantine(read);
    expect(reasons.find(({ text }) => text === line('PV'))?.reason).toBe(
      'behavior_type：不是pv、cart、fav、buy之一',
    );
  });

  it('sets aside rows that cannot be read with their line, a cut last line and a stray quote among them', async () => {
    const events = await load([
      ...SOUND,
      '1,20',
      `1,20,300,pv,${NOON},9`,
      '1,20,300,pv,soon',
      `"1,20,300,pv,${NOON}`,
      line('pv'),
      '1,20,300,p',
    ]);
    expect(events).toMatchObject({ rows: 9, accepted: 4, quarantined: 5 });
    expect((await quarantine(events)).map(({ line: n, reason, text }) => [n, reason, text])).toEqual([
      [4, 'cannot be split', '1,20'],
      [5, 'cannot be split', `1,20,300,pv,${NOON},9`],
      [6, 'an id or the time is not a whole number', '1,20,300,pv,soon'],
      [7, 'cannot be split', `"1,20,300,pv,${NOON}`],
      [9, 'cannot be split', '1,20,300,p'],
    ]);
  });

  it('counts equal events, and drops them when told to', async () => {
    const twice = [...SOUND, ...SOUND, line('pv')];
    expect(await load(twice)).toMatchObject({ accepted: 7, duplicates: 4 });
    expect(await load(twice, { duplicates: 'keep' })).toMatchObject({ accepted: 7, duplicates: null });
    expect(await load(twice, { duplicates: 'drop' })).toMatchObject({ rows: 3, accepted: 3, duplicates: 0 });
  });

  it('fails when told to, and where no row is of the window, with counts and what to do', async () => {
    await expect(load([...SOUND, line('PV')], { onViolation: 'fail' })).rejects.toThrow(
      /1 of 4 rows break the contract:\n {2}- 1: not true that behavior_type is one of pv/,
    );
    const wrong = load(SOUND, { from: '2024-01-01', to: '2024-01-05' });
    await expect(wrong).rejects.toThrow(ContractViolationError);
    await expect(wrong).rejects.toThrow(
      /none of the 3 rows is an event of the window:.*3.*before.*Check the window/s,
    );
  });

  it('keeps what was loaded before when a later load fails', async () => {
    const events = await load(SOUND);
    const cut = gzipSync(Array.from({ length: 5000 }, (_, n) => line('pv', NOON + n, n)).join('\n')).subarray(
      0,
      9000,
    );
    const failing = loadEvents(tally, files.write('cut.csv.gz', cut));
    await expect(failing).rejects.toThrow(SourceFormatError);
    await expect(failing).rejects.toThrow(
      /cut\.csv\.gz: cannot be read .*The archive is damaged or incomplete/,
    );
    expect(await tally.engine.one(sql`SELECT count(*) AS n FROM ${events.users}`, { n: 'integer' })).toEqual({
      n: 2,
    });
  });

  it('reads globs and folders of partitions, packed or not; an empty file is a day without events', async () => {
    const folder = join(files.folder, 'days');
    for (const day of ['day=1', 'day=2', 'day=3']) mkdirSync(join(folder, day), { recursive: true });
    writeFileSync(join(folder, 'day=1', 'a.csv'), SOUND.join('\n'));
    writeFileSync(join(folder, 'day=2', 'a.csv'), '');
    writeFileSync(join(folder, 'day=3', 'a.csv.gz'), gzipSync(line('fav', NOON + 86_400)));
    const names = ['day=1/a.csv', 'day=2/a.csv', 'day=3/a.csv.gz'];
    expect(await loadEvents(tally, folder)).toMatchObject({ rows: 4, files: names });
    expect(await loadEvents(tally, join(folder, '*', 'a.csv*'))).toMatchObject({
      rows: 4,
      files: names,
    });
  });

  it('reads parquet with whole numbers or timestamps', async () => {
    const path = join(files.folder, 'events.parquet');
    await tally.engine
      .run(sql`COPY (SELECT 1 AS user_id, 20 AS item_id, 300 AS category_id, 'pv' AS behavior_type,
      TIMESTAMP '2017-11-26 12:00:00' AS timestamp) TO ${literal(path)} (FORMAT parquet)`);
    const events = await loadEvents(tally, path);
    expect(
      await tally.engine.all(sql`SELECT event_time FROM ${events.events}`, { event_time: 'integer' }),
    ).toEqual([{ event_time: NOON }]);
  });

  it.each([
    ['nothing.csv', '', SourceNotFoundError, /nothing\.csv: no such file/],
    ['none*.csv', '', SourceNotFoundError, /none\*\.csv: no file matches/],
    ['empty.csv', '', EmptySourceError, /empty\.csv: the file is empty/],
    ['short.csv', '1,20,pv\n2,20,pv\n', ColumnsError, /5 of 5 columns of table "events" are missing/],
    ['events.json', '[]', SourceFormatError, /events are read from csv/],
    [
      'wide.csv',
      Buffer.from('\ufeff1,2,3,pv,4', 'utf16le'),
      SourceFormatError,
      /is utf-16le.*Save the file of events as UTF-8, or say encoding: 'utf-16le'/,
    ],
  ])('refuses %s', async (name, content, error, message) => {
    const exists = !message.source.includes('no such') && !message.source.includes('no file');
    const path = exists ? files.write(name, content) : join(files.folder, name);
    await expect(loadEvents(tally, path)).rejects.toThrow(error);
    await expect(loadEvents(tally, path)).rejects.toThrow(message);
  });

  it('refuses the same content under two names', async () => {
    const [a, b] = [
      files.write('a.csv', SOUND.join('\n')),
      files.write('b.csv.gz', gzipSync(SOUND.join('\n'))),
    ];
    await expect(loadEvents(tally, [a, b])).rejects.toThrow(/b\.csv\.gz and a\.csv have the same content/);
  });

  it('tells its progress in bytes and rows', async () => {
    const seen: number[] = [];
    const two = [files.write('p1.csv', SOUND.join('\n')), files.write('p2.csv', line('pv'))];
    await loadEvents(tally, two, {
      onProgress: ({ bytesDone, bytes, filesDone, rowsExpected }) => {
        seen.push(filesDone);
        expect(bytesDone).toBeLessThanOrEqual(bytes);
        expect(rowsExpected).toBeGreaterThan(0);
      },
    });
    expect(seen).toEqual([1, 2]);
  });

  it('says so when there is no room to spill, and leaves no half table', async () => {
    const small = await open({
      memoryLimit: '60MB',
      spillLimit: '1MB',
      spillFolder: join(files.folder, 'spill'),
      threads: 1,
    });
    const folder = join(files.folder, 'full-store');
    const path = join(files.folder, 'many.csv');
    writeFileSync(
      path,
      Array.from({ length: 1_500_000 }, (_, n) => line('pv', NOON + (n % 80_000), n)).join('\n'),
    );
    const failing = loadEvents(small, path, { folder });
    await expect(failing).rejects.toThrow(StorageFullError);
    await expect(failing).rejects.toThrow(/no room left.*raise memoryLimit or spillLimit/s);
    expect(existsSync(folder) ? readdirSync(folder) : []).toEqual([]);
    small.close();
  });
});
