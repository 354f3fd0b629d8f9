import { afterEach, describe, expect, it, vi } from 'vitest';
import { stopOnSignals } from '../../../runner/src/cli/signals.js';

describe('stopOnSignals', () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)(
    'turns %s into an abort with exit code %i, and a second one into an exit',
    (signal, exitCode) => {
      const exit = vi.spyOn(process, 'exit').mockImplementation(() => undefined as never);
      const stop = stopOnSignals();
      process.emit(signal, signal);
      expect(stop.signal.reason).toMatchObject({ name: 'InterruptedError', exitCode });
      expect(exit).not.toHaveBeenCalled();
      process.emit(signal, signal);
      expect(exit).toHaveBeenCalledWith(exitCode);
      stop.release();
    },
  );

  it('gives the signals back', () => {
    const before = process.listenerCount('SIGINT');
    stopOnSignals().release();
    expect(process.listenerCount('SIGINT')).toBe(before);
  });
});
