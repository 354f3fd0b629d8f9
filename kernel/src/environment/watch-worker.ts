/**
 * The worker that receives the kernel's SIGINT and looks for its parent, so that a cell that never yields can
 * keep neither from coming through.
 *
 * Node.js gives a signal to the thread that entered `vm` with `breakOnSigint` last, and breaks what runs
 * there: a cell, or the sleep of this worker. In the second case the kernel is told; and while a cell runs,
 * the signal is raised again from outside of the sleep, so that the cell gets it. A signal that finds neither
 * of them is noted ({@link openSignals}). A cell that has awaited does not run inside of `vm` any more: if the
 * kernel then does not answer, what runs is ended by the inspector.
 */
import { Session } from 'node:inspector';
import { Script } from 'node:vm';
import { parentPort, workerData } from 'node:worker_threads';
import { InterruptState } from './interrupt-state.js';
import { openSignals } from './signals.js';
import { TERMINATE } from './termination.js';

export interface WatchData {
  readonly memory: SharedArrayBuffer;
  /** The process to die with, if any. */
  readonly parent: number | undefined;
}

/** How often, in milliseconds, the parent is looked for. */
const PARENT_PERIOD = 500;
/** How long, in milliseconds, an interrupt may stay unanswered before it is looked at again. */
const ANSWER_PERIOD = 20;
/** How long, in milliseconds, a signal raised here may be on its way; twice as long at each further try. */
const FIRST_PATIENCE = 5;
const LONGEST_PATIENCE = 200;
/** How often, in milliseconds, a kernel that does not answer is ended in what it does. */
const TERMINATE_PERIOD = 200;

const ENTER = new Script(`globalThis[Symbol.for('tally-kernel.watch')]()`);
const { memory, parent } = workerData as WatchData;
const state = new InterruptState(memory);
const takeSignal = openSignals();
let announced = false;
/** A signal that comes now is this worker's own, unless that one has broken a cell. */
let raised = false;
let patience = FIRST_PATIENCE;
/** When the kernel was first asked, or last ended in what it did. */
let attended = 0;
let inspector: Session | undefined;

/** Calls a function that a signal may end. */
function breakable(task: () => void): void {
  Object.assign(globalThis, { [Symbol.for('tally-kernel.watch')]: task });
  try {
    ENTER.runInThisContext({ breakOnSigint: true, displayErrors: false });
  } catch {
    receive();
  }
}

function receive(): void {
  const own = raised && !state.broken;
  raised = false;
  if (own) return;
  if (!state.pending) attended = performance.now();
  state.ask();
  parentPort?.postMessage('interrupt');
}

function lookForParent(): void {
  if (parent === undefined) return;
  try {
    process.kill(parent, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') process.kill(process.pid, 'SIGKILL');
  }
}

function sleep(): void {
  if (!announced) parentPort?.postMessage('ready');
  announced = true;
  lookForParent();
  state.sleep(state.pending || raised ? ANSWER_PERIOD : PARENT_PERIOD);
}

/** Raises the signal again for the cell that runs, and stays awake so that no one but the cell gets it. */
function raise(): void {
  raised = true;
  state.broken = false;
  process.kill(process.pid, 'SIGINT');
  state.sleep(patience);
  patience = Math.min(2 * patience, LONGEST_PATIENCE);
}

/** Ends what the kernel's thread does, if it still does something when this reaches it. */
function terminate(): void {
  if (performance.now() - attended < TERMINATE_PERIOD) return;
  attended = performance.now();
  if (!inspector) {
    inspector = new Session();
    inspector.connectToMainThread();
  }
  inspector.post('Runtime.evaluate', {
    expression: `globalThis[Symbol.for('${TERMINATE.description ?? ''}')]()`,
  });
}

function calm(): void {
  raised = false;
  patience = FIRST_PATIENCE;
  inspector?.disconnect();
  inspector = undefined;
}

for (;;) {
  breakable(sleep);
  if (takeSignal()) receive();
  if (!state.pending) calm();
  else if (state.running) raise();
  else if (state.started) terminate();
}
