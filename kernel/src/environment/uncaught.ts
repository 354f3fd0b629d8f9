import { nextTick } from '../primordials.js';

const EVENTS = ['uncaughtException', 'unhandledRejection'] as const;

/** Hears of every error that nothing catches, also after a cell has removed all listeners of the process. */
export function catchUncaught(surface: (error: unknown) => void): void {
  const emitter: NodeJS.EventEmitter = process;
  const keep = (): void => {
    for (const event of EVENTS) {
      if (!emitter.listeners(event).includes(surface)) emitter.on(event, surface);
    }
    if (!emitter.listeners('removeListener').includes(removed)) emitter.on('removeListener', removed);
  };
  const removed = (_event: string | symbol, listener: unknown): void => {
    if (listener === surface || listener === removed) nextTick(keep);
  };
  keep();
}
