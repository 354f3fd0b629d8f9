import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** Increased when chunks would be written differently: they are then read again. */
const FORMAT = 1;

const CHUNK = z.object({
  file: z.string(),
  /** The greatest key of the chunk; it begins after that of the chunk before it. */
  to: z.string(),
  rows: z.number(),
  /** Of its rows, by the server. */
  digest: z.string(),
  /** SHA-256 of its file. */
  sha256: z.string(),
});

const STATE = z.object({ format: z.literal(FORMAT), about: z.string(), chunks: z.array(CHUNK) });

/** A part of a table that was read whole. */
export type Chunk = z.infer<typeof CHUNK>;

const fileIn = (folder: string) => join(folder, 'chunks.json');

/** The finished chunks in a folder; none where it is of other columns or of another table. */
export function readChunks(folder: string, about: string): readonly Chunk[] {
  const file = fileIn(folder);
  if (!existsSync(file)) return [];
  try {
    const state = STATE.parse(JSON.parse(readFileSync(file, 'utf-8')));
    return state.about === about ? state.chunks : [];
  } catch {
    return [];
  }
}

/** Replaces the list of finished chunks as a whole. */
export function writeChunks(folder: string, about: string, chunks: readonly Chunk[]): void {
  const unfinished = `${fileIn(folder)}.unfinished`;
  writeFileSync(unfinished, `${JSON.stringify({ format: FORMAT, about, chunks }, null, 2)}\n`);
  renameSync(unfinished, fileIn(folder));
}
