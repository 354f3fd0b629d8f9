import { setImmediate as turn } from 'node:timers/promises';

/**
 * Resolves after the event loop has looked for signals, messages and finished timers once.
 *
 * One `setImmediate` is not enough: from inside a poll it runs before the next poll. The second one is
 * certain to come after it.
 */
export async function afterPoll(): Promise<void> {
  await turn();
  await turn();
}
