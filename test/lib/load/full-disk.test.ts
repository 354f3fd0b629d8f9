import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { load, loadEvents, open, OutputError, sql, StorageFullError, type Tally } from 'tally';
import { writeQuotedCsv } from '../../../lib/src/data/source/temporary.js';
import { writeWhole } from '../../../lib/src/cli/write.js';
import { usersContract } from './users-contract.js';
import { HEADER, userLine } from './user-line.js';
import { Files } from './files.js';

const files = new Files();
/** A file system of 200 KB, where one may be mounted. */
const disk = join(files.folder, 'disk');
mkdirSync(disk);
const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=200k', 'tmpfs', disk]).status === 0;
const remount = (mode: 'ro' | 'rw') => execFileSync('mount', ['-o', `remount,${mode}`, disk]);

/** The disk as it was at first. */
const emptyDisk = () => {
  remount('rw');
  for (const name of readdirSync(disk)) rmSync(join(disk, name), { recursive: true });
};

let tally: Tally;
beforeAll(async () => (tally = await open({ threads: 1 })));
afterEach(() => {
  vi.unstubAllEnvs();
  if (mounted) emptyDisk();
});
afterAll(() => {
  tally.close();
  if (mounted) execFileSync('umount', [disk]);
  files.remove();
});

const event = (time: number, user = 'u') => `${user},20,300,pv,${time}`;
const EVENTS = ['user_id,item_id,category_id,behavior_type,timestamp', event(1511600000), event(1511600001)];

describe.skipIf(!mounted)('a disk that is full (skipped where no tmpfs can be mounted)', () => {
  const noRoom = new RegExp(`There is no room left in the temporary folder ${disk}/tally-\\w+\\. .*TMPDIR`);

  it('is one clear error where a table is copied to be read with care, and nothing is left', async () => {
    vi.stubEnv('TMPDIR', disk);
    const rows = Array.from({ length: 5000 }, (_, row) => userLine(row));
    const path = files.lines('users.csv', HEADER, 'too,few,fields', ...rows);
    const failing = load(tally, path, { contract: usersContract });
    await expect(failing).rejects.toThrow(StorageFullError);
    await expect(failing).rejects.toThrow(noRoom);
    expect(readdirSync(disk)).toEqual([]);
  });

  it('is one clear error where events are copied', async () => {
    vi.stubEnv('TMPDIR', disk);
    const path = files.lines(
      'events.csv',
      ...EVENTS,
      ...Array.from({ length: 20_000 }, (_, n) => event(1511600000 + n)),
    );
    for (const encoding of ['windows-1252', null]) {
      const failing = loadEvents(tally, path, { encoding });
      await expect(failing).rejects.toThrow(StorageFullError);
      await expect(failing).rejects.toThrow(noRoom);
    }
    expect(readdirSync(disk)).toEqual([]);
  });

  it('is one clear error where the store of events is on it, which stays as it was', async () => {
    const folder = join(disk, 'store');
    const path = files.lines(
      'events.csv',
      ...EVENTS,
      ...Array.from({ length: 50_000 }, (_, n) => event(1511600000 + n)),
    );
    await expect(loadEvents(tally, path, { folder })).rejects.toThrow(StorageFullError);
    expect(readdirSync(folder).filter((name) => !name.startsWith('seen-'))).toEqual([]);
  });

  it('is one clear error where the rows set aside or a report are written', async () => {
    const rows = Array.from({ length: 3000 }, () => `too,few,${'x'.repeat(100)}`);
    const path = files.lines('users.csv', HEADER, userLine(1), ...rows);
    const quarantineFile = join(disk, 'aside.csv');
    const failing = load(tally, path, { contract: usersContract, quarantineFile });
    await expect(failing).rejects.toThrow(OutputError);
    await expect(failing).rejects.toThrow(
      /aside\.csv: the rows set aside cannot be written \(.*\)\. Choose .* quarantineFile\.$/,
    );
    expect(() => writeWhole(join(disk, 'a.md'), 'x'.repeat(300_000), '--markdown')).toThrow(
      /a\.md cannot be written \(ENOSPC: .*\)\. Choose another location with --markdown/,
    );
    expect(readdirSync(disk)).toEqual([]);
  });
});

describe.skipIf(!mounted)('a folder that is read-only (skipped where no tmpfs can be mounted)', () => {
  it('gives events that are in it already, and is one clear error for any other', async () => {
    emptyDisk();
    const folder = join(disk, 'store');
    const first = files.lines('first.csv', ...EVENTS);
    const second = files.lines('second.csv', ...EVENTS, event(1511600002));
    await loadEvents(tally, first, { folder });
    mkdirSync(join(folder, '.unfinished-999999999-1'));
    remount('ro');
    const { events, accepted } = await loadEvents(tally, first, { folder });
    const { n } = await tally.engine.one(sql`SELECT count(*) AS n FROM ${events}`, { n: 'integer' });
    expect([accepted, n]).toEqual([2, 2]);
    for (const sources of [second, [first, second]]) {
      const failing = loadEvents(tally, sources, { folder });
      await expect(failing).rejects.toThrow(OutputError);
      await expect(failing).rejects.toThrow(
        /store cannot hold ingested events \(EROFS: read-only file system.*\)\. Choose another folder/,
      );
    }
  });

  it('is one clear error where a damaged piece or what several files add up to is to be made', async () => {
    emptyDisk();
    const folder = join(disk, 'store');
    const paths = ['a', 'b'].map((user) =>
      files.lines(`${user}.csv`, EVENTS[0] ?? '', event(1511600000, user)),
    );
    const window = { types: ['pv'], from: '2017-11-25', to: '2017-11-26', folder };
    for (const path of paths) await loadEvents(tally, path, window);
    remount('ro');
    await expect(loadEvents(tally, paths, window)).rejects.toThrow(
      /store cannot hold ingested events \(EROFS/,
    );
    remount('rw');
    const part = readdirSync(folder).find((name) => existsSync(join(folder, name, 'users.parquet'))) ?? '';
    writeFileSync(join(folder, part, 'users.parquet'), 'damaged');
    remount('ro');
    const outcomes = await Promise.allSettled(paths.map((path) => loadEvents(tally, path, window)));
    const failures = outcomes.flatMap((one) => (one.status === 'rejected' ? [String(one.reason)] : []));
    expect(failures).toEqual([expect.stringMatching(/store cannot hold ingested events \(EROFS/)]);
  });

  it('is one clear error where a temporary file or the rows set aside are to be written', async () => {
    const path = files.lines('users.csv', HEADER, userLine(1), 'too,few');
    remount('ro');
    await expect(writeQuotedCsv(join(disk, 'rows.csv'), [['a']])).rejects.toThrow(
      /The temporary folder .*disk cannot be written to: EROFS/,
    );
    await expect(
      load(tally, path, { contract: usersContract, quarantineFile: join(disk, 'q', 'aside.csv') }),
    ).rejects.toThrow(/aside\.csv: the rows set aside cannot be written \(EROFS/);
  });
});
