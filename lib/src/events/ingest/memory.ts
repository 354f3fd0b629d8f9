import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { EventFile } from './files.js';
import { readSealed, writeSealed } from './sealed.js';

interface Note<V> {
  readonly bytes: number;
  readonly changed: number;
  readonly stamp: string;
  readonly value: V;
}

/**
 * What was learned about files that have not changed since, so that adding a file to a folder does not mean examining
 * all others again. Without a folder nothing is remembered.
 */
export class FileMemory {
  readonly #key: string;

  /** @param how What the findings depend on besides their file. */
  constructor(
    private readonly folder: string | undefined,
    how: unknown,
  ) {
    this.#key = createHash('sha256').update(JSON.stringify(how)).digest('hex').slice(0, 8);
  }

  /** What is known about the file, or is learned now. */
  async recall<V>(file: EventFile, find: () => Promise<V>): Promise<V> {
    if (this.folder === undefined) return find();
    const path = join(this.folder, `seen-${file.place}-${this.#key}.json`);
    const { bytes, changed, stamp } = file;
    const note = readSealed(path) as Note<V> | undefined;
    if (note?.bytes === bytes && note.changed === changed && note.stamp === stamp) return note.value;
    const value = await find();
    this.#keep(this.folder, path, { bytes, changed, stamp, value });
    return value;
  }

  #keep(folder: string, path: string, note: Note<unknown>): void {
    // The store removes what a killed process leaves under such a name.
    const unfinished = join(folder, `.unfinished-${process.pid}-0`);
    try {
      mkdirSync(folder, { recursive: true });
      writeSealed(path, unfinished, note);
    } catch {
      // A folder that cannot be written to is the store's to report; a note that is missing costs time alone.
    }
  }
}
