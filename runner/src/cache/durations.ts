import { readFileSync } from 'node:fs';
import { join, parse, relative, sep } from 'node:path';
import { z } from 'zod';
import { OutputWriteError } from '../errors.js';
import { writeFilesAtomically } from '../files.js';
import type { NotebookPaths } from '../run/paths.js';

const content = z.record(z.string(), z.number().min(0));

/** How long each notebook took when last executed, kept next to the cache, so that the longest can start first. */
export class Durations {
  readonly #path: string;
  readonly #root: string;
  readonly #known: ReadonlyMap<string, number>;
  readonly #fresh = new Map<string, number>();

  constructor(folder: string, root: string) {
    this.#path = join(folder, 'durations.json');
    this.#root = root;
    this.#known = new Map(Object.entries(read(this.#path)));
  }

  /** In seconds; undefined if it has not been executed before. */
  of(paths: NotebookPaths): number | undefined {
    return this.#known.get(this.#nameOf(paths));
  }

  note(paths: NotebookPaths, seconds: number): void {
    this.#fresh.set(this.#nameOf(paths), Math.round(seconds * 1000) / 1000);
  }

  /** Adds what was noted to what is there by now, which another run may have written. */
  save(): void {
    if (this.#fresh.size === 0) return;
    const all = { ...read(this.#path), ...Object.fromEntries(this.#fresh) };
    try {
      writeFilesAtomically([{ path: this.#path, content: JSON.stringify(all) }]);
    } catch (error) {
      // The cache, which lies in the same folder, says why nothing can be kept there.
      if (!(error instanceof OutputWriteError)) throw error;
    }
  }

  /** The same in every clone, and for all ways to run a notebook; outputs of `--each` have names of their own. */
  #nameOf({ source, notebook }: NotebookPaths): string {
    const name = relative(this.#root, source).split(sep).join('/');
    const stem = parse(notebook).name;
    return stem === parse(source).name ? name : `${name} (${stem})`;
  }
}

function read(path: string): z.output<typeof content> {
  try {
    return content.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return {};
  }
}
