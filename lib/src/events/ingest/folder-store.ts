import { createHash } from 'node:crypto';
import { accessSync, constants, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join as joinPath, resolve } from 'node:path';
import { OutputError } from '../../errors.js';
import { makeFolder } from '../../core/make-folder.js';
import type { Engine, QueryOptions } from '../../engine/engine.js';
import { fileAt } from '../../engine/file-at.js';
import { literal, raw, sql, type Sql } from '../../engine/sql.js';
import type { Rollup } from '../rollups.js';
import { DigestPass } from './digest.js';
import { union } from './engine-store.js';
import type { EventFile } from './files.js';
import { confirmed, fingerprintOf, type Fingerprint } from './fingerprint.js';
import { readSealed, writeSealed } from './sealed.js';
import { acceptedOf, type Draft, type EventStore, type Part, type PartFacts, type Piece } from './store.js';

const FACTS = 'part.json';
const UNFINISHED = /^\.unfinished-(\d+)-\d+$/;

interface StoredFacts extends PartFacts {
  /** The files of the part: those that have changed are made again. */
  readonly pieces: Readonly<Record<string, Fingerprint>>;
}

interface StoredPart {
  readonly folder: string;
  readonly facts: StoredFacts;
}

let drafts = 0;

/**
 * Keeps events as Parquet in a folder, one subfolder a file, named after the hash of the file and of how it was read.
 * A part appears whole or not at all, by one rename: an ingest that is killed leaves a folder `.unfinished-…`, which
 * the next one removes, and goes on after the last finished part. Files that are not as they were written are detected before they are
 * used, and made again: rollups from rows, a part from its file.
 */
export class FolderStore implements EventStore {
  readonly #key: string;

  private readonly folder: string;

  /** @param how What parts depend on besides their file: window, zone, rules. */
  constructor(folder: string, how: unknown) {
    // The engine and the file system must mean the same by it: the engine takes `~` for a home folder.
    this.folder = resolve(folder);
    this.#key = createHash('sha256').update(JSON.stringify(how)).digest('hex').slice(0, 8);
    this.#prepare();
  }

  async find(
    engine: Engine,
    file: EventFile,
    rollups: readonly Rollup[],
    options: QueryOptions,
  ): Promise<Part | null> {
    const parts = this.#finished();
    const found = parts.find(({ facts }) => isUnchanged(facts, file)) ?? (await sameContent(parts, file));
    if (found === undefined) return null;
    const pieces = await this.#whole(engine, found, rollups, options);
    if (pieces === null) return null;
    // The same content may have been renamed or moved since.
    const { name, place, bytes, changed, stamp } = file;
    const facts = { ...found.facts, file: name, place, bytes, changed, stamp, pieces };
    if (JSON.stringify(facts) !== JSON.stringify(found.facts))
      this.#renew(joinPath(found.folder, FACTS), facts);
    return partOf(found.folder, facts);
  }

  draft(engine: Engine): Draft {
    const folder = this.#unfinished();
    const path = (piece: Piece) => pathOf(folder, piece);
    const pieces = new Map<Piece, Promise<Fingerprint>>();
    this.#usable(() => makeFolder(folder));
    return {
      piece: (name) => parquet(path(name)),
      write: async (name, select, options) => {
        await copy(engine, select, path(name), options);
        // Taken while further pieces are written. One that is written again has a new one.
        const fingerprint = fingerprintOf(path(name));
        fingerprint.catch(() => undefined);
        pieces.set(name, fingerprint);
      },
      finish: (facts) => this.#finish(folder, facts, pieces),
      discard: () => {
        rmSync(folder, { recursive: true, force: true });
        return Promise.resolve();
      },
    };
  }

  async merged(engine: Engine, rollup: Rollup, parts: readonly Part[], options: QueryOptions): Promise<Sql> {
    const hashes = parts.map((part) => part.facts.sha256).sort();
    const name = createHash('sha256').update(hashes.join(' ')).digest('hex').slice(0, 16);
    const folder = joinPath(this.folder, `merged-${name}-${this.#key}`);
    const path = pathOf(folder, rollup.name);
    const note = joinPath(folder, `${rollup.name}.json`);
    const known = readSealed(note) as Fingerprint | undefined;
    let found = await confirmed(path, known);
    if (found === undefined) {
      this.#usable(() => makeFolder(folder));
      found = await this.#replace(engine, rollup.merge(union(parts, rollup.name)), path, options);
    }
    if (found.stamp !== known?.stamp) this.#renew(note, found);
    return parquet(path);
  }

  settle(): Promise<void> {
    return Promise.resolve();
  }

