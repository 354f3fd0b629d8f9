import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { sampleUsersCsv } from 'tally';

const folder = mkdtempSync(join(tmpdir(), 'tally-cli-'));
afterAll(() => rmSync(folder, { recursive: true }));

const tally = (...args: string[]) =>
  spawnSync(process.execPath, ['lib/bin/tally.js', ...args], { encoding: 'utf-8' });

describe('tally', () => {
  it('writes the sample data whole', () => {
    const out = join(folder, 'new', 'sample');
    const result = tally('sample', '--users', '20', '--seed', '5', '--out', out);
    expect(result).toMatchObject({ status: 0, stderr: '' });
    expect(result.stdout).toContain('users.csv: 32 rows');
    expect(readdirSync(out)).toEqual(['users.csv']);
    expect(readFileSync(join(out, 'users.csv'), 'utf-8')).toBe(sampleUsersCsv({ users: 20, seed: 5 }));
  });

  it.each([
    [['sample', '--users', 'many'], /users must be a whole number/],
    [['sample', '--seed', '1.5'], /seed must be a whole number/],
    [['sample', '--out', '/dev/null/here'], /cannot be written .* Choose another place/],
    [['simple'], /Unknown command/],
    [['sample', '--sead', '5'], /Unknown option --sead\. Did you mean --seed\?/],
    [['claims', '--user', 'users.csv'], /Unknown option --user\. Did you mean --users\?/],
    [['claims', '--users', 'users.csv', '--zzzzzz', '1'], /Unknown option --zzzzzz\. See --help/],
    [['claims', 'users.csv'], /Unexpected argument 'users\.csv'/],
    [['claims', '--users'], /argument missing/],
  ])('says in one line what is wrong with %j', (args, message) => {
    const result = tally(...args);
    expect(result.status).toBe(2);
    expect(result.stderr).toMatch(message);
    expect(result.stderr.trim().split('\n')).toHaveLength(1);
  });

  it('explains itself', () => {
    expect(tally().stdout).toContain('sample');
    expect(tally('sample', '--help').stdout).toContain('--seed');
  });
});
