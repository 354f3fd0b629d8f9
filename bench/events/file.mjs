import { createHash } from 'node:crypto';
import {
  createReadStream,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { open } from 'tally';
import { generateEvents } from 'tally-studies';

const CSV_BYTES = 45;
const STORE_BYTES = 25;
/** What a query larger than memory writes to disk, in stores. */
const SPILL = 2;

/**
 * The events of a size: made once, then taken from the folder as long as the generator stays the same.
 *
 * @param {{ rows: number, seed: number, folder: string }} options
 * @returns {Promise<{ csv: string, bytes: number, rows: number }>}
 */
export async function eventsFile({ rows, seed, folder }) {
  mkdirSync(folder, { recursive: true });
  const name = `events-${rows}-${seed}`;
  const csv = join(folder, `${name}-${generatorHash()}.csv`);
  const there = existsSync(csv);
  if (!there) {
    for (const old of readdirSync(folder)) if (old.startsWith(`${name}-`)) rmSync(join(folder, old));
  }
  checkRoom(folder, rows * ((there ? 0 : CSV_BYTES) + STORE_BYTES * (1 + SPILL)));
  if (!there) await generate(csv, { rows, seed, folder });
  return { csv, bytes: statSync(csv).size, rows };
}

/** @param {string} csv @param {{ rows: number, seed: number, folder: string }} options */
async function generate(csv, { rows, seed, folder }) {
  process.stderr.write(`writing ${rows} events to ${csv}\n`);
  const partial = csv.replace(/\.csv$/, '.partial.csv');
  const spillFolder = join(folder, 'tally-bench-spill');
  const tally = await open({ memoryLimit: '2GB', spillFolder });
  try {
    await generateEvents(tally, partial, { rows, seed });
    renameSync(partial, csv);
  } finally {
    tally.close();
    rmSync(partial, { force: true });
    rmSync(spillFolder, { recursive: true, force: true });
  }
}

/** @param {string} folder @param {number} bytes */
function checkRoom(folder, bytes) {
  const { bavail, bsize } = statfsSync(folder);
  const free = bavail * bsize;
  if (free >= bytes) return;
  throw new Error(
    `${folder} has ${gigabytes(free)} GB free and about ${gigabytes(bytes)} GB are needed for the events, their ` +
      'store and what queries write to disk. Make room, name another folder with --folder, or take fewer --rows.',
  );
}

/** @param {number} bytes */
const gigabytes = (bytes) => (bytes / 1e9).toFixed(1);

/** The generator's code in eight letters: events of an older one are not those it would write. */
function generatorHash() {
  const folder = fileURLToPath(new URL('taobao/sample/', import.meta.resolve('tally-studies')));
  const hash = createHash('sha256');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const code = files.filter((name) => name.endsWith('.js')).sort();
  for (const file of code) hash.update(readFileSync(join(folder, file)));
  return hash.digest('hex').slice(0, 8);
}

/** Reads the file once, so that nobody's turn pays for the disk. */
export async function warm(/** @type {string} */ csv) {
  for await (const chunk of createReadStream(csv, { highWaterMark: 2 ** 20 })) void chunk;
}
