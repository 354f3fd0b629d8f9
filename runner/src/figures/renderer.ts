import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { largestPart } from './largest-part.js';

/** The part of `plotly-static` that the runner needs; another renderer, or a test double, can be passed instead. */
export interface FigureRenderer {
  /**
   * Starts loading, where that takes time: called while the kernel starts.
   *
   * @param expected the figures that are likely to come, those of the last run
   */
  warm?(expected: readonly unknown[]): void;
  /** Starts to draw a figure that will be asked for: called while the kernel is at the next cells. */
  ahead?(figure: unknown): void;
  render(figure: unknown): Promise<DrawnFigure>;
}

/** The pictures of a figure. */
export interface DrawnFigure {
  readonly svg: string;
  readonly png: Uint8Array;
  /** What was left out, or drawn otherwise than it should be; for people. */
  readonly warnings?: readonly string[];
}

export interface RenderOrder {
  readonly id: number;
  readonly figure: unknown;
}

export type RenderAnswer =
  (DrawnFigure & { readonly id: number }) | { readonly id: number; readonly error: string };

interface Waiting {
  readonly figure: unknown;
  readonly resolve: (pictures: DrawnFigure) => void;
  readonly reject: (error: Error) => void;
}

/** A process runs JavaScript, so the built file is used from `src` too. */
const PROGRAM = fileURLToPath(new URL('../../dist/figures/render-child.js', import.meta.url));

/** A process with nothing to draw gives its 200 MB back. */
const IDLE_MS = 10_000;
const LOG_LENGTH = 2000;
/** A figure that takes longer is of no use to a reader either. */
const LIMIT_SECONDS = 60;

/**
 * Renders figures in a separate process, which starts with the first figure and exits when idle:
 * plotly's memory stays out of the runner, and rendering does not delay messages from kernels.
 */
export class SharedRenderer implements FigureRenderer {
  #child: ChildProcess | undefined;
  #idle: NodeJS.Timeout | undefined;
  #serial = 0;
  #log = '';
  readonly #waiting = new Map<number, Waiting>();
  /** Runs while a figure is being drawn; they take turns. */
  #limit: NodeJS.Timeout | undefined;
  readonly #limitSeconds: number;

  /** @param limitSeconds how long a figure may take, and the process to start */
  constructor(limitSeconds = LIMIT_SECONDS) {
    this.#limitSeconds = limitSeconds;
  }

  warm(expected: readonly unknown[]): void {
    if (expected.length === 0) return;
    this.#start();
    this.#restWhenIdle();
  }

  render(figure: unknown): Promise<DrawnFigure> {
    const id = (this.#serial += 1);
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { figure, resolve, reject });
      this.#send(id, figure);
      if (this.#waiting.size === 1) this.#watch();
    });
  }

  #send(id: number, figure: unknown): void {
    this.#start().send({ id, figure }, (error) => {
      if (error !== null) this.#settle(id, (waiting) => waiting.reject(error));
    });
  }

  /** Gives the figure that is being drawn its time. */
  #watch(): void {
    clearTimeout(this.#limit);
    if (this.#waiting.size === 0) return;
    this.#limit = setTimeout(() => {
      this.#giveUp();
    }, this.#limitSeconds * 1000);
    this.#limit.unref();
  }

  /** The figure that is being drawn fails; those behind it are drawn by a new process. */
  #giveUp(): void {
    const [id] = this.#waiting.keys();
    if (id === undefined) return;
    const child = this.#child;
    this.#child = undefined;
    child?.kill('SIGKILL');
    this.#settle(id, ({ figure, reject }) => {
      const { path, characters } = largestPart(figure);
      reject(
        new Error(
          `it was not drawn within ${this.#limitSeconds} s; most of it is ${path}, ${characters} characters of JSON`,
        ),
      );
    });
    for (const [other, { figure }] of this.#waiting) this.#send(other, figure);
  }

  /** Ends the process; a figure asked for later starts a new one. */
  async dispose(): Promise<void> {
    clearTimeout(this.#idle);
    const child = this.#child;
    this.#child = undefined;
    this.#fail('the renderer was disposed');
    if (child?.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }

  #start(): ChildProcess {
    clearTimeout(this.#idle);
    if (this.#child !== undefined) return this.#child;
    this.#log = '';
    const child = fork(PROGRAM, {
      serialization: 'advanced',
      execArgv: [],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    this.#child = child;
    child.stderr?.on('data', (chunk: Buffer) => {
      this.#log = (this.#log + chunk.toString('utf8')).slice(-LOG_LENGTH);
    });
    child.on('message', (answer: RenderAnswer) => {
      this.#settle(answer.id, ({ resolve, reject }) => {
        if ('error' in answer) reject(new Error(answer.error));
        else resolve(answer);
      });
      this.#restWhenIdle();
    });
    child.on('error', (error) => {
      this.#end(child, error.message);
    });
    child.on('exit', (code, signal) => {
      this.#end(child, signal === null ? `exit code ${code ?? 'unknown'}` : `signal ${signal}`);
    });
    return child;
  }

  #settle(id: number, how: (waiting: Waiting) => void): void {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (waiting !== undefined) how(waiting);
    this.#watch();
  }

  /** What was being drawn fails; the next figure starts a new process. */
  #end(child: ChildProcess, how: string): void {
    if (this.#child === child) this.#child = undefined;
    else return;
    const said = this.#log.trim() === '' ? '' : `; it printed:\n${this.#log.trim()}`;
    this.#fail(`the rendering process ended (${how})${said}`);
  }

  #fail(message: string): void {
    for (const id of [...this.#waiting.keys()])
      this.#settle(id, ({ reject }) => {
        reject(new Error(message));
      });
  }

  #restWhenIdle(): void {
    clearTimeout(this.#idle);
    if (this.#waiting.size > 0) return;
    this.#idle = setTimeout(() => {
      void this.dispose();
    }, IDLE_MS);
    this.#idle.unref();
  }
}
