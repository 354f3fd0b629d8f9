import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loadEvents as load, open, sql, type Events, type Tally } from 'tally';
import { taobao } from 'tally-studies';
import type { LoadEventsOptions } from '../../../lib/src/events/load.js';
import { eventWindow } from '../../../lib/src/events/window.js';
import { TYPE_KEYS } from '../events.js';
import { Files } from '../load/files.js';

const own = new Files();
let tally: Tally;
let inputs: string;
let store: string;
beforeAll(async () => (tally = await open({ threads: 2 })));
afterAll(() => {
  tally.close();
  own.remove();
});
beforeEach(() => {
  inputs = join(own.folder, 'inputs');
  store = join(own.folder, 'store');
  for (const folder of [inputs, store]) rmSync(folder, { recursive: true, force: true });
  mkdirSync(inputs);
});

/** Loads files of the study. */
const loadEvents = (
  sources: string | readonly string[],
  options: LoadEventsOptions<taobao.EventType>,
): Promise<Events<taobao.EventType>> => load(tally, sources, { ...taobao.EVENTS, ...options });

const window = eventWindow(taobao.WINDOW);
const row = fc
  .record({
    user: fc.integer({ min: 1, max: 6 }),
    category: fc.integer({ min: 1, max: 4 }),
    behavior: fc.constantFrom(...TYPE_KEYS, 'other'),
    at: fc.integer({ min: window.start - 3600, max: window.end + 3600 }),
  })
  .map(({ user, category, behavior, at }) => `${user},${category * 10},${category},${behavior},${at}`);
/** Each file holds an event of its own, so that no two are the same file and none is without an event. */
const files = fc.array(fc.array(row, { maxLength: 30 }), { minLength: 1, maxLength: 5 });

function write(index: number, rows: readonly string[]): string {
  const path = join(inputs, `day-${index}.csv`);
  writeFileSync(path, [`${100 + index},1,1,pv,${window.start + index}`, ...rows].join('\n'));
  return path;
}

/** Everything that is computed from the events, in an order of its own. */
async function contents(events: Events<taobao.EventType>) {
  const { engine } = tally;
  const { users, categories, hours, quarantine } = events;
  return {
    account: [events.rows, events.accepted, events.duplicates, events.checks],
    users: await engine.all(sql`SELECT * FROM ${users} ORDER BY user_id`, users.columns),
    categories: await engine.all(sql`SELECT * FROM ${categories} ORDER BY category_id`, categories.columns),
    hours: await engine.all(sql`SELECT * FROM ${hours} ORDER BY day, hour`, hours.columns),
    events: await engine.all(sql`SELECT * FROM ${events.events} ORDER BY ALL`, events.events.columns),
    quarantine: await engine.all(sql`SELECT * FROM ${quarantine} ORDER BY ALL`, quarantine.columns),
  };
}

/** The files below a folder by their path. */
function inodes(folder: string): Map<string, number> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  const paths = files.map((one) => join(one.parentPath, one.name)).sort();
  return new Map(paths.map((path) => [path, statSync(path).ino]));
}

const partsOf = () => readdirSync(store).filter((name) => !name.startsWith('merged-'));

