import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { open } from 'tally';
import { generateEvents } from 'tally-studies';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const run = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), 'bench-verdicts-test-'));
const events = join(folder, 'events.csv');

beforeAll(async () => {
  const tally = await open();
  await generateEvents(tally, events, { rows: 6000, seed: 1 });
  tally.close();
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const bench = (...words: string[]) =>
  run(process.execPath, ['bench/verdicts/index.mjs', '--events', events, ...words]);

describe('bench:verdicts', () => {
  it('prints a row for each claim, whose samples by size add up', async () => {
    const { stdout } = await bench('--samples', '20', '--seed', '7');
    const [first, blank, head, rule, ...rows] = stdout.trimEnd().split('\n');
    expect(first).toMatch(/^20 samples of \d+ users of the file, a fifth of each size, seed 7$/);
    expect(blank).toBe('');
    expect(head).toBe(
      '| Claim | false contradictions | at most, percent | of 50 users | of 113 users | of 200 users | of 400 users | of 800 users |',
    );
    expect(rule).toBe('| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |');
    expect(rows.length).toBeGreaterThan(10);
    for (const row of rows) {
      const [claim, ...numbers] = row.slice(2, -2).split(' | ');
      expect(claim).toMatch(/^`T-3\.[\dA-Z.-]+`$/);
      const [all, atMost, ...bySize] = numbers.map(Number);
      expect(bySize).toHaveLength(5);
      expect(bySize.reduce((sum, count) => sum + count, 0)).toBe(all);
      expect(atMost).toBeGreaterThan(0);
      expect(atMost).toBeLessThanOrEqual(100);
    }
  });

  it('draws the same samples of the same seed', async () => {
    const [one, again] = await Promise.all([bench('--samples', '5'), bench('--samples', '5')]);
    expect(again.stdout).toBe(one.stdout);
  });

  it.each(['0', '-1', '1.5', 'many'])('refuses --samples %s', async (samples) => {
    await expect(bench(`--samples=${samples}`)).rejects.toThrow(
      `--samples is "${samples}": give a whole number above 0.`,
    );
  });
});
