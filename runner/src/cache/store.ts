import {
  copyFileSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { isJsonObject, stringifyCanonical, type JsonObject } from '../json.js';
import { sha256 } from './digest.js';

/**
 * A folder of entries by key and of contents by their hash. Both appear whole, by renaming, and never change
 * afterwards, so that any number of runs may use the folder at once. What was damaged is noticed by its hash,
 * reported, removed, and counts as not there.
 *
 * ```
 * entries/<key>.json          a line with the hash of the rest, and the entry
 * contents/ab/<sha256>        content of any kind
 * temporary/                  what is being written
 * ```
 */
export class CacheStore {
  readonly folder: string;
  readonly #notice: (text: string) => void;
  #serial = 0;

  /** @param notice is told of damage, in words for the user */
  constructor(folder: string, notice: (text: string) => void = () => undefined) {
    this.folder = folder;
    this.#notice = notice;
  }

  entry(key: string): JsonObject | undefined {
    const path = this.entryPath(key);
    const text = readIfThere(path)?.toString('utf8');
    if (text === undefined) return undefined;
    const [hash, body] = splitOnce(text, '\n');
    const value: unknown = sha256(body) === hash ? JSON.parse(body) : undefined;
    if (isJsonObject(value)) {
      markUsed(path);
      return value;
    }
    this.#damaged(path);
    return undefined;
  }

  putEntry(key: string, value: JsonObject): void {
    const body = stringifyCanonical(value);
    this.#put(this.entryPath(key), (temporary) => {
      writeFileSync(temporary, `${sha256(body)}\n${body}`);
    });
  }

  content(sha: string): Buffer | undefined {
    const path = this.contentPath(sha);
    const bytes = readIfThere(path);
    if (bytes === undefined || sha256(bytes) === sha) return bytes;
    this.#damaged(path);
    return undefined;
  }

  /** @returns the hash by which it is found again */
  putContent(content: string | Uint8Array): string {
    const sha = sha256(content);
    if (this.content(sha) === undefined)
      this.#put(this.contentPath(sha), (temporary) => {
        writeFileSync(temporary, content);
      });
    return sha;
  }

  /** Keeps a copy of a file whose hash is known. */
  putFile(path: string, sha: string): void {
    const there = statSync(this.contentPath(sha), { throwIfNoEntry: false });
    if (there?.size === statSync(path).size) return;
    this.#put(this.contentPath(sha), (temporary) => {
      copyFileSync(path, temporary);
    });
  }

  /** Whatever is found damaged on the way out: the file goes, so that the next run recreates it. */
  drop(sha: string): void {
    this.#damaged(this.contentPath(sha));
  }

  entryPath(key: string): string {
    return join(this.folder, 'entries', `${key}.json`);
  }

  contentPath(sha: string): string {
    return join(this.folder, 'contents', sha.slice(0, 2), sha);
  }

  #put(path: string, write: (temporary: string) => void): void {
    const temporary = join(this.folder, 'temporary', `${process.pid}-${(this.#serial += 1)}`);
    try {
      mkdirSync(dirname(temporary), { recursive: true });
      mkdirSync(dirname(path), { recursive: true });
      write(temporary);
      renameSync(temporary, path);
    } finally {
      rmSync(temporary, { force: true });
    }
  }

  #damaged(path: string): void {
    rmSync(path, { force: true });
    this.#notice(`the cache entry ${path} is damaged and will be recreated`);
  }
}

function readIfThere(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}

/** What was used last is removed last. */
function markUsed(path: string): void {
  try {
    const now = new Date();
    utimesSync(path, now, now);
  } catch {
    // In a cache that is read-only, nothing is removed either.
  }
}

function splitOnce(text: string, mark: string): [string, string] {
  const at = text.indexOf(mark);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}
