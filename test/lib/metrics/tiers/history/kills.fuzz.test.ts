/** A program that runs batch after batch and is killed at any moment: run again, it ends in the history of an undisturbed run. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { open, tiers, type Tally } from 'tally';
import { Files } from '../../../load/files.js';
import { staysOf } from './orders-of.js';
import { dayOf } from './reference.js';
import { runs } from '../../../../runs.js';

const files = new Files();
let tally: Tally;
beforeAll(async () => (tally = await open({ threads: 1 })));
afterAll(() => {
  tally.close();
  files.remove();
});

const OPTIONS: tiers.TierHistoryOptions = {
  from: dayOf(0),
  cuts: { score: 'spending', customers: 9, percentiles: {}, least: { '0.05': 200, '0.25': 90 } },
  plan: {
    best: { label: 'Best', top: 0.05, within: 2 },
    good: { label: 'Good', top: 0.25, within: 4 },
    lost: { label: 'Lost', after: 4 },
  },
  hold: { margin: 0.1, days: 1 },
};

const [DAYS, ORDERS] = [8, 2000];

/** A day's file: orders of this day and up to six days before, and some of the last file with another amount. */
const FILES = Array.from({ length: DAYS }, (_, day) => {
  const written = (file: number, n: number, more: number) =>
    `o${file}-${n},c${(n * 31 + file) % 700},${dayOf(file - (n % 60 < 6 ? n % 6 : 0))},${((n * 7) % 90) - 10 + more}`;
  const own = Array.from({ length: ORDERS }, (_, n) => written(day, n, 0));
  const corrected = Array.from({ length: day === 0 ? 0 : 20 }, (_, n) => written(day - 1, n * 97, 40));
  return files.lines(`day-${day}.csv`, 'order,customer,time,amount', ...own, ...corrected);
});

/** When a program ends: so many milliseconds after its beginning, or before a statement. */
type End = { readonly after: number } | { readonly before: number };

/** The days that are not there yet, in a process of its own, which kills itself before a statement where one is given. */
function batches(path: string, statement = Infinity) {
  const library = pathToFileURL(join(import.meta.dirname, '../../../../../lib/dist/index.js')).href;
  const program = `import { loadOrders, open, tiers } from '${library}';
    const tally = await open({ threads: 1 });
    const engines = Object.getPrototypeOf(tally.engine);
    const { run } = engines;
    let n = 0;
    engines.run = function (...input) {
      if (++n > ${statement}) process.kill(process.pid, 'SIGKILL');
      return run.apply(this, input);
    };
    const history = await tiers.openHistory(tally, ${JSON.stringify(path)}, ${JSON.stringify(OPTIONS)});
    const last = await history.through() ?? '';
    console.log('begins');
    for (const [n, file] of ${JSON.stringify(FILES)}.entries()) {
      const day = ${JSON.stringify(FILES.map((_, day) => dayOf(day)))}[n];
      if (day > last) await tiers.runBatch(history, (await loadOrders(tally, file)).orders, { day });
    }
    await history.close();
    tally.close();`;
  return spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

async function endOf(path: string) {
  const history = await tiers.openHistory(tally, path, OPTIONS);
  const found = { through: await history.through(), stays: await staysOf(tally, history) };
  await history.close();
  return found;
}

const end: fc.Arbitrary<End> = fc.oneof(
  fc.record({ after: fc.nat({ max: 900 }) }),
  // Opening a file that is there is 2 statements, a batch with its loading about 45.
  fc.record({ before: fc.nat({ max: 120 }) }),
);

it('batches that are killed at any moment, again and again, go on to the same history', async () => {
  const whole = join(files.folder, 'whole.duckdb');
  await once(batches(whole), 'exit');
  const expected = await endOf(whole);
  expect(expected.through).toBe(dayOf(DAYS - 1));
  expect(expected.stays.length).toBeGreaterThan(1000);
  const path = join(files.folder, 'killed.duckdb');
  await fc.assert(
    fc.asyncProperty(fc.array(end, { minLength: 2, maxLength: 4 }), async (ends) => {
      for (const file of [path, `${path}.wal`]) rmSync(file, { force: true });
      for (const one of ends) {
        const child = batches(path, 'before' in one ? one.before : Infinity);
        const ended = once(child, 'exit');
        await Promise.race([once(child.stdout, 'data'), ended]);
        if ('after' in one) {
          await sleep(one.after);
          child.kill('SIGKILL');
        }
        await ended;
      }
      expect(await once(batches(path), 'exit')).toEqual([0, null]);
      expect(await endOf(path)).toEqual(expected);
    }),
    { numRuns: runs(2) },
  );
}, 300_000);
