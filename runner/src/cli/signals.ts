import { InterruptedError, type StopSignal } from '../errors.js';

const SIGNALS: readonly StopSignal[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Turns the first stop signal into an abort, so that the run ends in good order: kernels killed, outputs so far
 * saved beside. A second one ends the process at once; kernels still go with it.
 */
export function stopOnSignals(): { signal: AbortSignal; release: () => void } {
  const controller = new AbortController();
  const onSignal = (signal: StopSignal): void => {
    const error = new InterruptedError(signal);
    if (controller.signal.aborted) process.exit(error.exitCode);
    controller.abort(error);
  };
  for (const signal of SIGNALS) process.on(signal, onSignal);
  const release = (): void => {
    for (const signal of SIGNALS) process.off(signal, onSignal);
  };
  return { signal: controller.signal, release };
}
