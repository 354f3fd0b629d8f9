import { Script } from 'node:vm';
import type { CompiledCell } from '../compile/compiler.js';
import { first, push, rejectable } from '../primordials.js';
import type { Namespace } from './interop.js';
import { metaOf, type Modules } from './modules.js';
import { type Names, takeNames } from './names.js';
import type { RunningCell } from './running-cell.js';
import type { Scripts } from './scripts.js';

type Run = (
  names: Names,
  modules: readonly Namespace[],
  load: (specifier: string) => Promise<Namespace>,
  out: (value: unknown) => void,
  show: (own: object, done: readonly string[]) => void,
  meta: object,
  require: NodeJS.Require,
) => unknown;

/** What cells are run with. */
export interface ExecutorContext {
  readonly root: string;
  readonly modules: Modules;
  readonly scripts: Scripts;
  readonly require: NodeJS.Require;
}

/** A cell that can be run once. */
export interface Runnable {
  /** Loads what the cell imports. */
  readonly load: () => Promise<void>;
  /** Runs it, up to its first await. */
  readonly start: () => unknown;
}

/** Runs compiled cells, and holds the names they have declared. */
export class Executor {
  readonly #context: ExecutorContext;
  readonly #names: Names = { __proto__: null };
  readonly #meta: object;
  #own: object | undefined;
  #done: readonly string[] = [];
  #interruption = rejectable();

  constructor(context: ExecutorContext) {
    this.#context = context;
    this.#meta = metaOf(`${context.root}/cell.ts`);
  }

  /** Gets a compiled cell ready. */
  prepare(compiled: CompiledCell, cell: RunningCell): Runnable {
    this.#own = undefined;
    const { scripts, modules, require } = this.#context;
    const filename = scripts.addCell(cell.label, compiled.toSource);
    const run = new Script(compiled.code, { filename }).runInThisContext() as Run;
    const loaded: Namespace[] = [];
    const load = (specifier: string): Promise<Namespace> => modules.import(specifier);
    const out = (value: unknown): void => {
      if (value !== undefined && value !== null) cell.last = { value };
    };
    const show = (own: object, done: readonly string[]): void => {
      this.#own = own;
      this.#done = done;
    };
    return {
      load: async () => {
        const { imports } = compiled;
        for (const { specifier } of imports) push(loaded, await load(specifier));
      },
      start: () => run(this.#names, loaded, load, out, show, this.#meta, require),
    };
  }

  /** Settles as a promise of the running cell does, unless the cell is interrupted. */
  async wait(promise: Promise<unknown>): Promise<void> {
    await first(promise, this.#interruption.promise);
  }

  /** Stops waiting for what the running cell awaits. */
  interrupt(error: unknown): void {
    const { reject } = this.#interruption;
    this.#interruption = rejectable();
    reject(error);
  }

  /** The names that cells have declared, each with a function that reads it. */
  variables(): (readonly [name: string, read: () => unknown])[] {
    return Object.keys(this.#names).map((name) => [name, () => this.#names[name]]);
  }

  /**
   * Makes the names that the last cell has declared those of all cells.
   *
   * @param complete whether it ran to its end; otherwise only what has a value is taken
   * @returns the names taken
   */
  takeNames(complete: boolean): Set<string> {
    const own = this.#own;
    this.#own = undefined;
    return own ? takeNames(this.#names, own, complete ? 'all' : this.#done) : new Set();
  }
}
