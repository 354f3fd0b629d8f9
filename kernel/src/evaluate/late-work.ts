import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterPoll } from '../environment/event-loop.js';
import type { Owners } from '../environment/owners.js';
import type { RunningCell } from './running-cell.js';

/** So many seconds a cell's timers, requests and the like have after its end, unless TALLY_KERNEL_WAIT says otherwise. */
const LIMIT = 2;
/** How often, in milliseconds, they are looked at. */
const PERIOD = 5;

/** The limit in milliseconds. */
export function waitLimit(environment: NodeJS.ProcessEnv): number {
  const given = environment['TALLY_KERNEL_WAIT'] ?? '';
  const chosen = given === '' ? LIMIT : Number(given);
  return 1000 * (chosen >= 0 ? chosen : LIMIT);
}

/** What decides how long a cell is waited for. */
export interface Waiting {
  /** In milliseconds. */
  readonly limit: number;
  /** Whether a request has come that has to wait meanwhile. */
  readonly isAwaited: () => boolean;
}

/**
 * Waits for what a cell has started and not awaited, so that its output, and its failure, is part of the cell.
 *
 * @returns what is still under way at the limit, such as `a server, a timer`; empty when the wait was cut short
 */
export async function lateWork(
  cell: RunningCell,
  owners: Owners<RunningCell>,
  { limit, isAwaited }: Waiting,
): Promise<string> {
  const until = performance.now() + limit;
  for (;;) {
    const pending = owners.pending(cell);
    if (pending === '' || cell.interrupted || isAwaited()) return '';
    if (performance.now() >= until) return pending;
    await sleep(PERIOD);
    await afterPoll();
  }
}
