import { afterPoll } from '../environment/event-loop.js';
import { push } from '../primordials.js';
import type { JsonObject, Request } from '../wire/message.js';
import { type Dispatcher, handlerOf, type Handlers } from './dispatcher.js';

/**
 * Answers shell requests one after another.
 *
 * When a cell fails and its request says `stop_on_error` (the default), the execute requests already waiting
 * behind it are answered `aborted`, as Jupyter defines; one that comes later runs normally.
 */
export class Shell {
  readonly #dispatcher: Dispatcher;
  readonly #handlers: Handlers;
  readonly #abort: () => JsonObject;
  readonly #rest: () => void;
  readonly #waiting: Request[] = [];
  readonly #aborted = new Set<Request>();
  #working = false;

  /**
   * @param abort the content of the reply to an aborted execute request
   * @param rest called when all that had arrived is answered
   */
  constructor(dispatcher: Dispatcher, handlers: Handlers, abort: () => JsonObject, rest: () => void) {
    this.#dispatcher = dispatcher;
    this.#handlers = handlers;
    this.#abort = abort;
    this.#rest = rest;
  }

  /** Whether a request waits behind the one that is being answered. */
  get isAwaited(): boolean {
    return this.#waiting.length > 0;
  }

  /** Works until the socket is closed. */
  async run(): Promise<void> {
    for await (const request of this.#dispatcher.requests()) {
      push(this.#waiting, request);
      void this.#work();
    }
  }

  async #work(): Promise<void> {
    if (this.#working) return;
    this.#working = true;
    for (let request = this.#waiting.shift(); request; request = this.#waiting.shift()) {
      await this.#answer(request);
    }
    this.#working = false;
    this.#rest();
  }

  async #answer(request: Request): Promise<void> {
    const type = request.header.msg_type;
    const handler = this.#aborted.delete(request) ? this.#abort : handlerOf(this.#handlers, type);
    await this.#dispatcher.answer(request, async (asked) => {
      const content = await handler?.(asked);
      if (content?.['status'] === 'error' && asked.content['stop_on_error'] !== false)
        await this.#abortWaiting();
      return content;
    });
  }

  /** Before the client learns of the error: what it sends afterwards is not meant. */
  async #abortWaiting(): Promise<void> {
    await afterPoll(); // lets requests in that arrived while the cell held the thread
    for (const request of this.#waiting) {
      if (request.header.msg_type === 'execute_request') this.#aborted.add(request);
    }
  }
}
