import { existsSync, readdirSync, readlinkSync } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import { afterAll, expect, it, vi } from 'vitest';
import { SourceFormatError } from '../../../../lib/src/errors.js';
import { openBytes, unreadable } from '../../../../lib/src/data/source/bytes.js';
import { Files } from '../../load/files.js';

const files = new Files();
afterAll(() => files.remove());

/** Where the system tells which files a process has open. */
const OPEN = '/proc/self/fd';

function isOpen(path: string): boolean {
  return readdirSync(OPEN).some((number) => {
    const link = join(OPEN, number);
    return existsSync(link) && readlinkSync(link) === path;
  });
}

it.skipIf(!existsSync(OPEN))('closes an archive of which only the beginning was read', async () => {
  const noise = Buffer.from(Array.from({ length: 600_000 }, (_, n) => (n * 7919 * (n % 251)) % 256));
  const path = files.write('rows.csv.gz', gzipSync(noise));
  const bytes = openBytes(path);
  await once(bytes, 'readable');
  expect(isOpen(path)).toBe(true);
  bytes.destroy();
  await vi.waitFor(() => expect(isOpen(path)).toBe(false));
});

it('takes a file out of an archive', async () => {
  const path = files.write('all.zip', zipSync({ 'a.csv': strToU8('id\n1\n'), 'b.csv': strToU8('id\n2\n') }));
  expect(await text(openBytes(`${path}#b.csv`))).toBe('id\n2\n');
});

it('says why a file cannot be read, and of an archive what to do', () => {
  const known = new SourceFormatError('sheet 2 is empty');
  expect(unreadable('a.csv', known)).toBe(known);
  const cause = new Error('no such device');
  const error = unreadable('a.csv', cause);
  expect(error.message).toBe('a.csv: cannot be read (no such device).');
  expect(error.cause).toBe(cause);
  expect(unreadable('a.csv', 'why').message).toBe('a.csv: cannot be read (why).');
  const copy = ' The archive is damaged or incomplete: get a new copy of it.';
  for (const path of ['a.csv.gz', 'a.ZIP', 'a.zip#b.csv', 'a.xlsx', 'a.xlsm']) {
    expect(unreadable(path, 'why').message).toBe(`${path}: cannot be read (why).${copy}`);
  }
  for (const path of ['gz', 'a.gz.csv', 'a.xlsx.csv', 'a.xlsq']) {
    expect(unreadable(path, 'why').message).toBe(`${path}: cannot be read (why).`);
  }
});
