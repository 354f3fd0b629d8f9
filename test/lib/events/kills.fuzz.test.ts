/** Loads into a folder that are killed at any moment: the next load gives what one from scratch gives. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadEvents, open, sql, type Tally } from 'tally';
import { Files } from '../load/files.js';
import { runs } from '../../runs.js';

const files = new Files();
let tally: Tally;
beforeAll(async () => (tally = await open({ threads: 1 })));
afterAll(() => {
  tally.close();
  files.remove();
});

const EPOCH = 1_700_000_000;
const OPTIONS = {
  types: ['view', 'buy'],
  from: '2023-11-14',
  to: '2023-11-17',
  ids: 'integer',
  timestamps: 'seconds',
  duplicates: 'keep',
} as const;

const FILES = Array.from({ length: 4 }, (_, file) =>
  files.write(
    `day-${file}.csv`,
    Array.from({ length: 60_000 }, (_, n) => {
      const type = n % 7 === 0 ? 'buy' : n % 1000 === 1 ? 'other' : 'view';
      return `${(n * 31 + file) % 5000},${n % 700},${n % 70},${type},${EPOCH + ((n * 17) % 200_000)}`;
    }).join('\n'),
  ),
);

/** The loading program, ended by nobody: the same call, in a process of its own. */
function loader(folder: string) {
  const library = pathToFileURL(join(import.meta.dirname, '../../../lib/dist/index.js')).href;
  const program = `import { loadEvents, open } from '${library}';
    const tally = await open({ threads: 1 });
    console.log('begins');
    await loadEvents(tally, ${JSON.stringify(FILES)}, { ...${JSON.stringify(OPTIONS)}, folder: ${JSON.stringify(folder)} });`;
  return spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
}

/** What a folder answers: its account, and sums over events and users. */
async function answers(folder: string) {
  const events = await loadEvents(tally, FILES, { ...OPTIONS, folder });
  const { rows } = await tally.query`SELECT count(*) AS n, sum(user_id) AS users, sum(item_id) AS items,
    sum(event_time - ${EPOCH}) AS times, count(*) FILTER (WHERE type = 'buy') AS buys FROM ${events.events}`;
  const totals =
    await tally.query`SELECT count(*) AS n, sum(view) AS views, sum(buy) AS buys FROM ${events.users}`;
  const aside = await tally.engine.all(sql`SELECT count(*) AS n FROM ${events.quarantine}`, { n: 'integer' });
  const { accepted, quarantined } = events;
  return { accepted, quarantined, events: rows, users: totals.rows, aside };
}

it('a load that is killed at any moment, again and again, leaves a folder that the next one completes', async () => {
  const expected = await answers(join(files.folder, 'whole'));
  const folder = join(files.folder, 'killed');
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat({ max: 900 }), { minLength: 1, maxLength: 3 }), async (waits) => {
      rmSync(folder, { recursive: true, force: true });
      for (const wait of waits) {
        const child = loader(folder);
        const ended = once(child, 'exit');
        await Promise.race([once(child.stdout, 'data'), ended]);
        await sleep(wait);
        child.kill('SIGKILL');
        await ended;
      }
      expect(await answers(folder)).toEqual(expected);
      // Nothing half made is left.
      const left = existsSync(folder) ? readdirSync(folder, { recursive: true }) : [];
      expect(left.map(String).filter((name) => name.includes('unfinished'))).toEqual([]);
    }),
    { numRuns: runs(3) },
  );
}, 300_000);
