import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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
    const result = tally('sample', '--users', '20', '--events', '0', '--seed', '5', '--out', out);
    expect(result).toMatchObject({ status: 0, stderr: '' });
    expect(result.stdout).toContain('users.csv: 32 rows');
    expect(readdirSync(out)).toEqual(['users.csv']);
    expect(readFileSync(join(out, 'users.csv'), 'utf-8')).toBe(sampleUsersCsv({ users: 20, seed: 5 }));
  });

  it('writes events beside the users, and of any number alone', () => {
    const out = join(folder, 'events');
    const both = tally('sample', '--users', '20', '--events', '2000', '--out', out);
    expect(both).toMatchObject({ status: 0, stderr: '' });
    expect(readdirSync(out)).toEqual(['events.csv.gz', 'users.csv']);
    const file = join(out, 'again.csv.gz');
    const alone = tally('generate', '--rows', '2000', '--out', file);
    expect(alone).toMatchObject({ status: 0, stderr: '' });
    expect(alone.stdout).toMatch(/again\.csv\.gz: \d+ rows of \d+ users/);
    expect(readFileSync(file)).toEqual(readFileSync(join(out, 'events.csv.gz')));
  });

  it('ingests events and says where their rows went', () => {
    const file = join(folder, 'few.csv');
    writeFileSync(file, '1,2,3,pv,1511600000\n1,2,3,PV,1511600000\n1,2,3,pv,1511600000\n');
    const store = join(folder, 'store');
    const result = tally('ingest', '--events', file, '--folder', store);
    expect(result).toMatchObject({ status: 0, stderr: '' });
    expect(result.stdout).toBe(
      '3 rows in 1 file: 2 accepted, 1 set aside\n' +
        '  1 break "behavior_type is one of pv, cart, fav, buy"\n' +
        '  1 of the accepted are exact duplicates\n',
    );
    expect(readdirSync(store)).toHaveLength(1);
  });

  it.each([
    [['sample', '--events', 'some', '--out', join(folder, 'bad')], /rows must be a whole number from 1/],
    [['generate', '--rows', '5'], /Name a file with --out/],
    [['generate', '--rows', '0.5', '--out', 'x.csv'], /rows must be a whole number from 1/],
    [['generate', '--out', 'x.json'], /written as \.csv, \.csv\.gz, \.parquet, not as x\.json/],
    [['generate', '--out', '/dev/null/x.csv'], /cannot be written .* Choose another/],
    [['sample', '--users', 'many'], /users must be a whole number/],
    [['sample', '--seed', '1.5'], /seed must be a whole number/],
    [['sample', '--out', '/dev/null/here'], /cannot be written .* Choose another place/],
    [['ingest', '--events', 'x.csv'], /Give --events PATH and --folder DIR/],
    [
      ['ingest', '--events', 'x.csv', '--folder', folder, '--duplicates', 'no'],
      /--duplicates is one of count, keep, drop/,
    ],
    [['ingest', '--events', 'x.csv', '--folder', folder, '--time-zone', 'Mars'], /"Mars" is not a time zone/],
    [['ingest', '--events', join(folder, 'x.csv'), '--folder', folder], /x\.csv: no such file/],
    [['ingest', '--events', 'x.csv', '--folder', '/dev/null/x'], /cannot hold ingested events|no such file/],
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
