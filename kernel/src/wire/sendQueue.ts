/** The part of a ZeroMQ socket that a queue needs. */
export interface Sender {
  send(frames: (Buffer | string)[]): Promise<void>;
}

/**
 * Sends messages one after another and waits for each.
 *
 * ZeroMQ for Node takes only 512 synchronous sends a turn and rejects the next one; a kernel that does not
 * wait loses whatever a cell prints after that.
 */
export class SendQueue {
  readonly #socket: Sender;
  #waiting: (Buffer | string)[][] = [];
  #draining: Promise<void> | undefined;

  constructor(socket: Sender) {
    this.#socket = socket;
  }

  /** Adds a message; it is sent after all that were pushed before it. */
  push(frames: (Buffer | string)[]): void {
    this.#waiting.push(frames);
    this.#draining ??= this.#drain();
  }

  /** Resolves once everything pushed so far has been handed to ZeroMQ. */
  async drained(): Promise<void> {
    await this.#draining;
  }

  async #drain(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting;
      this.#waiting = [];
      for (const frames of batch) await this.#socket.send(frames);
    }
    this.#draining = undefined;
  }
}
