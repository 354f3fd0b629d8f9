import type { ProgressListener } from '../run/progress.js';
import { keepCopies } from './interrupted.js';
import { putBack, readWritten, type FileContents } from './put-back.js';

/**
 * Keeps what notebooks write into the project as it was: `restore` puts it back, also when the process is ended by
 * a second signal. After `kill -9` the next command does, from copies.
 */
export class WrittenFiles {
  readonly #names: readonly string[];
  readonly #root: string;
  readonly #dropCopies: () => void;
  readonly before: FileContents;
  readonly #onExit = (): void => {
    this.restore();
  };

  constructor(names: readonly string[], root: string, progress?: ProgressListener) {
    this.#names = names;
    this.#root = root;
    this.before = readWritten(names, root);
    this.#dropCopies = keepCopies(names, root, this.before, (text) => progress?.notice?.(text));
    process.once('exit', this.#onExit);
  }

  /** What is there now. */
  now(): FileContents {
    return readWritten(this.#names, this.#root);
  }

  restore(): void {
    process.off('exit', this.#onExit);
    putBack(this.#names, this.#root, this.before);
    this.#dropCopies();
  }
}
