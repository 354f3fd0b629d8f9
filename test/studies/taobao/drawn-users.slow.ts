import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadEvents, open } from 'tally';
import { afterAll, expect, it } from 'vitest';
import { DrawnUsers, LOADED } from './drawn-users.js';
import { drawn, judgmentsOf } from './false-contradictions.js';
import { linesOf } from './population.js';

const FILE = 'data/sample/events.csv.gz';
const lines = linesOf(FILE);
const folder = mkdtempSync(join(tmpdir(), 'tally-sample-'));
const drawing = await DrawnUsers.of(FILE);
afterAll(() => {
  drawing.close();
  rmSync(folder, { recursive: true });
});

/** The sample as a file, its users counted from 1. */
function written(users: readonly string[]): string {
  const path = join(folder, `${users.length}.csv`);
  const rows = users.flatMap((user, index) =>
    (lines.get(user) ?? []).map((line) => line.replace(/^\d+/, String(index + 1))),
  );
  writeFileSync(path, `${rows.join('\n')}\n`);
  return path;
}

it.each([
  [3, 1],
  [50, 2],
  [113, 3],
  [200, 4],
  [800, 5],
])('judges %i users drawn in the engine as those of a file', async (size, seed) => {
  const users = drawn([...lines.keys()], size, seed);
  const tally = await open({ threads: 1 });
  const loaded = await judgmentsOf(await loadEvents(tally, written(users), LOADED));
  tally.close();
  expect(Object.fromEntries(await judgmentsOf(await drawing.events(users)))).toEqual(
    Object.fromEntries(loaded),
  );
});
