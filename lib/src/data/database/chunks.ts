import { createHash } from 'node:crypto';
import { createReadStream, existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseError } from '../../errors.js';
import { makeFolder } from '../../core/make-folder.js';
import type { Database } from './database.js';
import { readChunks, writeChunks, type Chunk } from './chunk-state.js';
import { rangesOf } from './key-ranges.js';
import type { DatabaseRelation } from './relation.js';
import { writeRows, type Staged } from './staged.js';
import type { StoredColumn } from './stored-column.js';

export const CHUNK_ROWS = 250_000;

export interface ChunkInput {
  readonly relation: DatabaseRelation;
  readonly columns: readonly StoredColumn[];
  readonly folder: string;
  readonly chunkRows: number;
  /** Names the table for errors. */
  readonly place: string;
  /** Rows of the table in this snapshot. */
  readonly expected: number;
  readonly onRows: (rows: number) => void;
}

/** What became of the chunks of an earlier load. */
export interface StagedChunks extends Staged {
  readonly kept: number;
  readonly changed: number;
}

/**
 * Reads a table by ranges of its key, and keeps each finished range in a folder. A later load, with a snapshot of its
 * own, takes over those whose rows the server counts and digests as they were, and reads the others again: its rows are
 * always those of its own snapshot.
 *
 * @throws OptionsError for a table without a primary key of one whole number.
 */
export async function stageChunks(database: Database, input: ChunkInput): Promise<StagedChunks> {
  const { relation, columns, folder, place, expected } = input;
  const range = rangesOf(database, relation, place);
  const about = aboutOf(place, relation, columns);
  makeFolder(folder);
  const chunks: Chunk[] = [];
  const counts = { kept: 0, changed: 0 };
  const known = readChunks(folder, about);
  const total = () => chunks.reduce((sum, chunk) => sum + chunk.rows, 0);
  for (;;) {
    const after = chunks.at(-1)?.to ?? null;
    const old = known[chunks.length];
    const to = old?.to ?? (await range.next(after, input.chunkRows));
    if (to === null) break;
    const from = range.between(after, to);
    const [count, digest] = await countAndDigest(database, columns, from);
    const kept = old?.rows === count && old.digest === digest && (await isIntact(folder, old)) ? old : null;
    const asked = { to, rows: count, digest, from: range.ordered(from) };
    chunks.push(kept ?? (await readChunk(database, input, asked, chunks.length, total())));
    if (old !== undefined) counts[kept === null ? 'changed' : 'kept'] += 1;
    writeChunks(folder, about, [...chunks, ...known.slice(chunks.length)]);
    input.onRows(total());
  }
  if (total() !== expected) {
    throw new DatabaseError(
      `the server counts ${expected} rows, and the chunks have ${total()}. Load it again.`,
    );
  }
  return { files: chunks.map(({ file }) => join(folder, file)), columns, rows: expected, ...counts };
}

/** Chunks are of a table with these columns, read in this way. */
const aboutOf = (place: string, { sql }: DatabaseRelation, columns: readonly StoredColumn[]): string =>
  createHash('sha256')
    .update(JSON.stringify([place, sql, columns.map(({ name, stored, text }) => [name, stored, text])]))
    .digest('hex');

async function countAndDigest(
  database: Database,
  columns: readonly StoredColumn[],
  from: string,
): Promise<readonly [number, string]> {
  const [row] = await database.rows(`SELECT COUNT(*), ${database.digest(columns)} FROM ${from}`);
  return [Number(row?.[0] ?? NaN), row?.[1] ?? ''];
}

async function isIntact(folder: string, { file, sha256 }: Chunk): Promise<boolean> {
  const path = join(folder, file);
  return existsSync(path) && (await sha256Of(path)) === sha256;
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const block of createReadStream(path) as AsyncIterable<Buffer>) hash.update(block);
  return hash.digest('hex');
}

async function readChunk(
  database: Database,
  { columns, folder, onRows }: ChunkInput,
  { from, ...chunk }: Omit<Chunk, 'file' | 'sha256'> & { readonly from: string },
  index: number,
  before: number,
): Promise<Chunk> {
  const file = `rows-${String(index).padStart(6, '0')}.csv`;
  const unfinished = join(folder, `${file}.unfinished`);
  await writeRows(database, unfinished, {
    ...{ columns, from, expected: chunk.rows },
    onRows: (rows) => onRows(before + rows),
  });
  const sha256 = await sha256Of(unfinished);
  renameSync(unfinished, join(folder, file));
  return { ...chunk, file, sha256 };
}
