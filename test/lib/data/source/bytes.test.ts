import { existsSync, readdirSync, readlinkSync } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, expect, it, vi } from 'vitest';
import { openBytes } from '../../../../lib/src/data/source/bytes.js';
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
