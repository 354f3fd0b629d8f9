import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { open, OptionsError, OutputError, QueryCancelledError } from 'tally';
import { generateEvents } from 'tally-studies';

const folder = mkdtempSync(join(tmpdir(), 'tally-events-'));
const tally = await open({ threads: 2 });
afterAll(() => {
  tally.close();
  rmSync(folder, { recursive: true });
});

const hash = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');
const file = (name: string) => join(folder, name);

describe('generateEvents', () => {
  it('gives the same bytes for the same seed with one thread and two, other bytes for another seed', async () => {
    const rows = 230_000; // two pieces of users, so that two threads have something to share
    const single = await open({ threads: 1 });
    await generateEvents(single, file('one.csv'), { rows, seed: 7 });
    single.close();
    await generateEvents(tally, file('two.csv'), { rows, seed: 7 });
    expect(hash(file('two.csv'))).toBe(hash(file('one.csv')));
    await generateEvents(tally, file('seven.csv'), { rows: 1000, seed: 7 });
    await generateEvents(tally, file('eight.csv'), { rows: 1000, seed: 8 });
    expect(hash(file('eight.csv'))).not.toBe(hash(file('seven.csv')));
  });

  it('is the committed sample', async () => {
    await generateEvents(tally, file('sample.csv.gz'), { rows: 190_000, seed: 2024 });
    expect(hash(file('sample.csv.gz'))).toBe(hash('data/sample/events.csv.gz'));
  });

  it('writes five fields a line without a header, users together, in the order of time', async () => {
    const { rows, users } = await generateEvents(tally, file('plain.csv'), { rows: 30_000, seed: 3 });
    const lines = readFileSync(file('plain.csv'), 'utf-8').trimEnd().split('\n');
    expect(lines).toHaveLength(rows);
    expect(lines.every((line) => /^\d+,\d+,\d+,(pv|cart|fav|buy|PV|),\d+$/.test(line))).toBe(true);
    const fields = lines.map((line) => line.split(','));
    expect(new Set(fields.map(([user]) => user)).size).toBe(users);
    const ordered = fields.every((row, at) => {
      const before = fields[at - 1] ?? ['0', '', '', '', '0'];
      const user = Number(row[0]) - Number(before[0]);
      return user > 0 || (user === 0 && Number(row[4]) >= Number(before[4]));
    });
    expect(ordered).toBe(true);
    const categories = new Map<string, string>();
    for (const [, item = '', category = ''] of fields) {
      expect(categories.get(item) ?? category).toBe(category);
      categories.set(item, category);
    }
  });

  it('begins a larger file with the users of a smaller one', async () => {
    await generateEvents(tally, file('small.csv.gz'), { rows: 1000, seed: 5 });
    await generateEvents(tally, file('large.csv.gz'), { rows: 3000, seed: 5 });
    const [small, large] = ['small.csv.gz', 'large.csv.gz'].map((name) =>
      gunzipSync(readFileSync(file(name))),
    );
    expect(large?.subarray(0, small?.length)).toEqual(small);
  });

  it.each([
    [{ rows: 0 }, /rows must be a whole number/],
    [{ rows: 10.5 }, /rows must be a whole number/],
    [{ seed: -1 }, /seed must be a whole number/],
    [{ seed: Number.NaN }, /seed must be a whole number/],
  ])('refuses %j', async (options, message) => {
    const promise = generateEvents(tally, file('bad.csv'), options);
    await expect(promise).rejects.toThrow(OptionsError);
    await expect(promise).rejects.toThrow(message);
  });

  it('refuses an ending it cannot write and a place it cannot write to', async () => {
    await expect(generateEvents(tally, file('x.json'))).rejects.toThrow(OptionsError);
    await expect(generateEvents(tally, '/dev/null/x.csv')).rejects.toThrow(OutputError);
  });

  it('leaves no file behind when it is stopped', async () => {
    const stop = new AbortController();
    const running = generateEvents(tally, file('stopped.csv'), { rows: 5_000_000, signal: stop.signal });
    setTimeout(() => {
      stop.abort();
    }, 300);
    await expect(running).rejects.toThrow(QueryCancelledError);
    expect(readdirSync(folder).filter((name) => name.startsWith('stopped'))).toEqual([]);
  });
});
