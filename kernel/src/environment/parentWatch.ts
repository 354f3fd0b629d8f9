import { Worker } from 'node:worker_threads';

/** How often, in milliseconds, the parent is looked for. */
const PERIOD = 500;

/** Runs beside the kernel, so that a cell that never yields cannot keep it from ending. */
const WATCH = `
  const { workerData: { parent, period } } = require('node:worker_threads');
  setInterval(() => {
    try {
      process.kill(parent, 0);
    } catch (error) {
      if (error.code === 'ESRCH') process.kill(process.pid, 'SIGKILL');
    }
  }, period);
`;

/**
 * Ends this process within about half a second of its parent's end.
 *
 * The parent is TALLY_KERNEL_PARENT_PID, or JPY_PARENT_PID as Jupyter sets it; without either nothing is
 * watched. Both are taken out of the environment, so that cells do not see them.
 */
export function dieWithParent(environment: NodeJS.ProcessEnv): void {
  const parent = Number(environment['TALLY_KERNEL_PARENT_PID'] ?? environment['JPY_PARENT_PID']);
  // A cell that prints its environment must print the same in every run.
  delete environment['TALLY_KERNEL_PARENT_PID'];
  delete environment['JPY_PARENT_PID'];
  if (!Number.isInteger(parent) || parent <= 1) return;
  new Worker(WATCH, { eval: true, workerData: { parent, period: PERIOD } }).unref();
}
