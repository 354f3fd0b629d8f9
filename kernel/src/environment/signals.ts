import { createRequire } from 'node:module';

/** What the worker that calls {@link openSignals} must be started with. */
export const SIGNAL_FLAGS: readonly string[] = ['--expose-internals', '--no-warnings'];

interface Contextify {
  readonly startSigintWatchdog: () => boolean;
  readonly stopSigintWatchdog: () => boolean;
}

/**
 * Has Node.js receive SIGINT from now on, also between two calls of `vm` with `breakOnSigint`: otherwise it
 * ends the process at a signal that comes there. This is how its own prompt does it; there is no public way.
 *
 * @returns tells whether a signal has come since the last call that broke nothing
 */
export function openSignals(): () => boolean {
  const require = createRequire(import.meta.url);
  const { internalBinding } = require('internal/test/binding') as {
    internalBinding: (name: 'contextify') => Contextify;
  };
  const { startSigintWatchdog, stopSigintWatchdog } = internalBinding('contextify');
  startSigintWatchdog();
  return () => {
    startSigintWatchdog(); // one more, so that to stop it only takes the note
    return stopSigintWatchdog();
  };
}
