import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { main } from '../../../lib/src/cli/main.js';
import { ran } from './ran.js';

const folder = mkdtempSync(join(tmpdir(), 'tally-cli-'));
afterAll(() => rmSync(folder, { recursive: true }));

const tally = (...args: string[]) =>
  spawnSync(process.execPath, ['lib/bin/tally.js', ...args], { encoding: 'utf-8' });

describe('tally', () => {
  it('ingests events and says where their rows went', () => {
    const file = join(folder, 'few.csv');
    writeFileSync(file, '1,2,3,pv,1511600000\n1,2,3,PV,1511600000\n1,2,3,pv,1511600000\n');
    const store = join(folder, 'store');
    const result = tally('ingest', '--events', file, '--folder', store, '--types', 'pv,cart,fav,buy');
    expect(result).toMatchObject({ status: 0, stderr: '' });
    expect(result.stdout).toBe(
      '3 rows in 1 file: 2 accepted, 1 set aside\n' +
        '  pv, cart, fav, buy; 2017-11-25 to 2017-11-25, UTC; times in seconds\n' +
        '  1 break "behavior_type is one of pv, cart, fav, buy"\n' +
        '  1 of the accepted are exact duplicates\n',
    );
    // One part, and what was learned of the file.
    expect(readdirSync(store).filter((name) => !name.startsWith('seen-'))).toHaveLength(1);
  });

  it('reads files in the encoding that is named, which no byte of them tells', () => {
    const file = join(folder, 'cyrillic.csv');
    // "дом", which in windows-1252 would be "äîì".
    const word = Buffer.from([0xe4, 0xee, 0xec]);
    writeFileSync(file, Buffer.concat([Buffer.from('1,2,3,'), word, Buffer.from(',1511600000\n')]));
    const said = ['--encoding', 'windows-1251'];
    const store = join(folder, 'cyrillic');
    const ingested = tally('ingest', '--events', file, '--folder', store, '--timestamps', 'seconds', ...said);
    expect(ingested).toMatchObject({ status: 0, stderr: '' });
    expect(ingested.stdout).toContain('\n  дом; 2017-11-25');
    const users = join(folder, 'users.csv');
    writeFileSync(users, Buffer.concat([Buffer.from('id,place\n1,'), word, Buffer.from('\n2,'), word]));
    const report = join(folder, 'report.yaml');
    writeFileSync(report, "- { claim: c, metric: count, where: place = 'дом', printed: 2 }\n");
    const judged = tally('factcheck', report, '--users', users, ...said);
    expect(judged).toMatchObject({ status: 0, stderr: '' });
  });

  it.each([
    [['ingest', '--events', 'x.csv'], /Give both --events PATH and --folder DIR/],
    [
      ['ingest', '--events', 'x.csv', '--folder', folder, '--duplicates', 'no'],
      /--duplicates must be one of count, keep, drop/,
    ],
    [
      ['ingest', '--events', 'x.csv', '--folder', folder, '--time-zone', 'Mars'],
      /"Mars" is not a known time zone/,
    ],
    [
      ['ingest', '--events', 'x.csv', '--folder', folder, '--encoding', 'no'],
      /encoding is "no": use a WHATWG name/,
    ],
    [['ingest', '--events', join(folder, 'x.csv'), '--folder', folder], /x\.csv: no such file/],
    [['ingest', '--events', 'x.csv', '--folder', '/dev/null/x'], /cannot hold ingested events|no such file/],
    [['sample'], /Unknown command/],
    [['ingest', '--event', 'x.csv'], /Unknown option --event\. Did you mean --events\?/],
  ])('says in one line what is wrong with %j', async (args, message) => {
    const result = await ran(main, args);
    expect(result.status).toBe(2);
    expect(result.stderr).toMatch(message);
    expect(result.stderr.trim().split('\n')).toHaveLength(1);
  });

  it('explains itself', async () => {
    expect((await ran(main, [])).stdout).toContain('factcheck');
    expect((await ran(main, ['ingest', '--help'])).stdout).toContain('--folder');
  });
});
