import { Dealer } from 'zeromq';
import type { Connection } from './connection.js';
import type { KernelProcess } from './process.js';

/** How often the kernel is asked, and its process looked at when it does not answer. */
const PERIOD_MS = 400;

/**
 * Asks a kernel over its heartbeat socket whether it is alive, and finds out when it never will be again.
 *
 * A computing kernel may be too busy to answer: that is not a fault, and time limits cover it. One that
 * does not answer and whose process was seen stopped twice in a row hangs.
 */
export class Heartbeat {
  /** Resolves when the kernel hangs; the process is killed by then. */
  readonly hung: Promise<void>;
  readonly #socket: Dealer;
  readonly #timer: NodeJS.Timeout;
  #waiting = false;
  #stoppedBefore = false;

  constructor(connection: Connection, kernel: KernelProcess) {
    this.#socket = new Dealer({ linger: 0, reconnectInterval: PERIOD_MS });
    this.#socket.connect(connection.address('hb'));
    void this.#listen();
    let tell = (): void => undefined;
    this.hung = new Promise((resolve) => {
      tell = resolve;
    });
    this.#timer = setInterval(() => {
      kernel.noteStarted();
      if (this.#waiting && this.#hangs(kernel)) {
        clearInterval(this.#timer);
        kernel.kill();
        tell();
      }
      this.#ask();
    }, PERIOD_MS);
    this.#timer.unref();
  }

  close(): void {
    clearInterval(this.#timer);
    this.#socket.close();
  }

  #hangs(kernel: KernelProcess): boolean {
    const { stopped } = kernel;
    const twice = stopped && this.#stoppedBefore;
    this.#stoppedBefore = stopped;
    return twice;
  }

  /** One question at a time: a busy kernel finds one waiting, not a thousand. */
  #ask(): void {
    if (this.#waiting || this.#socket.closed) return;
    this.#waiting = true;
    // The empty frame is what a request socket would send first. Sending fails only on a closed socket.
    this.#socket.send(['', 'ping']).catch(() => undefined);
  }

  async #listen(): Promise<void> {
    for await (const answer of this.#socket) {
      if (answer.length === 0) continue;
      this.#waiting = false;
      this.#stoppedBefore = false;
    }
  }
}
