import { afterPoll } from '../environment/event-loop.js';
import { push } from '../primordials.js';
import type { JsonObject, Request } from '../wire/message.js';
import { type Dispatcher, handlerOf, type Handlers } from './dispatcher.js';

/** What a shell asks of those who know more of the requests. */
export interface ShellGuide {
  /** The content of the reply to an aborted execute request. */
  readonly abort: () => JsonObject;
  /** Whether a request is answered at once, beside one that is under way. */
  readonly isUrgent: (request: Request) => boolean;
  /** Called when all that had arrived is answered. */
  readonly rest: () => void;
}

/**
 * Answers shell requests one after another, except those that cannot wait: a cell may await what a widget sends.
 *
 * When a cell fails and its request says `stop_on_error` (the default), the execute requests already waiting
 * behind it are answered `aborted`, as Jupyter defines; one that comes later runs normally.
 */
export class Shell {
  readonly #dispatcher: Dispatcher;
  readonly #handlers: Handlers;
  readonly #guide: ShellGuide;
  readonly #waiting: Request[] = [];
  readonly #aborted = new Set<Request>();
  #current: Request | undefined;

  constructor(dispatcher: Dispatcher, handlers: Handlers, guide: ShellGuide) {
    this.#dispatcher = dispatcher;
    this.#handlers = handlers;
    this.#guide = guide;
  }

  /** Whether a request waits behind the one that is being answered. */
  get isAwaited(): boolean {
    return this.#waiting.length > 0;
  }

  /** Works until the socket is closed. */
  async run(): Promise<void> {
    for await (const request of this.#dispatcher.requests()) {
      if (this.#guide.isUrgent(request)) void this.#answerBeside(request);
      else {
        push(this.#waiting, request);
        if (!this.#current) void this.#work();
      }
    }
  }

  /** Its `idle` would tell clients that nothing runs any more. */
  async #answerBeside(request: Request): Promise<void> {
    await this.#dispatcher.answer(request, handlerOf(this.#handlers, request.header.msg_type));
    if (this.#current) this.#dispatcher.resume(this.#current);
  }

  async #work(): Promise<void> {
    while ((this.#current = this.#waiting.shift())) await this.#answer(this.#current);
    this.#guide.rest();
  }

  async #answer(request: Request): Promise<void> {
    const type = request.header.msg_type;
    const handler = this.#aborted.delete(request) ? this.#guide.abort : handlerOf(this.#handlers, type);
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
