import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Ran {
  readonly code: number | null;
  readonly log: string;
  /** A file of the output folder, as text. */
  read(name: string): string;
  remove(): void;
}

/** Runs the committed notebooks through the command, as an analyst would, into a folder of its own. */
export function runNotebooks(inputs: readonly string[], options: readonly string[]): Ran {
  const folder = mkdtempSync(join(tmpdir(), 'tally-out-'));
  const command = ['runner/bin/nbconvert-ts-runner.js', 'run', ...inputs, '--output-dir', folder, ...options];
  const result = spawnSync(process.execPath, command, { encoding: 'utf-8' });
  return {
    code: result.status,
    log: result.stdout + result.stderr,
    read: (name) => readFileSync(join(folder, name), 'utf-8'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** One hash over everything that is committed of the notebooks' outputs. */
export function committedHash(): string {
  const hash = createHash('sha256');
  for (const folder of ['notebooks', 'figures', 'data/sample']) {
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
    for (const path of files.map((entry) => join(entry.parentPath, entry.name)).sort()) {
      hash.update(path).update(readFileSync(path));
    }
  }
  return hash.digest('hex');
}
