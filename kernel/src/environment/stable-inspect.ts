import { AsyncResource } from 'node:async_hooks';
import { EventEmitter } from 'node:events';
import { inspect } from 'node:util';
import { OWNER } from './owners.js';
import { defineProperty } from '../primordials.js';

/** What Node.js notes on promises, sockets and the like: counters that differ from run to run. */
const IDS = new Set(['async_id_symbol', 'trigger_async_id_symbol', 'asyncId', 'triggerId', 'kResourceStore']);

/** Takes the ids of an object out of sight, and leaves how it is shown to Node.js. */
function withoutIds(this: object): object {
  for (const key of Object.getOwnPropertySymbols(this)) {
    const isId = key === OWNER || IDS.has(key.description ?? '');
    if (isId) defineProperty(this, key, { enumerable: false });
  }
  return this;
}

/**
 * Shows promises, timers and everything that emits events without ids and clock readings, so that a cell that shows
 * one gives the same output in every run.
 */
export function inspectWithoutIds(): void {
  for (const { prototype } of [Promise, EventEmitter, AsyncResource] as readonly { prototype: object }[]) {
    defineProperty(prototype, inspect.custom, { value: withoutIds, writable: true, configurable: true });
  }
  const timeout = setTimeout(() => undefined, 0);
  clearTimeout(timeout);
  const immediate = setImmediate(() => undefined);
  clearImmediate(immediate);
  for (const [name, timer] of Object.entries({ Timeout: timeout, Immediate: immediate })) {
    const prototype = Object.getPrototypeOf(timer) as object;
    const value = (): string => `${name} {}`;
    defineProperty(prototype, inspect.custom, { value, writable: true, configurable: true });
  }
}
