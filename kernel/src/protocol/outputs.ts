import type { SendQueue } from '../wire/sendQueue.js';
import type { Header, JsonObject, MessageCodec, Outgoing } from '../wire/message.js';

export type StreamName = 'stdout' | 'stderr';

/** MIME type to content, as in Jupyter's display_data. */
export type MimeBundle = Record<string, unknown>;

/** Consecutive stream writes are merged up to about this many characters a message. */
const CHUNK = 256 * 1024;

/**
 * Everything that goes out on iopub, in order.
 *
 * Stream writes of one turn are joined into few messages; any other message first sends what is pending, so
 * text, displays and results keep the order in which the cell produced them.
 */
export class Outputs {
  readonly #codec: MessageCodec;
  readonly #queue: SendQueue;
  #parent: Header | undefined;
  #name: StreamName = 'stdout';
  #pending: string[] = [];
  #pendingLength = 0;
  #scheduled = false;

  constructor(codec: MessageCodec, queue: SendQueue) {
    this.#codec = codec;
    this.#queue = queue;
  }

  /** The request that outputs belong to from now on. */
  setParent(parent: Header): void {
    this.flush();
    this.#parent = parent;
  }

  /** Appends text to stdout or stderr of the current request. */
  stream(name: StreamName, text: string): void {
    if (text === '') return;
    if (name !== this.#name) this.flush();
    this.#name = name;
    this.#pending.push(text);
    this.#pendingLength += text.length;
    if (this.#pendingLength >= CHUNK) this.flush();
    else if (!this.#scheduled) {
      this.#scheduled = true;
      setImmediate(() => {
        this.#scheduled = false;
        this.flush();
      });
    }
  }

  /** Sends a message, by default of the current request, after the text that was written before it. */
  send(type: string, content: JsonObject, parent: Header | undefined = this.#parent): void {
    this.flush();
    this.#push({ type, content, parent });
  }

  /** Tells clients that work on a request begins or has ended. */
  status(state: 'starting' | 'busy' | 'idle', parent?: Header): void {
    this.flush();
    this.#push({ type: 'status', content: { execution_state: state }, parent });
  }

  /** Greets a new subscriber, so that it knows it will miss nothing from now on. */
  welcome(subscription: string): void {
    this.#push({ type: 'iopub_welcome', content: { subscription } });
  }

  /** Sends pending stream text. */
  flush(): void {
    if (this.#pending.length === 0) return;
    const text = this.#pending.join('');
    this.#pending = [];
    this.#pendingLength = 0;
    this.#push({ type: 'stream', content: { name: this.#name, text }, parent: this.#parent });
  }

  /** Goes on after a turn of the event loop was ended in the middle, and what was to follow in it is lost. */
  recover(): void {
    this.#scheduled = false;
    this.#queue.recover();
  }

  /** Resolves once all of it has been handed to ZeroMQ. */
  async drained(): Promise<void> {
    this.flush();
    await this.#queue.drained();
  }

  #push(message: Outgoing): void {
    this.#queue.push(this.#codec.encode([message.type], message));
  }
}
