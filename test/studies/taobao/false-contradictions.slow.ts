import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateEvents } from 'tally-studies';
import { open } from 'tally';
import { afterAll, expect, it, vi } from 'vitest';
import { publishedBy } from './published-by.js';

/** Several thousand users, with all that a loader has to set aside. */
const ROWS = 500_000;

const folder = mkdtempSync(join(tmpdir(), 'tally-population-'));
const file = join(folder, 'events.csv');
const tally = await open({ threads: 1 });
await generateEvents(tally, file, { rows: ROWS, seed: 20_171_125 });
tally.close();

// The same document about other users: every figure is that of the generated file. Claims are loaded anew to read it.
vi.resetModules();
vi.doMock('../../../studies/src/taobao/published.js', () => publishedBy(file));
const { contradictedIn, judgeSamples, seedsOfSamples } = await import('./false-contradictions.js');
afterAll(() => {
  vi.doUnmock('../../../studies/src/taobao/published.js');
  vi.resetModules();
  rmSync(folder, { recursive: true });
});

/** Claims that are false whatever the sample: by their own figures, by a row that no behavior explains, or by all users. */
const FALSE = ['T-1-SCHEMA', 'T-3.1-GMV', 'T-3.2-18.6W', 'T-3.3-56', 'T-3.4-D6', 'T-3.4-D8', 'T-3.4-AXIS'];

it('contradicts no claim that is true of all generated users by a sample of them', async () => {
  const contradicted = contradictedIn(await judgeSamples(file, seedsOfSamples()));
  expect(contradicted.filter((id) => !FALSE.includes(id))).toEqual([]);
  expect(contradicted).toEqual(expect.arrayContaining(['T-3.1-GMV', 'T-3.3-56', 'T-3.4-AXIS']));
});
