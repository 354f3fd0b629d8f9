import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadUsers, sampleUsersCsv } from 'tally';
import { Workbench } from '../users.js';

let bench: Workbench;
beforeAll(async () => {
  bench = await Workbench.open();
});
afterAll(() => bench.close());

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
      const loaded = await loadUsers(bench.engine, bench.write('sample.csv', sampleUsersCsv({ users, seed: 3 })));
      expect(loaded).toMatchObject({ accepted: users, quarantined: 12, unusedColumns: ['', 'Unnamed: 0'] });
    }
  });

  it('can be free of flaws', async () => {
    const path = bench.write('sound.csv', sampleUsersCsv({ users: 200, flaws: false }));
    expect(await loadUsers(bench.engine, path)).toMatchObject({ rows: 200, accepted: 200 });
  });

  it('refuses a number of users that is none', () => {
    expect(() => sampleUsersCsv({ users: 2.5 })).toThrow(/whole number/);
  });
});
