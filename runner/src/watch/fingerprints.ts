import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** Remembers what files contained, so that a file that was rewritten with the same content has not changed. */
export class Fingerprints {
  readonly #known = new Map<string, string>();

  /** Takes what the file contains now as known. */
  note(path: string): void {
    this.#known.set(path, fingerprint(path));
  }

  /** Whether the file contains something else than what is known; true when nothing is. */
  hasChanged(path: string): boolean {
    return this.#known.get(path) !== fingerprint(path);
  }
}

/** Empty for a file that is not there. */
function fingerprint(path: string): string {
  try {
    return createHash('sha256').update(readFileSync(path)).digest('base64');
  } catch {
    return '';
  }
}
