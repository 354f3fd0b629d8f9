const nothing = (): void => undefined;

/** Whether a promise is being marked as heard, which must not make another of its kind. */
let isMarking = false;

/**
 * A promise whose rejection ends no process. Plotly leaves some that nobody waits for, such as those of a picture it
 * drew twice; who does wait for one hears of the error as ever.
 */
export class HeardPromise<T> extends Promise<T> {
  static override get [Symbol.species](): PromiseConstructor {
    return isMarking ? Promise : HeardPromise;
  }

  constructor(
    executor: (resolve: (value: T | PromiseLike<T>) => void, reject: (reason?: unknown) => void) => void,
  ) {
    super(executor);
    isMarking = true;
    void this.then(undefined, nothing);
    isMarking = false;
  }
}

type Callback = (...parts: unknown[]) => void;

/** Timers whose callbacks cannot end the process when the figure they belong to has failed or is gone. */
export function quietTimers(hear: (error: unknown) => void) {
  const guarded =
    (callback: Callback): Callback =>
    (...parts) => {
      try {
        callback(...parts);
      } catch (error) {
        hear(error);
      }
    };
  return {
    setTimeout: (callback: Callback, delay?: number, ...parts: unknown[]) =>
      setTimeout(guarded(callback), delay, ...parts),
    setInterval: (callback: Callback, delay?: number, ...parts: unknown[]) =>
      setInterval(guarded(callback), delay, ...parts),
    requestAnimationFrame: (callback: Callback) => setImmediate(guarded(callback)),
  };
}
