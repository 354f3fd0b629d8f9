import { push } from '../primordials.js';

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
  /** How many of them have been taken. */
  #sent = 0;
  #draining: Promise<void> | undefined;
  #turn = 0;

  constructor(socket: Sender) {
    this.#socket = socket;
  }

  /** Adds a message; it is sent after all that were pushed before it. */
  push(frames: (Buffer | string)[]): void {
    push(this.#waiting, frames);
    this.#draining ??= this.#drain();
  }

  /** Resolves once everything pushed so far has been handed to ZeroMQ. */
  async drained(): Promise<void> {
    await this.#draining;
  }

  /** Goes on with what waits after the thread was ended in the middle: what it awaited may never come. */
  recover(): void {
    this.#turn++;
    this.#draining = this.#waiting.length > this.#sent ? this.#drain() : undefined;
  }

  async #drain(): Promise<void> {
    const turn = this.#turn;
    for (let frames = this.#next(); frames; frames = this.#next()) {
      await this.#socket.send(frames);
      if (turn !== this.#turn) return;
    }
    this.#draining = undefined;
  }

  #next(): (Buffer | string)[] | undefined {
    if (this.#sent === this.#waiting.length) {
      this.#waiting = [];
      this.#sent = 0;
      return undefined;
    }
    return this.#waiting[this.#sent++];
  }
}
