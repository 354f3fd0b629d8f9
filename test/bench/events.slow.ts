import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';

const run = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), 'bench-events-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const bench = (...words: string[]) =>
  run(process.execPath, ['bench/events/index.mjs', '--folder', folder, ...words], { maxBuffer: 2 ** 24 });

interface Measured {
  readonly rows: number;
  readonly linearity: number;
  readonly sizes: readonly Size[];
  readonly peers: unknown;
  readonly answers: Readonly<Record<string, unknown>> & { readonly events: number };
}

interface Size {
  readonly rows: number;
  readonly quarantined: number;
  readonly steps: Readonly<Record<string, number>>;
  readonly [field: string]: unknown;
}

/** Paths of everything in a value that is no finite number. */
function notFinite(value: unknown, path: string): string[] {
  if (typeof value !== 'object' || value === null) return Number.isFinite(value) ? [] : [path];
  return Object.entries(value).flatMap(([key, inner]) => notFinite(inner, `${path}.${key}`));
}

describe('bench:events', () => {
  it('prints one line of JSON with every size, its ratios, its memory and the answers', async () => {
    const { stdout } = await bench('--rows', '20000', '--rounds', '1', '--no-peers');
    expect(stdout.trimEnd()).not.toContain('\n');
    const { rows, linearity, sizes, peers, answers } = JSON.parse(stdout) as Measured;
    expect(peers).toBeNull();
    expect(rows).toBe(20_000);
    expect(notFinite({ linearity, sizes, answers }, '')).toEqual([]);
    expect(sizes.map((size) => Math.round(Math.log10(size.rows / 2)))).toEqual([4, 3, 2]);
    for (const size of sizes) {
      expect(Object.keys(size.steps)).toEqual(['ingest', 'rollups', 'metrics', 'orderedFunnel']);
      for (const field of [
        'csvBytes',
        'scanSeconds',
        'seconds',
        'ratio',
        'ratioWithOrderedFunnel',
        'peakBytes',
      ]) {
        expect(size[field], field).toBeGreaterThan(0);
      }
    }
    const [largest] = sizes;
    expect(answers.events + (largest?.quarantined ?? 0)).toBe(largest?.rows);
    expect(answers['orderedFunnel']).toHaveLength(3);
    expect(Object.keys(answers).sort()).toEqual([
      'cohorts',
      'concentration',
      'events',
      'funnel',
      'hours',
      'orderedFunnel',
      'retention',
      'segments',
    ]);
    expect(readdirSync(folder).filter((name) => !name.endsWith('.csv'))).toEqual([]);
  }, 240_000);

  it('refuses what there is no room for, and says how much that is', async () => {
    const refused = bench('--rows', '900000000000', '--no-peers');
    await expect(refused).rejects.toThrow(/GB free and about \d+\.\d GB are needed/);
    expect(readdirSync(folder).filter((name) => name.includes('900000000000'))).toEqual([]);
  });
});

describe('the comparison of answers', () => {
  it('names every number that differs and every one that only one side has', async () => {
    const comparison = new URL('../../bench/events/answers.mjs', import.meta.url).href;
    const { differences } = (await import(comparison)) as {
      differences: (ours: unknown, theirs: unknown) => string[];
    };
    const ours = { events: 3, hours: [{ pv: 1 }, { pv: 2 }], cohorts: [1] };
    expect(differences(ours, structuredClone(ours))).toEqual([]);
    expect(differences(ours, { events: 4, hours: [{ pv: 1 }], cohorts: [1, 0] })).toEqual([
      'events: 3 here, 4 there',
      'hours.1: {"pv":2} here, undefined there',
      'cohorts.1: undefined here, 0 there',
    ]);
  });
});
