import { setTimeout as sleep } from 'node:timers/promises';
import type { JsonObject } from '../json.js';
import type { Channels, Listener } from './channels.js';
import type { KernelEnd } from './end.js';
import type { Kernelspec } from './kernelspec.js';
import type { Message } from './message.js';
import type { KernelProcess } from './process.js';

/** How the execution of one piece of code ended. */
export type Execution =
  | { readonly kind: 'ok' }
  | { readonly kind: 'error'; readonly reply: JsonObject }
  /** `interrupted`: the code reacted to the interrupt; the kernel is ended all the same. */
  | { readonly kind: 'timeout'; readonly interrupted: boolean }
  | { readonly kind: 'died'; readonly end: KernelEnd }
  | { readonly kind: 'hung' };

export interface ExecuteOptions {
  readonly timeoutMs: number;
  readonly onMessage: Listener;
  /** Called if the kernel replied but never reported idle: some outputs may be missing. */
  readonly onIdleLost?: () => void;
}

/** What executing needs of a kernel that has started. */
export interface RunningKernel {
  readonly channels: Channels;
  readonly process: KernelProcess;
  /** Resolves when the process has ended or hangs. */
  readonly gone: Promise<Execution>;
  readonly interruptMode: Kernelspec['interruptMode'];
}

/** After an interrupt a kernel has this long to stop by itself: with all else, two seconds after the limit. */
const INTERRUPT_GRACE_MS = 1500;
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
  const idle = new Promise<'idle'>((resolve) => {
    markIdle = () => {
      resolve('idle');
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
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(resolve, timeoutMs, 'late');
  });
  const first = await Promise.race([answer, kernel.gone, late]);
  clearTimeout(timer);
  if (first === 'late') return { kind: 'timeout', interrupted: await interruptThenKill(kernel, answer) };
  if (first.kind === 'died' || first.kind === 'hung') {
    await sleep(DRAIN_MS);
    return first;
  }
  const then = await settled(kernel, idle);
  if (then === 'silent') onIdleLost?.();
  return typeof then === 'string' ? first : then;
}

/**
 * Interrupts the running code and gives it the grace to show where it was; then kills the kernel.
 *
 * @returns whether the code reacted to the interrupt
 */
async function interruptThenKill(kernel: RunningKernel, answer: Promise<Execution>): Promise<boolean> {
  if (kernel.interruptMode === 'signal') kernel.process.interrupt();
  else void kernel.channels.request('control', 'interrupt_request', {});
  const grace = sleep(INTERRUPT_GRACE_MS, undefined, { ref: false });
  const first = await Promise.race([answer, kernel.gone, grace]);
  await sleep(DRAIN_MS);
  kernel.process.kill();
  return first !== undefined;
}

/** Waits for idle; tells when the kernel ended or fell silent before it said so. */
async function settled(kernel: RunningKernel, idle: Promise<'idle'>): Promise<'idle' | 'silent' | Execution> {
  const replied = performance.now();
  for (;;) {
    const silent = performance.now() - Math.max(replied, kernel.channels.lastHeard);
    if (silent > IDLE_GRACE_MS) return 'silent';
    const timer = new AbortController();
    const wait = sleep(IDLE_GRACE_MS - silent + 1, undefined, { signal: timer.signal }).catch(
      () => undefined,
    );
    const first = await Promise.race([idle, kernel.gone, wait]);
    timer.abort();
    if (first !== undefined) return first;
  }
}

function toExecution(reply: Message): Execution {
  return reply.content['status'] === 'ok' ? { kind: 'ok' } : { kind: 'error', reply: reply.content };
}
