import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { OutputWriteError } from '../errors.js';
import { writeFilesAtomically } from '../files.js';
import { serializeNotebook, type Notebook } from '../nbformat/index.js';
import type { PreparedNotebook } from '../run/prepare.js';
import { notebookEntry, withCachedOutputs, type NotebookEntry } from './entry.js';
import { evict } from './eviction.js';
import { FileHashes, fileStamp } from './file-hashes.js';
import { Journal } from './journal.js';
import { cacheKey, type CacheKey } from './key.js';
import { PackageVersions } from './packages.js';
import { canRestore, restoreWritten } from './restore.js';
import { CacheStore } from './store.js';
import { collectWritten, snapshot, type Snapshot } from './written-files.js';

export interface NotebookCacheOptions {
  readonly folder: string;
  readonly root: string;
  /** Below which notebooks are told to write. */
  readonly outputRoot: string;
  readonly env: readonly string[];
  /** Take results from the cache, not only put them there. */
  readonly use: boolean;
  /** Also take results of notebooks that do not say what they read, when the last run had them. */
  readonly resume: boolean;
  readonly limitBytes: number;
  readonly notice: (text: string) => void;
}

/** A notebook looked up: what its result is found by, and the state of the files it writes before it runs. */
export interface CacheTicket extends CacheKey {
  readonly before: Snapshot;
}

/** The results of earlier executions. A cache that cannot be written is reported once and does not stop the run. */
export class NotebookCache {
  readonly store: CacheStore;
  readonly #options: NotebookCacheOptions;
  readonly #hashes: FileHashes;
  readonly #packages: PackageVersions;
  readonly #journal: Journal;
  readonly #index: string;
  #failed = false;
  #stored = false;

  constructor(options: NotebookCacheOptions) {
    this.#options = options;
    const { folder, notice } = options;
    this.store = new CacheStore(folder, notice);
    this.#index = join(folder, 'files.json');
    this.#hashes = new FileHashes(readIfThere(this.#index));
    this.#packages = new PackageVersions(this.#hashes);
    this.#journal = new Journal(folder, options.resume);
  }

  /** Whether results may be taken from it at all. */
  get mayHold(): boolean {
    return this.#options.use || this.#options.resume;
  }

  /** To be asked right before the notebook would run, when the files it reads are there. */
  async ticket(prepared: PreparedNotebook): Promise<CacheTicket> {
    const key = await this.#keyOf(prepared);
    return { ...key, before: snapshot(prepared.declaration.writes, this.#options) };
  }

  /**
   * The executed notebook of an earlier run, after the files that it wrote were restored; undefined when there
   * is none that holds.
   *
   * @throws {OutputWriteError} when a file cannot be restored
   */
  async find(prepared: PreparedNotebook, { key, complete }: CacheTicket): Promise<Notebook | undefined> {
    const found = await this.#look(prepared, { key, complete });
    if (found === undefined || !(await restoreWritten(found.entry.written, this.#files))) return undefined;
    this.#remember(key);
    const { displayName, language, name } = prepared.spec;
    return withCachedOutputs(prepared.notebook, found.cached, { display_name: displayName, language, name });
  }

  /** Whether `find` would give a result, as the files are now. Nothing is restored. */
  async holds(prepared: PreparedNotebook): Promise<boolean> {
    if (!this.mayHold) return false;
    return (await this.#look(prepared, await this.#keyOf(prepared))) !== undefined;
  }

  /** Keeps the result of an execution, unless a file it read was changed meanwhile. */
  async keep(
    { paths, declaration }: PreparedNotebook,
    ticket: CacheTicket,
    executed: Notebook,
  ): Promise<void> {
    const { key, files, stamps, before } = ticket;
    const changed = files.find((path, index) => fileStamp(path) !== stamps[index]);
    if (changed !== undefined) {
      this.#options.notice(`${changed} was changed while ${paths.name} ran, so its result is not cached`);
      return;
    }
    await this.#attempt(async () => {
      const written = await collectWritten(declaration.writes, before, this.#files);
      const notebook = this.store.putContent(serializeNotebook(executed));
      this.store.putEntry(key, { notebook, written: written.map((file) => ({ ...file })) });
      this.#stored = true;
    });
    this.#remember(key);
  }

  /** Tells versions of a package apart, by its folder. */
  packageVersion(folder: string): Promise<string> {
    return this.#packages.version(folder);
  }

  /** @param good whether all notebooks of the run succeeded */
  async close(good: boolean): Promise<void> {
    await this.#attempt(() => {
      this.#journal.close(good);
      const content = this.#hashes.serialize();
      if (content !== undefined) writeFilesAtomically([{ path: this.#index, content }]);
      if (this.#stored) evict(this.#options.folder, this.#options.limitBytes);
    });
  }

  get #files() {
    return { roots: this.#options, hashes: this.#hashes, store: this.store };
  }

  #keyOf(prepared: PreparedNotebook): Promise<CacheKey> {
    const { root, outputRoot, env } = this.#options;
    const elsewhere = outputRoot !== root;
    return cacheKey(prepared, { root, elsewhere, env, hashes: this.#hashes, packages: this.#packages });
  }

  async #look(
    { declaration }: PreparedNotebook,
    { key, complete }: Pick<CacheKey, 'key' | 'complete'>,
  ): Promise<{ entry: NotebookEntry; cached: string } | undefined> {
    const { use, resume } = this.#options;
    if (!(use && complete) && !(resume && this.#journal.had(key))) return undefined;
    const { data: entry } = notebookEntry.safeParse(this.store.entry(key));
    const cached = entry && this.store.content(entry.notebook)?.toString('utf8');
    if (entry === undefined || cached === undefined) return undefined;
    return (await canRestore(entry.written, declaration.writes, this.#files)) ? { entry, cached } : undefined;
  }

  #remember(key: string): void {
    void this.#attempt(() => {
      this.#journal.add(key);
    });
  }

  async #attempt(action: () => void | Promise<void>): Promise<void> {
    if (this.#failed) return;
    try {
      await action();
    } catch (error) {
      this.#failed = true;
      const reason = error instanceof OutputWriteError ? error.message : String(error);
      this.#options.notice(`results are not cached, because the cache cannot be written: ${reason}`);
    }
  }
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
