import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { evict } from '../../../runner/src/cache/eviction.js';
import { CacheStore } from '../../../runner/src/cache/store.js';

const folder = mkdtempSync(join(tmpdir(), 'cache-test-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});
const sha = (text: string): string => createHash('sha256').update(text).digest('hex');
const dist = new URL('../../../runner/dist/cache/store.js', import.meta.url).href;

describe('CacheStore', () => {
  it('gives back what was put in, and nothing that was damaged', () => {
    const notices: string[] = [];
    const store = new CacheStore(join(folder, 'plain'), (text) => notices.push(text));
    store.putEntry('k', { b: 1, a: 'ü' });
    expect(store.entry('k')).toEqual({ a: 'ü', b: 1 });
    expect(store.putContent('text')).toBe(sha('text'));
    expect(store.content(sha('text'))?.toString()).toBe('text');
    expect(store.entry('other')).toBeUndefined();
    truncateSync(store.entryPath('k'), 70);
    writeFileSync(store.contentPath(sha('text')), 'Text');
    expect(store.entry('k')).toBeUndefined();
    expect(store.content(sha('text'))).toBeUndefined();
    expect(notices).toHaveLength(2);
    // What is damaged is gone, so that it can be made anew.
    store.putContent('text');
    expect(store.content(sha('text'))?.toString()).toBe('text');
  });

  it('holds whole entries or none after its writer was killed', async () => {
    const place = join(folder, 'killed');
    const program = `
      import { CacheStore } from ${JSON.stringify(dist)};
      const store = new CacheStore(${JSON.stringify(place)});
      for (let n = 0; ; n += 1) store.putEntry('k' + (n % 50), { content: store.putContent(String(n).repeat(200_000)) });`;
    for (let round = 0; round < 4; round += 1) {
      const child = spawn(process.execPath, ['--input-type=module', '-e', program]);
      while (!existsSync(join(place, 'entries'))) await sleep(10);
      await sleep(50 + round * 37);
      child.kill('SIGKILL');
      await new Promise((resolve) => child.once('close', resolve));
      const notices: string[] = [];
      const store = new CacheStore(place, (text) => notices.push(text));
      const keys = readdirSync(join(place, 'entries')).map((name) => name.replace('.json', ''));
      expect(keys.length).toBeGreaterThan(0);
      for (const key of keys) {
        const { content } = store.entry(key) as { content: string };
        expect(store.content(content)?.length).toBeGreaterThan(0);
      }
      expect(notices).toEqual([]);
    }
  });
});

describe('evict', () => {
  it('removes what was not used for the longest time, and keeps contents that others name', () => {
    const store = new CacheStore(join(folder, 'full'));
    const put = (key: string, texts: string[], age: number): void => {
      store.putEntry(key, { contents: texts.map((text) => store.putContent(text)) });
      const when = new Date(Date.now() - age * 1000);
      utimesSync(store.entryPath(key), when, when);
    };
    const big = (letter: string): string => letter.repeat(10_000);
    put('old', [big('a'), big('s')], 300);
    put('used', [big('b'), big('s')], 200);
    put('new', [big('c')], 100);
    const orphan = store.putContent('o'.repeat(100));
    expect(store.entry('used')).toBeDefined(); // now it is the one used last
    evict(store.folder, 40_000);
    expect(['old', 'used', 'new'].filter((key) => store.entry(key) !== undefined)).toEqual(['used', 'new']);
    expect(store.content(sha(big('a')))).toBeUndefined();
    expect(store.content(sha(big('s')))).toBeDefined();
    // A young content that nobody names may belong to a run that is going on.
    expect(store.content(orphan)).toBeDefined();
    evict(store.folder, 40_000, Date.now() + 7_200_000);
    expect(store.content(orphan)).toBeUndefined();
    evict(store.folder, 1);
    expect(readdirSync(join(store.folder, 'entries'))).toEqual([]);
  });
});
