/** A check of the sample writes nothing, and names what has been changed. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it, vi } from 'vitest';
import { main } from '../../studies/src/cli/main.js';

const folder = mkdtempSync(join(tmpdir(), 'sample-check-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

it('names the file that was edited, or is missing, and leaves it', async () => {
  const told: string[] = [];
  vi.spyOn(console, 'log').mockImplementation(() => undefined);
  vi.spyOn(console, 'error').mockImplementation((text: string) => told.push(text));
  const run = async (...more: string[]) => {
    process.exitCode = 0;
    const none = ['--events', '0', '--customers', '0', '--shop', '0'];
    await main(['sample', '--out', folder, '--users', '20', ...none, ...more]);
    const code = process.exitCode;
    process.exitCode = 0;
    return code;
  };
  try {
    expect(await run('--check')).not.toBe(0);
    expect(told.splice(0)).toEqual([expect.stringContaining(`${join(folder, 'users.csv')} is missing`)]);
    expect(await run()).toBe(0);
    expect(await run('--check')).toBe(0);
    writeFileSync(join(folder, 'users.csv'), 'edited');
    expect(await run('--check')).not.toBe(0);
    expect(told).toEqual([expect.stringContaining('users.csv has been changed')]);
    expect(readFileSync(join(folder, 'users.csv'), 'utf8')).toBe('edited');
  } finally {
    vi.restoreAllMocks();
    process.exitCode = undefined;
  }
});
