import type { Router } from 'zeromq';
import type { Intrinsics } from '../environment/intrinsics.js';
import { endsWith, hasOwn, slice } from '../primordials.js';
import { MessageError } from '../errors.js';
import { isError, shownText, textOf } from '../evaluate/any-value.js';
import type { JsonObject, MessageCodec, Request } from '../wire/message.js';
import { SendQueue } from '../wire/send-queue.js';
import type { Outputs } from './outputs.js';

/** Answers one kind of request with the content of its reply, or with undefined for no reply. */
export type Handler = (request: Request) => JsonObject | undefined | Promise<JsonObject | undefined>;

/** By msg_type. */
export type Handlers = Readonly<Record<string, Handler>>;

/** What both sockets share. */
export interface Wiring {
  readonly codec: MessageCodec;
  readonly outputs: Outputs;
  readonly intrinsics: Intrinsics;
}

/** The handler of a message type, which may be any text: `constructor` is none. */
export function handlerOf(handlers: Handlers, type: string): Handler | undefined {
  return hasOwn(handlers, type) ? handlers[type] : undefined;
}

const REQUEST = '_request';

/** `x_reply` for `x_request`. */
const replyType = (type: string): string =>
  endsWith(type, REQUEST) ? `${slice(type, 0, -REQUEST.length)}_reply` : type;

function errorReply(error: unknown): JsonObject {
  const ename = isError(error) ? textOf(error, 'name', 'Error') : 'KernelError';
  const evalue = isError(error) ? textOf(error, 'message') : shownText(error);
  return { status: 'error', ename, evalue, traceback: [`${ename}: ${evalue}`] };
}

/** Receives requests from one router socket and answers them, with busy before and idle after each. */
export class Dispatcher {
  readonly #router: Router;
  readonly #codec: MessageCodec;
  readonly #outputs: Outputs;
  readonly #intrinsics: Intrinsics;
  readonly #stop: () => void;
  readonly #replies: SendQueue;

  /** @param stop called when a shutdown request has been answered */
  constructor(router: Router, { codec, outputs, intrinsics }: Wiring, stop: () => void) {
    this.#router = router;
    this.#codec = codec;
    this.#outputs = outputs;
    this.#intrinsics = intrinsics;
    this.#stop = stop;
    this.#replies = new SendQueue(router);
  }

  /** The requests as they arrive; what is not a signed message is reported on stderr and dropped. */
  async *requests(): AsyncGenerator<Request> {
    for await (const frames of this.#router) {
      try {
        yield this.#intrinsics.apart(() => this.#codec.decode(frames));
      } catch (error) {
        if (!(error instanceof MessageError)) throw error;
        process.emitWarning(`${error.message}; it was dropped`, 'MessageError');
      }
    }
  }

  /** Answers each request as it arrives, until the socket is closed. */
  async serve(handlers: Handlers): Promise<void> {
    for await (const request of this.requests()) {
      await this.answer(request, handlerOf(handlers, request.header.msg_type));
    }
  }

  /** Answers one request and waits until everything it published has been sent. */
  async answer(request: Request, handler: Handler | undefined): Promise<void> {
    const { header } = request;
    this.#outputs.status('busy', header);
    const content = await this.#ask(request, handler);
    if (content) {
      this.#outputs.flush();
      this.#replies.push(this.#encode(request, content));
    }
    this.#outputs.status('idle', header);
    await this.#outputs.drained();
    await this.#replies.drained();
    if (header.msg_type === 'shutdown_request') this.#stop();
  }

  /** Tells clients that a request is still being worked on, after another was answered beside it. */
  resume({ header }: Request): void {
    this.#outputs.status('busy', header);
  }

  /** A handler that throws is a fault of this kernel or of tslab: the client gets it as an error reply. */
  async #ask(request: Request, handler: Handler | undefined): Promise<JsonObject | undefined> {
    try {
      return await handler?.(request);
    } catch (error) {
      return errorReply(error);
    }
  }

  #encode({ identities, header }: Request, content: JsonObject): (Buffer | string)[] {
    const message = { type: replyType(header.msg_type), parent: header };
    try {
      return this.#codec.encode(identities, { ...message, content });
    } catch (error) {
      return this.#codec.encode(identities, { ...message, content: errorReply(error) }); // it is no JSON
    }
  }
}
