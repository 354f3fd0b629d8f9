import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { main } from '../../../studies/src/cli/main.js';
import { ran } from '../../lib/cli/ran.js';
import { sampleUsersCsv } from 'tally-studies';

const folder = mkdtempSync(join(tmpdir(), 'tally-studies-cli-'));
afterAll(() => rmSync(folder, { recursive: true }));

const studies = (...args: string[]) =>
  spawnSync(process.execPath, ['studies/bin/tally-studies.js', ...args], { encoding: 'utf-8' });

describe('tally-studies', () => {
  it('writes the sample data whole', () => {
    const out = join(folder, 'new', 'sample');
    const result = studies(
      'sample',
      '--users',
      '20',
      '--events',
      '0',
      '--customers',
      '30',
      '--shop',
      '0',
      '--seed',
      '5',
      '--out',
      out,
    );
    expect(result).toMatchObject({ status: 0, stderr: '' });
    expect(result.stdout).toContain('users.csv: 32 rows');
    expect(result.stdout).toContain('customers.csv: 30 rows');
    expect(readdirSync(out)).toEqual(['customers.csv', 'users.csv']);
    expect(readFileSync(join(out, 'users.csv'), 'utf-8')).toBe(sampleUsersCsv({ users: 20, seed: 5 }));
  });

  it('writes events beside the users, and of any number alone', () => {
    const out = join(folder, 'events');
    const both = studies('sample', '--users', '20', '--events', '2000', '--shop', '0', '--out', out);
    expect(both).toMatchObject({ status: 0, stderr: '' });
    expect(readdirSync(out)).toEqual(['customers.csv', 'events.csv.gz', 'users.csv']);
    const file = join(out, 'again.csv.gz');
    const alone = studies('generate', '--rows', '2000', '--out', file);
    expect(alone).toMatchObject({ status: 0, stderr: '' });
    expect(alone.stdout).toMatch(/again\.csv\.gz: \d+ rows of \d+ users/);
    expect(readFileSync(file)).toEqual(readFileSync(join(out, 'events.csv.gz')));
  });

  it.each([
    [['sample', '--events', 'some', '--out', join(folder, 'bad')], /rows must be a whole number from 1/],
    [['generate', '--rows', '5'], /Name the output file with --out/],
    [['generate', '--rows', '0.5', '--out', 'x.csv'], /rows must be a whole number from 1/],
    [['generate', '--out', 'x.json'], /written as \.csv, \.csv\.gz, \.parquet, not as x\.json/],
    [['generate', '--out', '/dev/null/x.csv'], /cannot be written .* Choose another/],
    [['sample', '--users', 'many'], /users must be a whole number/],
    [['sample', '--customers', '5'], /customers must be a whole number of at least 20/],
    [['sample', '--events', '0', '--shop', '5'], /shop must be a whole number of at least 20/],
    [['sample', '--seed', '1.5'], /seed must be a whole number/],
    [['sample', '--out', '/dev/null/here'], /cannot be written .* Choose another location/],
    [['ingest'], /Unknown command/],
    [['sample', '--sead', '5'], /Unknown option --sead\. Did you mean --seed\?/],
    [['claims', '--user', 'users.csv'], /Unknown option --user\. Did you mean --users\?/],
    [['claims', '--users', 'users.csv', '--zzzzzz', '1'], /Unknown option --zzzzzz\. See --help/],
    [['claims', 'users.csv'], /Unexpected argument 'users\.csv'/],
    [['claims', '--users'], /argument missing/],
  ])('says in one line what is wrong with %j', async (args, message) => {
    const result = await ran(main, args);
    expect(result.status).toBe(2);
    expect(result.stderr).toMatch(message);
    expect(result.stderr.trim().split('\n')).toHaveLength(1);
  });

  it('explains itself', async () => {
    expect((await ran(main, [])).stdout).toContain('sample');
    expect((await ran(main, ['sample', '--help'])).stdout).toContain('--seed');
  });
});
