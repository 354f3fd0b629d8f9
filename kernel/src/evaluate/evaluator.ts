import type { Completeness } from '../compile/complete-code.js';
import { type CompiledCell, Compiler } from '../compile/compiler.js';
import type { Completion } from '../compile/completions.js';
import type { Inspection } from '../compile/quick-info.js';
import type { Folders } from '../compile/resolver.js';
import type { TypeScript } from '../compile/typescript.js';
import { afterPoll } from '../environment/event-loop.js';
import { exitCodeMessage, failedTests, takeExitCode } from '../environment/exit-code.js';
import { ImportMemory } from '../environment/import-memory.js';
import type { InterruptState } from '../environment/interrupt-state.js';
import type { Intrinsics } from '../environment/intrinsics.js';
import type { Owners } from '../environment/owners.js';
import { first } from '../primordials.js';
import { ExitCodeError, InterruptedError } from '../errors.js';
import { callBreakable, isBroken } from './breakable.js';
import { Executor, type Runnable } from './executor.js';
import { Importer } from './importer.js';
import { lateWork, waitLimit } from './late-work.js';
import { Modules } from './modules.js';
import type { Rendered } from './render.js';
import type { Outcome, RunningCell } from './running-cell.js';
import { Scripts } from './scripts.js';
import { stackFormatter } from './stack-traces.js';
import { type Variable, variableOf } from './variables.js';
import { tslabLoader, type TslabWriter } from './tslab.js';

/** What a cell runs in. */
export interface Surroundings {
  readonly interrupts: InterruptState;
  readonly intrinsics: Intrinsics;
  readonly owners: Owners<RunningCell>;
  /** Takes what cells show with `tslab.display`. */
  readonly display: TslabWriter;
  readonly render: (value: unknown) => Promise<Rendered>;
}

/** Who has asked for a cell to be run. */
export interface RunListener {
  /** The cell has run to its end and has this value; it may still fail by what it has started. */
  readonly shown: (value: Rendered) => void;
  /** What the cell has started is still under way after so many seconds: such as `a server, a timer`. */
  readonly pending: (kinds: string, seconds: number) => void;
  /** Whether another request waits. */
  readonly isAwaited: () => boolean;
}

/**
 * Compiles and runs cells, one at a time, in this process.
 *
 * It also catches what a cell lets go: rejected promises and exceptions outside the cell's own call.
 */
export class Evaluator {
  readonly #compiler: Compiler;
  readonly #modules: Modules;
  readonly #executor: Executor;
  readonly #interrupts: InterruptState;
  readonly #intrinsics: Intrinsics;
  readonly #owners: Owners<RunningCell>;
  readonly #imports: ImportMemory;
  readonly #render: (value: unknown) => Promise<Rendered>;
  readonly #limit = waitLimit(process.env);
  #running: RunningCell | undefined;

  constructor(typescript: TypeScript, folders: Folders, surroundings: Surroundings) {
    const { root } = folders;
    const { interrupts, intrinsics, owners, display, render } = surroundings;
    this.#interrupts = interrupts;
    this.#intrinsics = intrinsics;
    this.#owners = owners;
    this.#render = render;
    this.#imports = new ImportMemory(root);
    const scripts = new Scripts(root);
    Error.prepareStackTrace = stackFormatter(scripts, root);
    this.#compiler = new Compiler(typescript, folders);
    const importer = new Importer(folders, tslabLoader(display), intrinsics);
    this.#modules = new Modules(this.#compiler, importer, scripts, intrinsics);
    this.#executor = new Executor({ root, modules: this.#modules, scripts, require: importer.require });
  }

  /** Lets the compiler see one empty cell, so that the first real one does not wait. */
  warm(): void {
    this.#compiler.compile('', () => undefined);
  }

  /** Gets ready, in small steps, for cells that import what the cells of this project imported last time. */
  *preload(): Generator<void> {
    yield* this.#compiler.preload(this.#imports.recall());
  }

