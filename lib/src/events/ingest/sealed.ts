import { createHash } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';

interface Sealed {
  /** SHA-256 of the value as JSON. */
  readonly seal: string;
  readonly value: unknown;
}

/** Writes a value as JSON in which damage is detected: it appears whole or not at all. */
export function writeSealed(path: string, unfinished: string, value: unknown): void {
  writeFileSync(unfinished, `${JSON.stringify({ seal: sealOf(value), value } satisfies Sealed, null, 2)}\n`);
  renameSync(unfinished, path);
}

/** The value that was written; undefined if it is missing or damaged. */
export function readSealed(path: string): unknown {
  try {
    const { seal, value } = JSON.parse(readFileSync(path, 'utf8')) as Sealed;
    return seal === sealOf(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const sealOf = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex');
