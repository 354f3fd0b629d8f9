import { afterPoll } from '../environment/event-loop.js';
import { exitCodeMessage, failedTests, takeExitCode } from '../environment/exit-code.js';
import { ImportMemory } from '../environment/import-memory.js';
import type { InterruptState } from '../environment/interrupt-state.js';
import type { Intrinsics } from '../environment/intrinsics.js';
import type { Owners } from '../environment/owners.js';
import { first, rejectable } from '../primordials.js';
import { forgetCallbacks } from '../environment/termination.js';
import { ExitCodeError, InterruptedError } from '../errors.js';
import { callBreakable, isBroken } from './breakable.js';
import { type Compiler, lazyCompiler } from './compiler.js';
import { quickInfoText } from './quick-info.js';
import { lateWork, waitLimit } from './late-work.js';
import { type Rendered, render } from './render.js';
import type { Outcome, RunningCell } from './running-cell.js';
import { Scripts } from './scripts.js';
import { stackFormatter } from './stack-traces.js';
import type { Completion, Executor, TslabModules } from './tslab.js';

/** What a cell runs in. */
export interface Surroundings {
  readonly interrupts: InterruptState;
  readonly intrinsics: Intrinsics;
  readonly owners: Owners<RunningCell>;
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
 * tslab does the work; this class turns what tslab prints into values, and catches what it lets go: rejected
 * promises and exceptions outside the cell's own call.
 */
export class Evaluator {
  readonly #tslab: TslabModules;
  readonly #compiler: Compiler;
  readonly #executor: Executor;
  readonly #interrupts: InterruptState;
  readonly #intrinsics: Intrinsics;
  readonly #owners: Owners<RunningCell>;
  readonly #imports: ImportMemory;
  readonly #limit = waitLimit(process.env);
  #running: RunningCell | undefined;

  /** @param root the folder that cells' modules and paths are resolved from */
  constructor(tslab: TslabModules, root: string, { interrupts, intrinsics, owners }: Surroundings) {
    this.#interrupts = interrupts;
    this.#intrinsics = intrinsics;
    this.#owners = owners;
    this.#imports = new ImportMemory(root);
    const scripts = new Scripts(root);
    Error.prepareStackTrace = stackFormatter(scripts, root);
    this.#tslab = tslab;
    this.#compiler = lazyCompiler(tslab, { scripts, running: () => this.#running });
    this.#executor = tslab.createExecutor(root, this.#compiler, {
      log: (value) => {
        if (this.#running) this.#running.last = { value };
      },
      error: (...values) => {
        // Diagnostics come with a format string and have been reported by the converter already.
        if (values.length === 1) this.#running?.fail(values[0]);
      },
      starting: () => {
        intrinsics.reinstate();
      },
      first,
      rejectable,
    });
  }

  /** Builds the compiler and lets it see one empty cell, so that the first real one does not wait. */
  warm(): void {
    this.#compiler.node.convert('', '');
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
      const source = this.#tslab.withoutExports(code);
      this.#compiler.prepare(source);
      await afterPoll(); // an interrupt that came while compiling arrives here, before the cell can start
      if (!cell.failed) complete = await this.#execute(source, cell);
      if (cell.last) await first(this.#show(cell, cell.last.value), cell.failing);
      await afterPoll(); // rejections nobody handles and exceptions of next ticks surface here
      if (cell.outcome.kind === 'value') listener.shown(cell.outcome.shown);
      await this.#finish(cell, listener);
    } catch (error) {
      cell.fail(error); // tslab itself failed, for instance on a cell it cannot transform
    } finally {
      this.#leave(cell);
    }
    if (complete) this.#commit();
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
      forgetCallbacks();
      cell.interrupt();
    }
    this.#interrupts.answer();
  }

  #commit(): void {
    this.#compiler.commit();
    this.#imports.note(this.#compiler.imports());
  }

  #execute(code: string, cell: RunningCell): Promise<boolean> {
    const done = this.#owners.run(cell, () =>
      callBreakable(() => this.#executor.execute(code), this.#interrupts),
    );
    this.#interrupts.started = true;
    return done;
  }

  async #show(cell: RunningCell, value: unknown): Promise<void> {
    cell.show(await this.#owners.run(cell, () => render(value)));
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
    this.#executor.interrupt(); // what it awaits may never come now
    return true;
  }

  /**
   * Ends the running cell if it awaits, and what has its signal. A synchronous loop is ended by SIGINT inside
   * tslab's own call.
   */
  interrupt(): void {
    const cell = this.#running;
    if (!cell) return;
    cell.fail(new InterruptedError('the cell was interrupted'));
    this.#executor.interrupt();
    cell.interrupt();
  }

  complete(code: string, position: number): Completion {
    return this.#executor.complete(code, position);
  }

  /** The type and documentation of what is at a position, undefined for nothing. */
  inspect(code: string, position: number): string | undefined {
    const info = this.#executor.inspect(code, position);
    return info && quickInfoText(info);
  }

  isComplete(code: string): { completed: boolean; indent?: string } {
    return this.#tslab.isCompleteCode(code);
  }

  close(): void {
    this.#executor.close();
  }
}
