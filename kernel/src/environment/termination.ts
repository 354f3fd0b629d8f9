import { Session } from 'node:inspector';

/** What the worker that receives signals has evaluated on the thread of the cells, between any two steps of it. */
export const TERMINATE = Symbol.for('tally-kernel.terminate');

/** Frames of {@link framesBelow}, its caller and the evaluation that called it. */
const OWN_FRAMES = 3;

/** How many functions are running below the evaluation, as far as can be told. */
function framesBelow(): number {
  const format: unknown = Reflect.get(Error, 'prepareStackTrace');
  Error.prepareStackTrace = (_, frames) => frames;
  const { stack } = new Error();
  Reflect.set(Error, 'prepareStackTrace', format);
  return Array.isArray(stack) ? stack.length - OWN_FRAMES : 0;
}

/** Makes Node.js forget the callbacks that run, as it does itself after an exception that no one catches. */
type Forget = () => void;

/**
 * The part of Node.js that knows whose callback runs: it stops the process when one that began never returns.
 * There is no public way to it; undefined where there is none at all.
 */
function forgetter(): Forget | undefined {
  const node = process as unknown as {
    binding?: (name: string) => { clearAsyncIdStack?: Forget | undefined };
  };
  const warned = process.noDeprecation;
  process.noDeprecation = true;
  try {
    return node.binding?.('async_wrap').clearAsyncIdStack;
  } catch {
    return undefined;
  } finally {
    process.noDeprecation = warned ?? false;
  }
}

const forget = forgetter();

/** Has Node.js take a broken callback for ended: inside of what was broken, none of its own ends was reached. */
export function forgetCallbacks(): void {
  forget?.();
}

/** Ends what runs on this thread in the middle, as far as the event loop. */
export class Termination {
  #session: Session | undefined;

  /** @param wanted whether there still is something to end, asked by the thread itself */
  constructor(wanted: () => boolean) {
    const terminate = (): void => {
      // Asked by the event loop itself: nothing runs that could be ended, and V8 would end what runs next.
      if (!forget || !wanted() || framesBelow() <= 0) return;
      if (!this.#session) {
        this.#session = new Session();
        this.#session.connect();
      }
      forget();
      this.#session.post('Runtime.terminateExecution');
    };
    Object.defineProperty(globalThis, TERMINATE, { value: terminate });
  }

  /** Whether something was ended since the last call. What it would have done in the same turn is lost. */
  take(): boolean {
    const ended = this.#session !== undefined;
    this.#session?.disconnect();
    this.#session = undefined;
    return ended;
  }
}
