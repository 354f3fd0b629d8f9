/** By this name a notebook's kernel gives out the `AbortSignal` of the cell that runs. */
const HOST_SIGNAL = Symbol.for('Jupyter.signal');

/**
 * The signal by which the host of this process stops what it runs: in a notebook, an interrupt of the cell whose code
 * calls this. Undefined where there is no such host.
 *
 * @example
 * const signal = hostSignal();
 * signal?.addEventListener('abort', () => connection.interrupt());
 */
export function hostSignal(): AbortSignal | undefined {
  const ask: unknown = Reflect.get(globalThis, HOST_SIGNAL);
  const signal: unknown = typeof ask === 'function' ? Reflect.apply(ask, undefined, []) : undefined;
  return signal instanceof AbortSignal ? signal : undefined;
}
