import { z } from 'zod';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeFilesAtomically } from '../files.js';

const content = z.object({ succeeded: z.array(z.string()) });

/**
 * What succeeded in the last run, if it did not come to a good end. By it `--resume` knows the results of
 * notebooks that do not say what they read, which are otherwise not taken from the cache.
 */
export class Journal {
  readonly #path: string;
  readonly #before: ReadonlySet<string>;
  readonly #succeeded: Set<string>;

  /** @param resume whether this run goes on where the last one ended, so that its results count as well */
  constructor(folder: string, resume: boolean) {
    this.#path = join(folder, 'last-run.json');
    this.#before = new Set(read(this.#path));
    this.#succeeded = new Set(resume ? this.#before : []);
  }

  /** Whether the last run had this result. */
  had(key: string): boolean {
    return this.#before.has(key);
  }

  /** Written at once, so that it is there also after a run that was killed. */
  add(key: string): void {
    this.#succeeded.add(key);
    this.#write();
  }

  /** The run is over; after a good end there is nothing to resume. */
  close(good: boolean): void {
    if (good) this.#succeeded.clear();
    if (good && this.#before.size === 0 && read(this.#path).length === 0) return;
    this.#write();
  }

  #write(): void {
    writeFilesAtomically([
      { path: this.#path, content: JSON.stringify({ succeeded: [...this.#succeeded] }) },
    ]);
  }
}

function read(path: string): string[] {
  try {
    return content.parse(JSON.parse(readFileSync(path, 'utf8'))).succeeded;
  } catch {
    return [];
  }
}
