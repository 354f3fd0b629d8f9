import { setImmediate } from 'node:timers';
import type { Owners } from '../environment/owners.js';
import type { RunningCell } from '../evaluate/running-cell.js';
import type { SendQueue } from '../wire/send-queue.js';
import type { Header, JsonObject, MessageCodec, Outgoing } from '../wire/message.js';

/** What a message may carry beside its content. */
export type Extra = Pick<Outgoing, 'metadata' | 'buffers'>;

export type StreamName = 'stdout' | 'stderr';

/** Consecutive stream writes are merged up to about this many characters a message. */
const CHUNK = 256 * 1024;

/**
 * Everything that goes out on iopub, in order.
 *
 * Stream writes of one turn are joined into few messages; any other message first sends what is pending, so
 * text, displays and results keep the order in which the cell produced them. What a cell puts out after its end
 * still goes to that cell.
 */
export class Outputs {
  readonly #codec: MessageCodec;
  readonly #queue: SendQueue;
  readonly #owners: Owners<RunningCell>;
  #parent: Header | undefined;
  #name: StreamName = 'stdout';
  /** Text that waits to be sent, and the request it belongs to. */
  #pending = '';
  #pendingParent: Header | undefined;
  #scheduled = false;

  /** @param owners knows which cell the code that puts something out belongs to */
  constructor(codec: MessageCodec, queue: SendQueue, owners: Owners<RunningCell>) {
    this.#codec = codec;
    this.#queue = queue;
    this.#owners = owners;
  }

  /** The request that outputs belong to from now on, where no cell is known for them. */
  setParent(parent: Header): void {
    this.flush();
    this.#parent = parent;
  }

  /** Appends text to stdout or stderr, by default of the cell whose code calls this. */
  stream(name: StreamName, text: string, parent = this.#current): void {
    if (text === '') return;
    if (name !== this.#name || parent !== this.#pendingParent) this.flush();
    this.#name = name;
    this.#pendingParent = parent;
    this.#pending += text;
    if (this.#pending.length >= CHUNK) this.flush();
    else if (!this.#scheduled) {
      this.#scheduled = true;
      this.#owners.outside(() =>
        setImmediate(() => {
          this.#scheduled = false;
          this.flush();
        }),
      );
    }
  }

  /** Sends a message, by default of the cell whose code calls this, after the text that was written before it. */
  send(type: string, content: JsonObject, parent = this.#current, extra: Extra = {}): void {
    this.flush();
    this.#push({ type, content, parent, ...extra });
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
    if (this.#pending === '') return;
    const text = this.#pending;
    this.#pending = '';
    this.#push({ type: 'stream', content: { name: this.#name, text }, parent: this.#pendingParent });
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

  get #current(): Header | undefined {
    return this.#owners.current?.parent ?? this.#parent;
  }

  #push(message: Outgoing): void {
    this.#owners.outside(() => {
      this.#queue.push(this.#codec.encode([message.type], message));
    });
  }
}
