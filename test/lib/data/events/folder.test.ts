import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { BEHAVIORS, eventWindow, loadEvents, sql, type LoadedEvents } from 'tally';
import { Workbench } from '../../users.js';

let bench: Workbench;
let inputs: string;
let store: string;
beforeAll(async () => (bench = await Workbench.open()));
afterAll(() => {
  bench.close();
});
beforeEach(() => {
  inputs = join(bench.folder, 'inputs');
  store = join(bench.folder, 'store');
  for (const folder of [inputs, store]) rmSync(folder, { recursive: true, force: true });
  mkdirSync(inputs);
});

const window = eventWindow();
const row = fc
  .record({
    user: fc.integer({ min: 1, max: 6 }),
    category: fc.integer({ min: 1, max: 4 }),
    behavior: fc.constantFrom(...BEHAVIORS, 'other'),
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
async function contents({ engine }: Workbench, events: LoadedEvents) {
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

const partsOf = () => readdirSync(store).filter((name) => !name.startsWith('merged-'));

describe('a folder of events', () => {
  it('gives, file after file, what one load of all files from scratch gives', async () => {
    await fc.assert(
      fc.asyncProperty(files, async (days) => {
        for (const folder of [inputs, store]) rmSync(folder, { recursive: true, force: true });
        mkdirSync(inputs);
        let last: LoadedEvents | null = null;
        for (const [index, rows] of days.entries()) {
          write(index, rows);
          last = await loadEvents(bench.engine, inputs, { folder: store });
        }
        const added = last === null ? null : await contents(bench, last);
        const scratch = await loadEvents(bench.engine, inputs, { name: 'scratch' });
        expect(added).toEqual(await contents(bench, scratch));
      }),
      { numRuns: 12 },
    );
  });

  it('does not read a file again that it has, whatever its name or time, and reads a changed one', async () => {
    const [a, b] = [write(1, []), write(2, [])];
    await loadEvents(bench.engine, [a, b], { folder: store });
    const made = partsOf().map((name) => statSync(join(store, name)).ino);
    const renamed = join(inputs, 'renamed.csv');
    renameSync(a, renamed);
    utimesSync(renamed, 1, 1);
    const again = await loadEvents(bench.engine, [renamed, b], { folder: store });
    expect(again.files).toEqual(['day-2.csv', 'renamed.csv']);
    expect(partsOf().map((name) => statSync(join(store, name)).ino)).toEqual(made);
    appendFileSync(renamed, `\n9,1,1,buy,${window.start + 50}`);
    const events = await loadEvents(bench.engine, [renamed, b], { folder: store });
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
      const { users: table } = await loadEvents(bench.engine, path, { folder: store });
      users.push((await bench.engine.one(sql`SELECT user_id FROM ${table}`, { user_id: 'integer' })).user_id);
    }
    expect(users).toEqual([1, 2]);
  });

  it('keeps windows apart and forgets files that are not asked for', async () => {
    const [a, b] = [write(1, []), write(2, [])];
    await loadEvents(bench.engine, [a, b], { folder: store });
    const day = await loadEvents(bench.engine, [a], { folder: store, to: '2017-11-26' });
    expect(day).toMatchObject({ accepted: 1, files: ['day-1.csv'] });
    expect(await loadEvents(bench.engine, b, { folder: store })).toMatchObject({ accepted: 1, files: ['day-2.csv'] });
  });

  it('makes a part anew that was damaged', async () => {
    const path = write(1, []);
    await loadEvents(bench.engine, path, { folder: store });
    truncateSync(join(store, partsOf()[0] ?? '', 'users.parquet'), 20);
    const events = await loadEvents(bench.engine, path, { folder: store });
    expect((await contents(bench, events)).users).toHaveLength(1);
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
    const events = await loadEvents(bench.engine, [small, large], { folder: store, duplicates: 'keep' });
    expect(events.accepted).toBe(2_000_001);
    expect(partsOf()).toHaveLength(2);
    expect(partsOf().some((name) => name.startsWith('.'))).toBe(false);
    expect(statSync(join(store, finished)).ino).toBe(ino);
  });
});

/** A program that loads two files into a folder, the second slowly enough to be killed in it. */
function killable(): string {
  const tally = pathToFileURL(join(import.meta.dirname, '../../../../lib/dist/index.js')).href;
  return `import { loadEvents, openDuckDb } from '${tally}';
    const [small, large, folder] = process.argv.slice(1);
    const engine = await openDuckDb({ threads: 1 });
    await loadEvents(engine, small, { folder });
    await loadEvents(engine, large, { folder });`;
}
