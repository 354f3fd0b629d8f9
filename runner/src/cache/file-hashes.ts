import { createHash } from 'node:crypto';
import { createReadStream, readFileSync, statSync, type BigIntStats } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { sha256 } from './digest.js';

const record = z.object({ stamp: z.string(), sha: z.string() });
const records = z.record(z.string(), record);

/** Files up to this size are read in one go. */
const SMALL = 1_000_000n;

/**
 * A file that changed this short a time before it was looked at may change again without a later time stamp
 * (some file systems count in two seconds): its hash is not remembered.
 */
const UNSETTLED_MS = 2000;

/**
 * Hashes of files, remembered from run to run, so that a file is read again only when its size, its times or
 * its inode differ. Among the times is that of the last change of the inode (ctime), which no program can set
 * back: a change that keeps size and modification time is seen.
 */
export class FileHashes {
  readonly #records: Map<string, z.output<typeof record>>;
  #changed = false;

  /** @param text what `serialize` gave in an earlier run; anything else counts as nothing */
  constructor(text = '{}') {
    this.#records = new Map(Object.entries(parse(text)));
  }

  /** The SHA-256 of a file's content; undefined when there is no such file. */
  async hash(path: string): Promise<string | undefined> {
    const stat = statSync(path, { bigint: true, throwIfNoEntry: false });
    if (stat?.isFile() !== true) return undefined;
    const known = this.#records.get(path);
    const stamp = stampOf(stat);
    if (known?.stamp === stamp) return known.sha;
    const sha = stat.size <= SMALL ? sha256(readFileSync(path)) : await hashStream(path);
    const settled = Date.now() - Number(stat.ctimeMs) > UNSETTLED_MS && fileStamp(path) === stamp;
    if (settled) this.#records.set(path, { stamp, sha });
    else this.#records.delete(path);
    this.#changed ||= settled || known !== undefined;
    return sha;
  }

  /** For the next run; undefined when nothing is to be added to what was read. */
  serialize(): string | undefined {
    return this.#changed ? JSON.stringify(Object.fromEntries([...this.#records].sort())) : undefined;
  }
}

/** Differs when a file was written, replaced or removed in between. */
export function fileStamp(path: string): string {
  const stat = statSync(path, { bigint: true, throwIfNoEntry: false });
  return stat === undefined ? '' : stampOf(stat);
}

function stampOf({ size, mtimeNs, ctimeNs, ino }: BigIntStats): string {
  return [size, mtimeNs, ctimeNs, ino].join(' ');
}

async function hashStream(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash);
  return hash.digest('hex');
}

function parse(text: string): z.output<typeof records> {
  try {
    return records.parse(JSON.parse(text));
  } catch {
    return {};
  }
}
