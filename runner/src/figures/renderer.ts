import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** What the runner needs of `plotly-static`; another renderer, or a stand-in for tests, may be passed instead. */
export interface FigureRenderer {
  /**
   * Starts loading, where that takes time: called while the kernel starts.
   *
   * @param expected the figures that are likely to come, those of the last run
   */
  warm?(expected: readonly unknown[]): void;
  /** Starts to draw a figure that will be asked for: called while the kernel is at the next cells. */
  ahead?(figure: unknown): void;
  render(figure: unknown): Promise<{ svg: string; png: Uint8Array }>;
}

export interface RenderOrder {
  readonly id: number;
  readonly figure: unknown;
}

export type RenderAnswer =
  | { readonly id: number; readonly svg: string; readonly png: Uint8Array }
  | { readonly id: number; readonly error: string };

interface Waiting {
  readonly resolve: (pictures: { svg: string; png: Uint8Array }) => void;
  readonly reject: (error: Error) => void;
}

/** A process runs JavaScript, so the built file is used from `src` too. */
const PROGRAM = fileURLToPath(new URL('../../dist/figures/render-child.js', import.meta.url));

/** A process with nothing to draw gives its 200 MB back. */
const IDLE_MS = 10_000;
const LOG_LENGTH = 2000;

/**
 * Draws figures in a process of its own, which starts with the first figure and ends when it has been idle:
 * plotly's memory is not the runner's, and drawing holds up no kernel's messages.
 */
export class SharedRenderer implements FigureRenderer {
  #child: ChildProcess | undefined;
  #idle: NodeJS.Timeout | undefined;
  #serial = 0;
  #log = '';
  readonly #waiting = new Map<number, Waiting>();

  warm(expected: readonly unknown[]): void {
    if (expected.length === 0) return;
    this.#start();
    this.#restWhenIdle();
  }

  render(figure: unknown): Promise<{ svg: string; png: Uint8Array }> {
    const child = this.#start();
    const id = (this.#serial += 1);
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      child.send({ id, figure }, (error) => {
        if (error !== null) this.#settle(id, (waiting) => waiting.reject(error));
      });
    });
  }

  /** Ends the process; a figure asked for later starts a new one. */
  async dispose(): Promise<void> {
    clearTimeout(this.#idle);
    const child = this.#child;
    this.#child = undefined;
    this.#fail('the renderer was disposed of');
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
  }

  /** What was being drawn fails; the next figure starts a new process. */
  #end(child: ChildProcess, how: string): void {
    if (this.#child === child) this.#child = undefined;
    else return;
    const said = this.#log.trim() === '' ? '' : `; it printed:\n${this.#log.trim()}`;
    this.#fail(`the process that draws figures ended (${how})${said}`);
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
