import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { open, type Tally } from 'tally';
import { douyin, sampleUsersCsv } from 'tally-studies';

const folder = mkdtempSync(join(tmpdir(), 'tally-sample-users-'));
let tally: Tally;
beforeAll(async () => {
  tally = await open({ threads: 2 });
});
afterAll(() => {
  tally.close();
  rmSync(folder, { recursive: true });
});

function loaded(name: string, csv: string): Promise<douyin.Users> {
  const path = join(folder, name);
  writeFileSync(path, csv);
  return douyin.loadUsers(tally, path);
}

const hash = (text: string) => createHash('sha256').update(text).digest('hex');

describe('sampleUsersCsv', () => {
  it('gives the same bytes for the same seed, other bytes for another', () => {
    expect(hash(sampleUsersCsv({ users: 50, seed: 7 }))).toBe(hash(sampleUsersCsv({ users: 50, seed: 7 })));
    expect(sampleUsersCsv({ users: 50, seed: 7 })).not.toBe(sampleUsersCsv({ users: 50, seed: 8 }));
  });

  it('is the committed sample', () => {
    expect(readFileSync('data/sample/users.csv', 'utf-8')).toBe(sampleUsersCsv());
  });

  it('yields the asked number of sound users whatever the size, and a dozen rows to set aside', async () => {
    for (const users of [100, 1000, 5000]) {
      const table = await loaded('sample.csv', sampleUsersCsv({ users, seed: 3 }));
      expect(table).toMatchObject({ accepted: users, quarantined: 12, unusedColumns: ['', 'Unnamed: 0'] });
    }
  });

  it('can be free of flaws', async () => {
    const table = await loaded('sound.csv', sampleUsersCsv({ users: 200, flaws: false }));
    expect(table).toMatchObject({ rows: 200, accepted: 200 });
  });

  it('refuses a number of users that is none', () => {
    expect(() => sampleUsersCsv({ users: 2.5 })).toThrow(/whole number/);
  });
});
