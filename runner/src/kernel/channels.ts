import { randomUUID } from 'node:crypto';
import { Dealer, Subscriber } from 'zeromq';
import type { Connection } from './connection.js';
import { MessageCodec, type Message } from './message.js';

/** A kernel binds its sockets some time after its start; ask often, the files are local. */
const RECONNECT_MS = 20;

export type Listener = (message: Message) => void;

/** The client's ends of the shell, control and iopub sockets. */
export class Channels {
  readonly #codec: MessageCodec;
  readonly #shell: Dealer;
  readonly #control: Dealer;
  readonly #iopub: Subscriber;
  readonly #replies = new Map<string, Listener>();
  readonly #listeners = new Map<string, Listener>();
  /** When the last iopub message came, by `performance.now()`; 0 before the first. */
  lastHeard = 0;

  constructor(connection: Connection) {
    this.#codec = new MessageCodec(connection.key);
    const common = { linger: 0, reconnectInterval: RECONNECT_MS };
    this.#shell = new Dealer({ ...common, routingId: this.#codec.session });
    this.#control = new Dealer({ ...common, routingId: this.#codec.session });
    // No limit on what waits to be read: a limit would mean lost outputs.
    this.#iopub = new Subscriber({ ...common, receiveHighWaterMark: 0 });
    this.#shell.connect(connection.address('shell'));
    this.#control.connect(connection.address('control'));
    this.#iopub.connect(connection.address('iopub'));
    this.#iopub.subscribe('');
    void this.#pump(this.#shell, (message) => {
      this.#answer(message);
    });
    void this.#pump(this.#control, (message) => {
      this.#answer(message);
    });
    void this.#pump(this.#iopub, (message) => {
      this.#publish(message);
    });
  }

  /**
   * Sends a request; the promise settles with its reply, and never if none comes: race it against the end of
   * the kernel. Messages that the request causes on iopub go to `listener`, also those after the reply.
   */
  request(
    channel: 'shell' | 'control',
    type: string,
    content: object,
    listener?: Listener,
  ): Promise<Message> {
    const id = randomUUID();
    if (listener !== undefined) this.#listeners.set(id, listener);
    const reply = new Promise<Message>((resolve) => this.#replies.set(id, resolve));
    const socket = channel === 'shell' ? this.#shell : this.#control;
    // Sending fails only on a closed socket, after the end of the kernel.
    socket.send(this.#codec.encode(type, id, content)).catch(() => undefined);
    return reply;
  }

  close(): void {
    for (const socket of [this.#shell, this.#control, this.#iopub]) socket.close();
  }

  async #pump(socket: Dealer | Subscriber, handle: Listener): Promise<void> {
    for await (const frames of socket) {
      const message = this.#codec.decode(frames);
      if (message !== undefined) handle(message);
    }
  }

  #answer(message: Message): void {
    const { parentId } = message;
    if (parentId === undefined) return;
    this.#replies.get(parentId)?.(message);
    this.#replies.delete(parentId);
  }

  #publish(message: Message): void {
    this.lastHeard = performance.now();
    if (message.parentId !== undefined) this.#listeners.get(message.parentId)?.(message);
  }
}
