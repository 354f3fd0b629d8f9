import { setTimeout as sleep } from 'node:timers/promises';
import { KernelStartError } from '../errors.js';
import { isJsonObject, type JsonObject } from '../json.js';
import { Channels } from './channels.js';
import { Connection, freePorts } from './connection.js';
import { executeCode, type ExecuteOptions, type Execution } from './execution.js';
import { Heartbeat } from './heartbeat.js';
import type { Kernelspec } from './kernelspec.js';
import { KernelProcess } from './process.js';

export interface KernelSessionOptions {
  readonly spec: Kernelspec;
  readonly cwd: string;
  /** The folder below which notebooks are to write their files; default: `cwd`. */
  readonly outputRoot?: string | undefined;
  readonly env?: readonly string[];
  /** How long the kernel may take to answer for the first time. */
  readonly startTimeoutMs?: number;
  /** When it aborts the kernel is killed, and what waits for the kernel sees it die. */
  readonly signal?: AbortSignal;
}

/** A kernel that was asked to shut down has this long. */
const SHUTDOWN_GRACE_MS = 1000;
/** A running kernel: started, spoken to, and shut down. */
export class KernelSession {
  readonly #options: KernelSessionOptions;
  readonly #connection: Connection;
  readonly #process: KernelProcess;
  readonly #channels: Channels;
  readonly #heartbeat: Heartbeat;
  readonly #gone: Promise<Execution>;
  readonly #onAbort = (): void => {
    this.#process.kill();
  };
  #info: JsonObject = {};

  private constructor(options: KernelSessionOptions, connection: Connection) {
    this.#options = options;
    const { spec, cwd, outputRoot, env = [] } = options;
    this.#connection = connection;
    this.#process = new KernelProcess({ spec, connection: this.#connection, cwd, outputRoot, env });
    this.#channels = new Channels(this.#connection);
    this.#heartbeat = new Heartbeat(this.#connection, this.#process);
    const hung = this.#heartbeat.hung.then((): Execution => ({ kind: 'hung' }));
    const died = this.#process.exited.then((end): Execution => ({ kind: 'died', end }));
    this.#gone = Promise.race([hung, died]);
    options.signal?.addEventListener('abort', this.#onAbort);
  }

  /**
   * Starts a kernel and waits until it answers and its outputs arrive.
   *
   * @throws {KernelStartError} when it ends before that, or takes longer than `startTimeoutMs`
   */
  static async start(options: KernelSessionOptions): Promise<KernelSession> {
    options.signal?.throwIfAborted();
    const { name, transport } = options.spec;
    const ports = transport === 'tcp' ? await freePorts() : undefined;
    const session = new KernelSession(options, new Connection(name, ports));
    try {
      await session.#handshake();
      return session;
    } catch (error) {
      await session.dispose();
      options.signal?.throwIfAborted();
      throw error;
    }
  }

  /** `language_info` of the kernel, as it belongs into the notebook's metadata. */
  get languageInfo(): JsonObject {
    const info = this.#info['language_info'];
    return isJsonObject(info) ? info : {};
  }

  /** Whether its process has not ended. */
  get isAlive(): boolean {
    return this.#process.end === undefined;
  }

  /** The end of what the kernel's process printed outside the protocol. */
  get log(): string {
    return this.#process.log;
  }

  /** Runs code and waits for its reply and for all its outputs. */
  execute(code: string, options: ExecuteOptions): Promise<Execution> {
    const { interruptMode } = this.#options.spec;
    const kernel = { channels: this.#channels, process: this.#process, gone: this.#gone, interruptMode };
    return executeCode(kernel, code, options);
  }

  /** Asks the kernel to leave, kills it if it does not, and removes its sockets. */
  async shutdown(): Promise<void> {
    if (this.#process.end === undefined) {
      this.#process.noteStarted();
      void this.#channels.request('control', 'shutdown_request', { restart: false });
      await Promise.race([this.#process.exited, sleep(SHUTDOWN_GRACE_MS, undefined, { ref: false })]);
    }
    await this.dispose();
  }

  /** Kills the kernel and removes its sockets. */
  async dispose(): Promise<void> {
    this.#options.signal?.removeEventListener('abort', this.#onAbort);
    this.#process.kill();
    await this.#process.exited;
    this.#heartbeat.close();
    this.#channels.close();
    this.#connection.dispose();
  }

  /** Repeats kernel_info until a reply has come and the iopub subscription is seen to work. */
  async #handshake(): Promise<void> {
    const { spec, startTimeoutMs = 60_000 } = this.#options;
    const deadline = performance.now() + startTimeoutMs;
    let known = false;
    while (!known || this.#channels.lastHeard === 0) {
      const left = deadline - performance.now();
      if (left <= 0) {
        throw new KernelStartError(
          this.#withLog(`kernel "${spec.name}" did not answer within ${startTimeoutMs / 1000} s`),
        );
      }
      const reply = this.#channels.request('shell', 'kernel_info_request', {});
      const wait = sleep(known ? 50 : left, undefined, { ref: false });
      const first = await Promise.race([reply, this.#gone, wait]);
      if (first === undefined) continue;
      if ('kind' in first) {
        throw new KernelStartError(
          this.#withLog(
            `kernel "${spec.name}" ended while it started (${(await this.#process.exited).text})`,
          ),
        );
      }
      this.#info = first.content;
      known = true;
      if (this.#channels.lastHeard === 0) await sleep(5);
    }
  }

  #withLog(message: string): string {
    return this.#process.log === '' ? message : `${message}; it printed:\n${this.#process.log}`;
  }
}
