import { setTimeout as sleep } from 'node:timers/promises';
import { KernelStartError } from '../errors.js';
import { isJsonObject, type JsonObject } from '../json.js';
import { Channels, type Listener } from './channels.js';
import { Connection } from './connection.js';
import type { Kernelspec } from './kernelspec.js';
import type { Message } from './message.js';
import { KernelProcess } from './process.js';

export interface KernelSessionOptions {
  readonly spec: Kernelspec;
  readonly cwd: string;
  readonly env?: readonly string[];
  /** How long the kernel may take to answer for the first time. */
  readonly startTimeoutMs?: number;
  /** When it aborts the kernel is killed, and what waits for the kernel sees it die. */
  readonly signal?: AbortSignal;
}

/** How the execution of one piece of code ended. */
export type Execution =
  | { readonly kind: 'ok' }
  | { readonly kind: 'error'; readonly reply: JsonObject }
  | { readonly kind: 'timeout' }
  | { readonly kind: 'died'; readonly exit: string };

export interface ExecuteOptions {
  readonly timeoutMs: number;
  readonly onMessage: Listener;
  /** Told when the kernel answered but never said that it is idle: some outputs may be missing. */
  readonly onIdleLost?: () => void;
}

/** After an interrupt a kernel has this long to stop by itself. */
const INTERRUPT_GRACE_MS = 2000;
/** After the reply, a kernel that says nothing for this long has lost its idle message. */
const IDLE_GRACE_MS = 4000;
/** A kernel that was asked to shut down has this long. */
const SHUTDOWN_GRACE_MS = 1000;
/** What a dead kernel sent last is still on its way through the socket. */
const DRAIN_MS = 150;

/** A running kernel: started, spoken to, and shut down. */
export class KernelSession {
  readonly #connection: Connection;
  readonly #process: KernelProcess;
  readonly #channels: Channels;
  readonly #died: Promise<Execution>;
  readonly #onAbort = (): void => {
    this.#process.kill();
  };
  #info: JsonObject = {};

  private constructor(private readonly options: KernelSessionOptions) {
    const { spec, cwd, env = [] } = options;
    this.#connection = new Connection(spec.name);
    this.#process = new KernelProcess({ spec, connection: this.#connection, cwd, env });
    this.#channels = new Channels(this.#connection);
    this.#died = this.#process.exited.then((exit) => ({ kind: 'died', exit }));
    options.signal?.addEventListener('abort', this.#onAbort);
  }

  /**
   * Starts a kernel and waits until it answers and its outputs arrive.
   *
   * @throws {KernelStartError} when it ends before that, or takes longer than `startTimeoutMs`
   */
  static async start(options: KernelSessionOptions): Promise<KernelSession> {
    options.signal?.throwIfAborted();
    const session = new KernelSession(options);
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

  /** Runs code and waits for its reply and for all its outputs. */
  async execute(code: string, { timeoutMs, onMessage, onIdleLost }: ExecuteOptions): Promise<Execution> {
    let markIdle = (): void => undefined;
    const idle = new Promise<true>((resolve) => {
      markIdle = () => {
        resolve(true);
      };
    });
    const content = {
      code,
      silent: false,
      store_history: true,
      user_expressions: {},
      allow_stdin: false,
      stop_on_error: true,
    };
    const reply = this.#channels.request('shell', 'execute_request', content, (message) => {
      if (message.type === 'status') {
        if (message.content['execution_state'] === 'idle') markIdle();
      } else onMessage(message);
    });
    const answer = reply.then(toExecution);
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<Execution>((resolve) => {
      timer = setTimeout(resolve, timeoutMs, { kind: 'timeout' });
    });
    const first = await Promise.race([answer, this.#died, late]);
    clearTimeout(timer);
    if (first.kind === 'timeout') await this.#stop(answer);
    else if (first.kind === 'died') await sleep(DRAIN_MS);
    else if (!(await this.#settled(idle))) onIdleLost?.();
    return first;
  }

  /** Asks the kernel to leave, kills it if it does not, and removes its sockets. */
  async shutdown(): Promise<void> {
    if (this.#process.exit === undefined) {
      void this.#channels.request('control', 'shutdown_request', { restart: false });
      await Promise.race([this.#process.exited, sleep(SHUTDOWN_GRACE_MS, undefined, { ref: false })]);
    }
    await this.dispose();
  }

  /** Kills the kernel and removes its sockets. */
  async dispose(): Promise<void> {
    this.options.signal?.removeEventListener('abort', this.#onAbort);
    this.#process.kill();
    await this.#process.exited;
    this.#channels.close();
    this.#connection.dispose();
  }

  /** Repeats kernel_info until a reply has come and the iopub subscription is seen to work. */
  async #handshake(): Promise<void> {
    const { spec, startTimeoutMs = 60_000 } = this.options;
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
      const first = await Promise.race([reply, this.#died, wait]);
      if (first === undefined) continue;
      if ('kind' in first) {
        throw new KernelStartError(
          this.#withLog(`kernel "${spec.name}" ended while it started (${this.#process.exit ?? ''})`),
        );
      }
      this.#info = first.content;
      known = true;
      if (this.#channels.lastHeard === 0) await sleep(5);
    }
  }

  /** Interrupts the running code and gives it the grace to show where it was; then kills the kernel. */
  async #stop(answer: Promise<Execution>): Promise<void> {
    if (this.options.spec.interruptMode === 'signal') this.#process.interrupt();
    else void this.#channels.request('control', 'interrupt_request', {});
    await Promise.race([answer, this.#died, sleep(INTERRUPT_GRACE_MS, undefined, { ref: false })]);
    await sleep(DRAIN_MS);
    this.#process.kill();
  }

  /** Waits for idle; false when the kernel died or fell silent before it said so. */
  async #settled(idle: Promise<true>): Promise<boolean> {
    const replied = performance.now();
    for (;;) {
      const silent = performance.now() - Math.max(replied, this.#channels.lastHeard);
      if (silent > IDLE_GRACE_MS) return false;
      const stop = new AbortController();
      const wait = sleep(IDLE_GRACE_MS - silent + 1, undefined, { signal: stop.signal }).catch(
        () => undefined,
      );
      const first = await Promise.race([idle, this.#died, wait]);
      stop.abort();
      if (first !== undefined) return first === true;
    }
  }

  #withLog(message: string): string {
    return this.#process.log === '' ? message : `${message}; it printed:\n${this.#process.log}`;
  }
}

function toExecution(reply: Message): Execution {
  return reply.content['status'] === 'ok' ? { kind: 'ok' } : { kind: 'error', reply: reply.content };
}
