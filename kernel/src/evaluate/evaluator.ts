import { afterPoll } from '../environment/eventLoop.js';
import { ImportMemory } from '../environment/importMemory.js';
import type { InterruptState } from '../environment/interruptState.js';
import { InterruptedError } from '../errors.js';
import { callBreakable, isBroken } from './breakable.js';
import { type Compiler, lazyCompiler } from './compiler.js';
import { render } from './render.js';
import { type Outcome, RunningCell } from './runningCell.js';
import { Scripts } from './scripts.js';
import { stackFormatter } from './stackTraces.js';
import type { Completion, Executor, TslabModules } from './tslab.js';

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
  readonly #imports: ImportMemory;
  #running: RunningCell | undefined;

  /** @param root the folder that cells' modules and paths are resolved from */
  constructor(tslab: TslabModules, root: string, interrupts: InterruptState) {
    this.#interrupts = interrupts;
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
   * Runs one cell.
   *
   * @param label how stack frames name it, such as `cell 3`
   */
  async run(code: string, label: string): Promise<Outcome> {
    const cell = new RunningCell(label);
    this.#running = cell;
    try {
      this.#compiler.prepare(code);
      await afterPoll(); // an interrupt that came while compiling arrives here, before the cell can start
      if (!cell.failed && (await this.#execute(code))) this.#commit();
      if (cell.last) await Promise.race([this.#show(cell, cell.last.value), cell.failing]);
      await afterPoll(); // rejections nobody handles and exceptions of next ticks surface here
    } catch (error) {
      cell.fail(error); // tslab itself failed, for instance on a cell it cannot transform
    } finally {
      this.#running = undefined;
      this.#interrupts.started = false;
      if (isBroken(cell.outcome)) this.#interrupts.broken = true;
      this.#interrupts.answer();
    }
    return cell.outcome;
  }

  #commit(): void {
    this.#compiler.commit();
    this.#imports.note(this.#compiler.imports());
  }

  #execute(code: string): Promise<boolean> {
    const done = callBreakable(() => this.#executor.execute(code), this.#interrupts);
    this.#interrupts.started = true;
    return done;
  }

  async #show(cell: RunningCell, value: unknown): Promise<void> {
    cell.show(await render(value));
  }

  /** Does in a pause what the next cell needs; see {@link Compiler.rest}. */
  rest(): void {
    this.#compiler.rest();
  }

  /**
   * Makes the running cell fail with an error that surfaced outside its own call.
   *
   * @returns false when no cell is running
   */
  fail(error: unknown): boolean {
    if (!this.#running) return false;
    this.#running.fail(error);
    this.#executor.interrupt(); // what it awaits may never come now
    return true;
  }

  /** Ends the running cell if it awaits. A synchronous loop is ended by SIGINT inside tslab's own call. */
  interrupt(): void {
    this.fail(new InterruptedError('the cell was interrupted'));
  }

  complete(code: string, position: number): Completion {
    return this.#executor.complete(code, position);
  }

  /** The type and documentation of what stands at a position, undefined for nothing. */
  inspect(code: string, position: number): string | undefined {
    const info = this.#executor.inspect(code, position);
    return info && this.#tslab.printQuickInfo(info);
  }

  isComplete(code: string): { completed: boolean; indent?: string } {
    return this.#tslab.isCompleteCode(code);
  }

  close(): void {
    this.#executor.close();
  }
}
