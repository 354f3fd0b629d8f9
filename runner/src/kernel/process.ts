import { spawn, type ChildProcess } from 'node:child_process';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Connection } from './connection.js';
import { endOf, type KernelEnd } from './end.js';
import { kernelEnvironment, OUTPUT_ROOT } from './environment.js';
import { onProcessExit } from './exit-hooks.js';
import type { Kernelspec } from './kernelspec.js';
import { descendants, isStopped, killMarked, oomKills, type ProcessMark } from './system.js';
import { guard } from './watchdog.js';

export interface KernelProcessOptions {
  readonly spec: Kernelspec;
  readonly connection: Connection;
  /** The working directory of the kernel: the project root. */
  readonly cwd: string;
  /** The folder below which notebooks are to write their files; default: `cwd`. */
  readonly outputRoot?: string | undefined;
  /** Names of environment variables to let through besides the fixed few. */
  readonly env: readonly string[];
}

/** How much of what a kernel prints outside the protocol is kept for error messages. */
const LOG_LENGTH = 16_384;
/** What a process printed last is read within this time after its end. */
const LAST_WORDS_MS = 200;

/** A kernel as an operating system process, leader of a group of its own so that its children die with it. */
export class KernelProcess {
  /** Resolves when the process has ended, with how. */
  readonly exited: Promise<KernelEnd>;
  /** The same as a value, once it has ended. */
  end: KernelEnd | undefined;
  readonly #child: ChildProcess;
  readonly #oomKills = oomKills();
  /** What it started, as last seen: once it is gone, its children can no longer be found. */
  #started: readonly ProcessMark[] = [];
  #log = '';

  constructor({ spec, connection, cwd, outputRoot = cwd, env }: KernelProcessOptions) {
    const [command = '', ...args] = spec.argv.map((argument) =>
      argument.replaceAll('{connection_file}', connection.file).replaceAll('{resource_dir}', spec.folder),
    );
    this.#child = spawn(command === 'node' ? process.execPath : command, args, {
      cwd,
      env: { ...kernelEnvironment(env, spec.env), [OUTPUT_ROOT]: outputRoot },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    const keep = (chunk: Buffer): void => {
      this.#log = (this.#log + chunk.toString('utf8')).slice(-LOG_LENGTH);
    };
    this.#child.stdout?.on('data', keep);
    this.#child.stderr?.on('data', keep);
    const { pid } = this.#child;
    const release = pid === undefined ? () => undefined : guard(pid, dirname(connection.file));
    const forget = onProcessExit(() => {
      this.kill();
    });
    this.exited = this.#ending().then((end) => {
      release();
      forget();
      return (this.end = end);
    });
  }

  /** The end of what the process printed outside the protocol. */
  get log(): string {
    return this.#log.trim();
  }

  interrupt(): void {
    this.#signal('SIGINT');
  }

  /** Kills the process and whatever it started. */
  kill(): void {
    this.noteStarted();
    this.#signal('SIGKILL');
    for (const process of this.#started) killMarked(process);
  }

  /** Whether the process was stopped by a signal; it will not go on by itself. */
  get stopped(): boolean {
    return this.#child.pid !== undefined && isStopped(this.#child.pid);
  }

  /** Remembers what the process has started, so that it can be found when the process is gone. */
  noteStarted(): void {
    const { pid } = this.#child;
    const found = pid === undefined ? [] : descendants(pid);
    if (found.length > 0) this.#started = found;
  }

  #ending(): Promise<KernelEnd> {
    const closed = new Promise((resolve) => this.#child.once('close', resolve));
    return new Promise((resolve) => {
      this.#child.once('error', ({ message }) => {
        resolve({ kind: 'exited', code: undefined, text: message, log: '' });
      });
      this.#child.once('exit', (code, signal) => {
        // Whatever the kernel started goes with it.
        this.kill();
        const told = Promise.race([closed, sleep(LAST_WORDS_MS, undefined, { ref: false })]);
        void told.then(() => {
          resolve(endOf({ code, signal, log: this.#log, oomKiller: this.#oomKillerCame() }));
        });
      });
    });
  }

  #oomKillerCame(): boolean {
    const now = oomKills();
    return now !== undefined && this.#oomKills !== undefined && now > this.#oomKills;
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