describe('a folder of events', () => {
  it('gives, file after file, what one load of all files from scratch gives', async () => {
    await fc.assert(
      fc.asyncProperty(files, async (days) => {
        for (const folder of [inputs, store]) rmSync(folder, { recursive: true, force: true });
        mkdirSync(inputs);
        let last: Events<taobao.EventType> | null = null;
        for (const [index, rows] of days.entries()) {
          write(index, rows);
          last = await loadEvents(inputs, { folder: store });
        }
        const added = last === null ? null : await contents(last);
        const scratch = await loadEvents(inputs, {});
        expect(added).toEqual(await contents(scratch));
      }),
      { numRuns: 8 },
    );
  });

  it('does not read a file again that it has, whatever its name or time, and reads a changed one', async () => {
    const [a, b] = [write(1, []), write(2, [])];
    await loadEvents([a, b], { folder: store });
    const made = partsOf().map((name) => statSync(join(store, name)).ino);
    const renamed = join(inputs, 'renamed.csv');
    renameSync(a, renamed);
    utimesSync(renamed, 1, 1);
    const again = await loadEvents([renamed, b], { folder: store });
    expect(again.files).toEqual(['day-2.csv', 'renamed.csv']);
    expect(partsOf().map((name) => statSync(join(store, name)).ino)).toEqual(made);
    appendFileSync(renamed, `\n9,1,1,buy,${window.start + 50}`);
    const events = await loadEvents([renamed, b], { folder: store });
    expect(events.accepted).toBe(3);
    expect(partsOf()).toHaveLength(3);
  });

  it('tells two files apart that agree in name, size and time', async () => {
    const paths = ['a', 'b'].map((folder) => join(inputs, folder, 'part.csv'));
    for (const [index, path] of paths.entries()) {
      mkdirSync(join(path, '..'));
      writeFileSync(path, `${index + 1},1,1,pv,${window.start}`);
      utimesSync(path, 1, 1);
    }
    const users: number[] = [];
    for (const path of paths) {
      const { users: table } = await loadEvents(path, { folder: store });
      users.push((await tally.engine.one(sql`SELECT user_id FROM ${table}`, { user_id: 'integer' })).user_id);
    }
    expect(users).toEqual([1, 2]);
  });

  it('keeps windows apart and forgets files that are not asked for', async () => {
    const [a, b] = [write(1, []), write(2, [])];
    await loadEvents([a, b], { folder: store });
    const day = await loadEvents([a], { folder: store, to: '2017-11-26' });
    expect(day).toMatchObject({ accepted: 1, files: ['day-1.csv'] });
    expect(await loadEvents(b, { folder: store })).toMatchObject({
      accepted: 1,
      files: ['day-2.csv'],
    });
  });

  it('makes a part anew that was damaged', async () => {
    const path = write(1, []);
    await loadEvents(path, { folder: store });
    truncateSync(join(store, partsOf()[0] ?? '', 'users.parquet'), 20);
    const events = await loadEvents(path, { folder: store });
    expect((await contents(events)).users).toHaveLength(1);
  });

  it('reads a file anew whose content was changed with its size and time kept', async () => {
    const [a, b] = [write(1, [`7,1,1,pv,${window.start + 9}`]), write(2, [])];
    await loadEvents([a, b], { folder: store });
    const before = inodes(store);
    const { atime, mtime } = statSync(a);
    writeFileSync(a, readFileSync(a, 'utf8').replace('7,1,1,pv', '8,1,1,pv'));
    utimesSync(a, atime, mtime);
    const events = await loadEvents([a, b], { folder: store });
    expect(await contents(events)).toEqual(await contents(await loadEvents([a, b], {})));
    // What was made of the other file stays as it is.
    const kept = [...inodes(store)].filter(([path, ino]) => before.get(path) === ino);
    expect(kept.filter(([path]) => path.endsWith('/rows.parquet'))).toHaveLength(2);
  });

  it('learns types and days anew of a file whose content was changed with its size and time kept', async () => {
    const path = join(inputs, 'learned.csv');
    const line = (type: string) => `1,1,1,${type},${window.start}\n1,1,1,view,${window.start}\n`;
    writeFileSync(path, line('look'));
    utimesSync(path, 1, 1);
    const types = async () => (await load(tally, path, { folder: store })).types.map(({ key }) => key);
    expect(await types()).toEqual(['look', 'view']);
    writeFileSync(path, line('wish'));
    utimesSync(path, 1, 1);
    expect(await types()).toEqual(['view', 'wish']);
  });

  it('finds damage in any file that it keeps, whatever its time, and makes that alone anew', async () => {
    const days = [
      write(1, [`7,1,1,pv,${window.start + 9}`, '7,1,1']),
      write(2, [`7,2,2,buy,${window.start + 9}`]),
    ];
    const options = { folder: store, types: undefined, to: undefined } as never;
    const fresh = await contents(await loadEvents(days, { types: undefined, to: undefined } as never));
    expect(await contents(await loadEvents(days, options))).toEqual(fresh);
    const kept = [...inodes(store).keys()];
    expect(new Set(kept.map((path) => basename(path)))).toEqual(
      new Set([
        ...['rows.parquet', 'rejected.parquet', 'users.parquet', 'categories.parquet', 'hours.parquet'],
        ...['users.json', 'categories.json', 'hours.json', 'part.json'],
        ...kept.map((path) => basename(path)).filter((name) => name.startsWith('seen-')),
      ]),
    );
    for (const path of kept) {
      const bytes = readFileSync(path);
      for (const at of [0, Math.floor(bytes.length / 2), bytes.length - 2]) {
        const before = inodes(store);
        const { atime, mtime } = statSync(path);
        const damaged = Buffer.from(bytes);
        damaged[at] = (damaged[at] ?? 0) ^ 1;
        writeFileSync(path, damaged);
        utimesSync(path, atime, mtime);
        expect([path, await contents(await loadEvents(days, options))]).toEqual([path, fresh]);
        const after = inodes(store);
        const others = kept.filter((other) => dirname(other) !== dirname(path));
        expect(others.map((other) => after.get(other))).toEqual(others.map((other) => before.get(other)));
        const [rows, isRollup] = [
          join(dirname(path), 'rows.parquet'),
          /(users|categories|hours)\.parquet$/.test(path),
        ];
        if (isRollup) expect(after.get(rows)).toBe(before.get(rows));
      }
    }
  }, 120_000);

  it('takes a store that was copied, and notes so that it is not looked through again', async () => {
    const days = [write(1, []), write(2, [])];
    const fresh = await contents(await loadEvents(days, { folder: store }));
    const copy = join(own.folder, 'copy');
    rmSync(copy, { recursive: true, force: true });
    cpSync(store, copy, { recursive: true });
    const data = () => [...inodes(copy)].filter(([path]) => path.endsWith('.parquet'));
    const before = data();
    expect(await contents(await loadEvents(days, { folder: copy }))).toEqual(fresh);
    expect(data()).toEqual(before);
    const notes = [...inodes(copy)];
    await loadEvents(days, { folder: copy });
    expect([...inodes(copy)]).toEqual(notes);
  });

  it('goes on after its last finished file when it is killed, and leaves nothing half made', async () => {
    const small = write(1, []);
    const large = join(inputs, 'large.csv');
    const line = (n: number) => `${n % 5000},${n % 700},${n % 70},pv,${window.start + (n % 700_000)}`;
    writeFileSync(large, Array.from({ length: 2_000_000 }, (_, n) => line(n)).join('\n'));
    const child = spawn(process.execPath, ['--input-type=module', '-e', killable(), small, large, store]);
    while (!(existsSync(store) && partsOf().length === 2)) {
      expect(child.exitCode).toBeNull();
      await sleep(10);
    }
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(partsOf().filter((name) => name.startsWith('.unfinished'))).toHaveLength(1);
    const finished = partsOf().find((name) => !name.startsWith('.')) ?? '';
    const { ino } = statSync(join(store, finished));
    const events = await loadEvents([small, large], { folder: store, duplicates: 'keep' });
    expect(events.accepted).toBe(2_000_001);
    expect(partsOf()).toHaveLength(2);
    expect(partsOf().some((name) => name.startsWith('.'))).toBe(false);
    expect(statSync(join(store, finished)).ino).toBe(ino);
  });
});

/** A program that loads two files into a folder, the second slowly enough to be killed in it. */
function killable(): string {
  const library = pathToFileURL(join(import.meta.dirname, '../../../lib/dist/index.js')).href;
  return `import { loadEvents, open } from '${library}';
    const [small, large, folder] = process.argv.slice(1);
    const tally = await open({ threads: 1 });
    const options = { ...${JSON.stringify(taobao.EVENTS)}, folder };
    await loadEvents(tally, small, options);
    await loadEvents(tally, large, options);`;
}
