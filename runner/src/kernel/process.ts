import { spawn, type ChildProcess } from 'node:child_process';
import type { Connection } from './connection.js';
import { kernelEnvironment } from './environment.js';
import { onProcessExit } from './exit-hooks.js';
import type { Kernelspec } from './kernelspec.js';

export interface KernelProcessOptions {
  readonly spec: Kernelspec;
  readonly connection: Connection;
  /** The working directory of the kernel: the project root. */
  readonly cwd: string;
  /** Names of environment variables to let through besides the fixed few. */
  readonly env: readonly string[];
}

/** How much of what a kernel prints outside the protocol is kept for error messages. */
const LOG_LENGTH = 4000;

/** A kernel as an operating system process, leader of a group of its own so that its children die with it. */
export class KernelProcess {
  /** Resolves when the process has ended, with how: `exit code 1`, `signal SIGKILL`, or why it never started. */
  readonly exited: Promise<string>;
  /** The same as a value, once it has ended. */
  exit: string | undefined;
  readonly #child: ChildProcess;
  readonly #forget: () => void;
  #log = '';

  constructor({ spec, connection, cwd, env }: KernelProcessOptions) {
    const [command = '', ...args] = spec.argv.map((argument) =>
      argument.replaceAll('{connection_file}', connection.file).replaceAll('{resource_dir}', spec.folder),
    );
    this.#child = spawn(command === 'node' ? process.execPath : command, args, {
      cwd,
      env: kernelEnvironment(env, spec.env),
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    const keep = (chunk: Buffer): void => {
      this.#log = (this.#log + chunk.toString('utf8')).slice(-LOG_LENGTH);
    };
    this.#child.stdout?.on('data', keep);
    this.#child.stderr?.on('data', keep);
    this.#forget = onProcessExit(() => {
      this.kill();
    });
    this.exited = new Promise((resolve) => {
      const end = (how: string): void => {
        this.exit ??= how;
        // Whatever the kernel started goes with it.
        this.kill();
        this.#forget();
        resolve(this.exit);
      };
      this.#child.once('error', (error) => {
        end(error.message);
      });
      this.#child.once('exit', (code, signal) => {
        end(signal === null ? `exit code ${code ?? 'unknown'}` : `signal ${signal}`);
      });
    });
  }

  /** The end of what the process printed outside the protocol. */
  get log(): string {
    return this.#log.trim();
  }

  interrupt(): void {
    this.#signal('SIGINT');
  }

  kill(): void {
    this.#signal('SIGKILL');
  }

  #signal(signal: NodeJS.Signals): void {
    const { pid } = this.#child;
    if (pid === undefined) return;
    try {
      process.kill(-pid, signal);
    } catch {
      // The group is gone already: nothing left to signal.
    }
  }
}
