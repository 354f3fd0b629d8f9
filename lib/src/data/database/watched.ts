import { hostSignal } from '../../engine/host-signal.js';
import type { Database } from './database.js';
import { cancelled, databaseFailure } from './failure.js';

/** What reading of a database is stopped by, and how far it has got when it fails. */
export interface Watch {
  readonly place: string;
  readonly signal: AbortSignal | undefined;
  /** For the message of a lost connection, such as ` after 500 of 2,000 rows`. */
  readonly progress?: () => string;
}

/**
 * Runs work on a database. An abort of the signal, or an interrupt of the notebook's cell, stops it on the server too.
 *
 * @throws QueryCancelledError if it was stopped; DatabaseError with the place for what the driver reports.
 */
export async function watched<T>(
  database: Database,
  { place, signal, progress }: Watch,
  work: () => Promise<T>,
): Promise<T> {
  const signals = [signal, hostSignal()].filter((one) => one !== undefined);
  const isCancelled = () => signals.some(({ aborted }) => aborted);
  const stopped: Promise<void>[] = [];
  const stop = () => {
    stopped.push(database.stop().catch(() => undefined));
  };
  if (isCancelled()) throw cancelled(place, undefined);
  for (const one of signals) one.addEventListener('abort', stop, { once: true });
  try {
    return await work();
  } catch (cause) {
    await Promise.all(stopped);
    throw isCancelled() ? cancelled(place, cause) : databaseFailure(place, cause, progress?.());
  } finally {
    for (const one of signals) one.removeEventListener('abort', stop);
  }
}