  /**
   * Runs one cell, and waits for what it has started and not awaited; see {@link lateWork}.
   *
   * @param listener hears of the cell's value before that wait, and of what is still under way after it
   */
  async run(code: string, cell: RunningCell, listener: RunListener): Promise<Outcome> {
    this.#running = cell;
    let complete = false;
    try {
      const compiled = this.#compiler.compile(code, (paths) => {
        this.#modules.forget(paths);
      });
      if (compiled.kind === 'refused') cell.refuse(compiled.diagnostics);
      await afterPoll(); // an interrupt that came while compiling arrives here, before the cell can start
      if (compiled.kind === 'code' && !cell.failed) complete = await this.#execute(compiled, cell);
      if (cell.last && complete) await first(this.#show(cell, cell.last.value), cell.failing);
      await afterPoll(); // rejections nobody handles and exceptions of next ticks surface here
      if (cell.outcome.kind === 'value') listener.shown(cell.outcome.shown);
      await this.#finish(cell, listener);
    } catch (error) {
      cell.fail(error);
    } finally {
      this.#leave(cell);
    }
    this.#commit(complete);
    return cell.outcome;
  }

  async #finish(cell: RunningCell, { isAwaited, pending }: RunListener): Promise<void> {
    const late = await lateWork(cell, this.#owners, { limit: this.#limit, isAwaited });
    if (late !== '') pending(late, this.#limit / 1000);
    const exitCode = takeExitCode();
    if (exitCode !== undefined)
      cell.fail(new ExitCodeError(exitCodeMessage(exitCode, failedTests(cell.tests))));
  }

  #leave(cell: RunningCell): void {
    this.#intrinsics.restore();
    this.#running = undefined;
    this.#interrupts.started = false;
    this.#owners.release(cell);
    if (isBroken(cell.outcome)) {
      this.#interrupts.broken = true;
      cell.interrupt();
    }
    this.#interrupts.answer();
  }

  /** What the cell has declared is there for the next one; after an error, what it had declared by then. */
  #commit(complete: boolean): void {
    this.#imports.note(complete ? this.#compiler.imports() : []);
    const names = this.#executor.takeNames(complete);
    this.#compiler.commit((name) => complete || names.has(name));
  }

  /** @returns whether the cell has run to its end */
  async #execute(compiled: CompiledCell, cell: RunningCell): Promise<boolean> {
    const runnable = this.#executor.prepare(compiled, cell);
    const start = (): unknown => {
      this.#intrinsics.reinstate();
      return runnable.start();
    };
    try {
      if (compiled.imports.length > 0) await this.#load(runnable, cell);
      const result = this.#owners.run(cell, () => callBreakable(start, this.#interrupts));
      this.#interrupts.started = true;
      if (compiled.isAsync) await this.#executor.wait(result as Promise<unknown>);
      return true;
    } catch (error) {
      cell.fail(error);
      return false;
    }
  }

  /** Loads what a cell imports: code of modules runs, as a part of the cell. */
  async #load({ load }: Runnable, cell: RunningCell): Promise<void> {
    this.#intrinsics.reinstate();
    this.#interrupts.started = true;
    await this.#executor.wait(this.#owners.run(cell, load));
    this.#intrinsics.restore();
  }

  async #show(cell: RunningCell, value: unknown): Promise<void> {
    cell.show(await this.#owners.run(cell, () => this.#render(value)));
  }

  /** Does in a pause what the next cell needs; see {@link Compiler.rest}. */
  rest(): void {
    this.#compiler.rest();
  }

  /**
   * Makes the cell fail whose code an error came from outside its own call.
   *
   * @returns false when that cell has ended, or no cell is running
   */
  fail(error: unknown): boolean {
    this.#owners.endCurrent();
    const cell = this.#owners.current ?? this.#running;
    if (!cell || (cell !== this.#running && !cell.interrupted)) return false;
    if (cell !== this.#running) return true; // what an interrupted cell has left fails because of that
    cell.fail(error);
    this.#executor.interrupt(error); // what it awaits may never come now
    return true;
  }

  /**
   * Ends the running cell if it awaits, and what has its signal. A synchronous loop is ended by SIGINT inside
   * the cell's own call.
   */
  interrupt(): void {
    const cell = this.#running;
    if (!cell) return;
    const error = new InterruptedError('the cell was interrupted');
    cell.fail(error);
    this.#executor.interrupt(error);
    cell.interrupt();
  }

  complete(code: string, position: number): Completion {
    return this.#compiler.complete(code, position);
  }

  /** The type and documentation of what is at a position, undefined for nothing. */
  inspect(code: string, position: number): Inspection | undefined {
    return this.#compiler.inspect(code, position);
  }

  /** The variables that cells have declared or imported, by name. */
  variables(): Variable[] {
    return this.#intrinsics.apart(() => {
      const types = this.#compiler.types();
      const found = this.#executor.variables();
      found.sort(([a], [b]) => a.localeCompare(b));
      return found.map(([name, read]) => variableOf(name, types.get(name) ?? 'unknown', read));
    });
  }

  isComplete(code: string): Completeness {
    return this.#compiler.isComplete(code);
  }
}
