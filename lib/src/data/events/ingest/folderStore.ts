import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join as joinPath } from 'node:path';
import { OutputError } from '../../../errors.js';
import type { Engine, QueryOptions } from '../../../engine/engine.js';
import { literal, raw, sql, type Sql } from '../../../engine/sql.js';
import { ROLLUPS, type RollupName } from '../rollups.js';
import { digestOf } from './digest.js';
import { union } from './engineStore.js';
import type { EventFile } from './files.js';
import type { Draft, EventStore, Part, PartFacts, Piece } from './store.js';

const FACTS = 'part.json';
const UNFINISHED = /^\.unfinished-(\d+)-\d+$/;

interface StoredFacts extends PartFacts {
  /** Bytes of each file of the part: a part that lacks some is made anew. */
  readonly pieces: Readonly<Record<string, number>>;
}

/**
 * Keeps events as Parquet in a folder, one subfolder a file, named after the hash of the file and of how it was read.
 * A part appears whole or not at all, by one rename: an ingest that is killed leaves a folder `.unfinished-…`, which
 * the next one removes, and goes on after the last finished part.
 */
export class FolderStore implements EventStore {
  readonly #key: string;
  #drafts = 0;

  /** @param how What parts depend on beside their file: window, zone, rules. */
  constructor(
    private readonly folder: string,
    how: unknown,
  ) {
    this.#key = createHash('sha256').update(JSON.stringify(how)).digest('hex').slice(0, 8);
    this.#prepare();
  }

  async find(file: EventFile): Promise<Part | null> {
    const parts = this.#finished();
    const unchanged = parts.find(
      ({ facts }) =>
        facts.place === file.place && facts.bytes === file.bytes && facts.changed === file.changed,
    );
    const part = unchanged ?? (await sameContent(parts, file));
    // The same content may have got another name since.
    return part === undefined ? null : { ...part, facts: { ...part.facts, file: file.name } };
  }

  draft(engine: Engine): Draft {
    const folder = joinPath(this.folder, `.unfinished-${process.pid}-${++this.#drafts}`);
    const path = (piece: Piece) => joinPath(folder, `${piece}.parquet`);
    mkdirSync(folder, { recursive: true });
    return {
      piece: (name) => parquet(path(name)),
      write: (name, select, options) => copy(engine, select, path(name), options),
      finish: (facts) => Promise.resolve(this.#finish(folder, facts)),
      discard: () => {
        rmSync(folder, { recursive: true, force: true });
        return Promise.resolve();
      },
    };
  }

  async merged(engine: Engine, rollup: RollupName, parts: readonly Part[], options: QueryOptions): Promise<Sql> {
    const hashes = parts.map((part) => part.facts.sha256).sort();
    const name = createHash('sha256').update(hashes.join(' ')).digest('hex').slice(0, 16);
    const folder = joinPath(this.folder, `merged-${name}-${this.#key}`);
    const path = joinPath(folder, `${rollup}.parquet`);
    if (!existsSync(path)) {
      mkdirSync(folder, { recursive: true });
      const unfinished = `${path}.unfinished-${process.pid}`;
      await copy(engine, ROLLUPS[rollup].merge(union(parts, rollup)), unfinished, options);
      renameSync(unfinished, path);
    }
    return parquet(path);
  }

  settle(): Promise<void> {
    return Promise.resolve();
  }

  #prepare(): void {
    try {
      mkdirSync(this.folder, { recursive: true });
      for (const name of readdirSync(this.folder)) {
        const process = UNFINISHED.exec(name)?.[1];
        if (process !== undefined && !isAlive(Number(process))) {
          rmSync(joinPath(this.folder, name), { recursive: true, force: true });
        }
      }
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new OutputError(`${this.folder} cannot hold ingested events (${reason}). Choose another folder.`, { cause });
    }
  }

  #finish(unfinished: string, facts: PartFacts): Part {
    const folder = joinPath(this.folder, this.#nameOf(facts));
    const stored: StoredFacts = { ...facts, pieces: sizesOf(unfinished) };
    writeFileSync(joinPath(unfinished, FACTS), `${JSON.stringify(stored, null, 2)}\n`);
    rmSync(folder, { recursive: true, force: true });
    renameSync(unfinished, folder);
    return partOf(folder, facts);
  }

  #nameOf(facts: PartFacts): string {
    return `${facts.sha256.slice(0, 16)}-${this.#key}`;
  }

  #finished(): readonly Part[] {
    return readdirSync(this.folder)
      .filter((name) => name.endsWith(`-${this.#key}`) && !name.startsWith('merged-'))
      .sort()
      .flatMap((name) => readPart(joinPath(this.folder, name)));
  }
}

/** Only where the size is the same is it worth the reading. */
async function sameContent(parts: readonly Part[], file: EventFile): Promise<Part | undefined> {
  const candidates = parts.filter(({ facts }) => facts.bytes === file.bytes);
  if (candidates.length === 0) return undefined;
  const sha256 = await digestOf(file.path);
  return candidates.find(({ facts }) => facts.sha256 === sha256);
}

function readPart(folder: string): readonly Part[] {
  try {
    const { pieces, ...facts } = JSON.parse(readFileSync(joinPath(folder, FACTS), 'utf8')) as StoredFacts;
    const sizes = sizesOf(folder);
    return Object.entries(pieces).every(([name, bytes]) => sizes[name] === bytes) ? [partOf(folder, facts)] : [];
  } catch {
    return [];
  }
}

function sizesOf(folder: string): Record<string, number> {
  const names = readdirSync(folder).filter((name) => name.endsWith('.parquet'));
  return Object.fromEntries(names.sort().map((name) => [name, statSync(joinPath(folder, name)).size]));
}

function partOf(folder: string, facts: PartFacts): Part {
  return { facts, piece: (name) => parquet(joinPath(folder, `${name}.parquet`)) };
}

function parquet(path: string): Sql {
  return sql`read_parquet(${literal(path)})`;
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