  #prepare(): void {
    this.#usable(() => {
      makeFolder(this.folder);
      for (const name of readdirSync(this.folder)) {
        const process = UNFINISHED.exec(name)?.[1];
        if (process !== undefined && !isAlive(Number(process))) this.#clear(name);
      }
    });
  }

  /** What is left over is in nobody's way: a store that may only be read is used all the same. */
  #clear(name: string): void {
    try {
      rmSync(joinPath(this.folder, name), { recursive: true, force: true });
    } catch {
      return;
    }
  }

  /** @throws OutputError where the file system does not let the store do this. */
  #usable(act: () => void): void {
    try {
      act();
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new OutputError(
        `${this.folder} cannot hold ingested events (${reason}). Choose another folder.`,
        { cause },
      );
    }
  }

  async #finish(
    unfinished: string,
    facts: PartFacts,
    fingerprints: ReadonlyMap<Piece, Promise<Fingerprint>>,
  ): Promise<Part> {
    const folder = joinPath(this.folder, this.#nameOf(facts));
    const pieces: Record<string, Fingerprint> = {};
    for (const [name, fingerprint] of fingerprints) pieces[name] = await fingerprint;
    writeSealed(joinPath(unfinished, FACTS), this.#unfinished(), { ...facts, pieces } satisfies StoredFacts);
    rmSync(folder, { recursive: true, force: true });
    renameSync(unfinished, folder);
    return partOf(folder, facts);
  }

  /** Records what was found undamaged. Where nothing can be written, it is checked again the next time. */
  #renew(path: string, value: StoredFacts | Fingerprint): void {
    try {
      writeSealed(path, this.#unfinished(), value);
    } catch {
      return;
    }
  }

  /** The pieces of a part, with damaged rollups made again; null where its rows are damaged. */
  async #whole(
    engine: Engine,
    { folder, facts }: StoredPart,
    rollups: readonly Rollup[],
    options: QueryOptions,
  ): Promise<StoredFacts['pieces'] | null> {
    const pieces: Record<string, Fingerprint> = { ...facts.pieces };
    for (const name of ['rows', 'rejected'] as const) {
      const found = await confirmed(pathOf(folder, name), facts.pieces[name]);
      if (found === undefined) return null;
      pieces[name] = found;
    }
    for (const { name, make } of rollups) {
      const path = pathOf(folder, name);
      const accepted = acceptedOf(parquet(pathOf(folder, 'rows')));
      pieces[name] =
        (await confirmed(path, facts.pieces[name])) ??
        (await this.#replace(engine, make(accepted), path, options));
    }
    return pieces;
  }

  async #replace(engine: Engine, select: Sql, path: string, options: QueryOptions): Promise<Fingerprint> {
    this.#usable(() => {
      accessSync(dirname(path), constants.W_OK);
    });
    const unfinished = this.#unfinished();
    await copy(engine, select, unfinished, options);
    renameSync(unfinished, path);
    return fingerprintOf(path);
  }

  /** A path for what is not finished, which a later store removes if this process is killed. */
  #unfinished(): string {
    return joinPath(this.folder, `.unfinished-${process.pid}-${++drafts}`);
  }

  #nameOf(facts: PartFacts): string {
    return `${facts.sha256.slice(0, 16)}-${this.#key}`;
  }

  #finished(): readonly StoredPart[] {
    return readdirSync(this.folder)
      .filter((name) => name.endsWith(`-${this.#key}`) && !name.startsWith('merged-'))
      .sort()
      .flatMap((name) => {
        const folder = joinPath(this.folder, name);
        const facts = readSealed(joinPath(folder, FACTS)) as StoredFacts | undefined;
        return facts === undefined ? [] : [{ folder, facts }];
      });
  }
}

function isUnchanged(facts: PartFacts, file: EventFile): boolean {
  const { place, bytes, changed, stamp } = file;
  return facts.place === place && facts.bytes === bytes && facts.changed === changed && facts.stamp === stamp;
}

/** Reading is worthwhile only where the size is the same. */
async function sameContent(parts: readonly StoredPart[], file: EventFile): Promise<StoredPart | undefined> {
  const candidates = parts.filter(({ facts }) => facts.bytes === file.bytes);
  if (candidates.length === 0) return undefined;
  const sha256 = await new DigestPass(file.path).end();
  return candidates.find(({ facts }) => facts.sha256 === sha256);
}

const pathOf = (folder: string, piece: string): string => joinPath(folder, `${piece}.parquet`);

function partOf(folder: string, facts: PartFacts): Part {
  return { facts, piece: (name) => parquet(pathOf(folder, name)) };
}

function parquet(path: string): Sql {
  return sql`read_parquet(${fileAt(path)}, hive_partitioning = false)`;
}

/** Ids hardly repeat: looking for a dictionary of them, or packing them, takes longer than reading the file itself. */
const LAYOUT = 'FORMAT parquet, PRESERVE_ORDER false, COMPRESSION uncompressed, DICTIONARY_SIZE_LIMIT 100';

async function copy(engine: Engine, select: Sql, path: string, options: QueryOptions): Promise<void> {
  await engine.run(sql`COPY (${select}) TO ${literal(path)} (${raw(LAYOUT)})`, options);
}

function isAlive(process_: number): boolean {
  try {
    process.kill(process_, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
