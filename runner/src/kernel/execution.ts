import { setTimeout as sleep } from 'node:timers/promises';
import type { JsonObject } from '../json.js';
import type { Channels, Listener } from './channels.js';
import type { Kernelspec } from './kernelspec.js';
import type { Message } from './message.js';
import type { KernelProcess } from './process.js';

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

/** What executing needs of a kernel that has started. */
export interface RunningKernel {
  readonly channels: Channels;
  readonly process: KernelProcess;
  /** Resolves when the process has ended. */
  readonly died: Promise<Execution>;
  readonly interruptMode: Kernelspec['interruptMode'];
}

/** After an interrupt a kernel has this long to stop by itself. */
const INTERRUPT_GRACE_MS = 2000;
/** After the reply, a kernel that says nothing for this long has lost its idle message. */
const IDLE_GRACE_MS = 4000;
/** What a dead kernel sent last is still on its way through the socket. */
const DRAIN_MS = 150;

/** Runs code and waits for its reply and for all its outputs. */
export async function executeCode(
  kernel: RunningKernel,
  code: string,
  { timeoutMs, onMessage, onIdleLost }: ExecuteOptions,
): Promise<Execution> {
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
  const reply = kernel.channels.request('shell', 'execute_request', content, (message) => {
    if (message.type === 'status') {
      if (message.content['execution_state'] === 'idle') markIdle();
    } else onMessage(message);
  });
  const answer = reply.then(toExecution);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Execution>((resolve) => {
    timer = setTimeout(resolve, timeoutMs, { kind: 'timeout' });
  });
  const first = await Promise.race([answer, kernel.died, late]);
  clearTimeout(timer);
  if (first.kind === 'timeout') await interruptThenKill(kernel, answer);
  else if (first.kind === 'died') await sleep(DRAIN_MS);
  else if (!(await settled(kernel, idle))) {
    if (kernel.process.exit !== undefined) return { kind: 'died', exit: kernel.process.exit };
    onIdleLost?.();
  }
  return first;
}

/** Interrupts the running code and gives it the grace to show where it was; then kills the kernel. */
async function interruptThenKill(kernel: RunningKernel, answer: Promise<Execution>): Promise<void> {
  if (kernel.interruptMode === 'signal') kernel.process.interrupt();
  else void kernel.channels.request('control', 'interrupt_request', {});
  await Promise.race([answer, kernel.died, sleep(INTERRUPT_GRACE_MS, undefined, { ref: false })]);
  await sleep(DRAIN_MS);
  kernel.process.kill();
}

/** Waits for idle; false when the kernel died or fell silent before it said so. */
async function settled(kernel: RunningKernel, idle: Promise<true>): Promise<boolean> {
  const replied = performance.now();
  for (;;) {
    const silent = performance.now() - Math.max(replied, kernel.channels.lastHeard);
    if (silent > IDLE_GRACE_MS) return false;
    const timer = new AbortController();
    const wait = sleep(IDLE_GRACE_MS - silent + 1, undefined, { signal: timer.signal }).catch(
      () => undefined,
    );
    const first = await Promise.race([idle, kernel.died, wait]);
    timer.abort();
    if (first !== undefined) return first === true;
  }
}

function toExecution(reply: Message): Execution {
  return reply.content['status'] === 'ok' ? { kind: 'ok' } : { kind: 'error', reply: reply.content };
}
