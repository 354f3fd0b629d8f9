import type { Router } from 'zeromq';
import type { Owners } from '../environment/owners.js';
import { InputError, InterruptedError, MessageError } from '../errors.js';
import type { RunningCell } from '../evaluate/running-cell.js';
import { NativePromise, push } from '../primordials.js';
import type { MessageCodec, Request } from '../wire/message.js';
import { SendQueue } from '../wire/send-queue.js';
import type { Outputs } from './outputs.js';

/** What a cell wants the person at the keyboard to type. */
interface Question {
  readonly prompt: string;
  /** What is typed is not shown. */
  readonly password: boolean;
  /** Where to ask. */
  readonly asker: Request;
  readonly settle: (answer: { readonly value: string } | { readonly error: Error }) => void;
}

const SYMBOL = Symbol.for('Jupyter.input');

/** Asks the client for lines of text on the stdin channel, one question at a time. */
export class Stdin {
  readonly #router: Router;
  readonly #codec: MessageCodec;
  readonly #outputs: Outputs;
  readonly #owners: Owners<RunningCell>;
  readonly #queue: SendQueue;
  #asker: Request | undefined;
  /** The first has been asked. */
  #questions: Question[] = [];

  constructor(router: Router, codec: MessageCodec, outputs: Outputs, owners: Owners<RunningCell>) {
    this.#router = router;
    this.#codec = codec;
    this.#outputs = outputs;
    this.#owners = owners;
    this.#queue = new SendQueue(router);
  }

  /** Gives cells `Symbol.for('Jupyter.input')`: asks, and resolves to what was typed. */
  expose(): void {
    const input = (prompt: unknown = '', password: unknown = false): Promise<string> =>
      this.#ask(String(prompt), password === true);
    Object.assign(globalThis, { [SYMBOL]: input });
  }

  /** A cell begins, and its client is the one to ask. */
  begin(request: Request): void {
    this.#asker = request;
  }

  /** The cell has ended: no one waits for an answer any more. */
  end(): void {
    this.#asker = undefined;
    this.#questions = [];
  }

  /** Takes answers until the socket is closed; one that no one waits for is dropped. */
  async listen(): Promise<void> {
    for await (const frames of this.#router) {
      try {
        const { header, content } = this.#codec.decode(frames);
        if (header.msg_type !== 'input_reply') continue;
        const { value } = content;
        this.#questions[0]?.settle({ value: typeof value === 'string' ? value : '' });
      } catch (error) {
        if (!(error instanceof MessageError)) throw error;
        process.emitWarning(`${error.message}; it was dropped`, 'MessageError');
      }
    }
  }

  /**
   * @throws InputError when no cell is running, or its client cannot ask
   * @throws InterruptedError when the cell is interrupted meanwhile
   */
  #ask(prompt: string, password: boolean): Promise<string> {
    return new NativePromise((resolve, reject) => {
      const asker = this.#asker;
      if (!asker) throw new InputError('no cell is running that could ask for input');
      if (asker.content['allow_stdin'] !== true) {
        throw new InputError(
          'this client cannot ask for input: run the cell in a notebook, or give the value in the cell',
        );
      }
      const { signal } = this.#owners.current ?? {};
      const settle: Question['settle'] = (answer) => {
        signal?.removeEventListener('abort', interrupted);
        this.#questions = this.#questions.filter((other) => other !== question);
        if ('error' in answer) reject(answer.error);
        else {
          resolve(answer.value);
          this.#send(this.#questions[0]);
        }
      };
      const interrupted = (): void => {
        settle({ error: new InterruptedError('the cell was interrupted') });
      };
      const question: Question = { prompt, password, asker, settle };
      signal?.addEventListener('abort', interrupted);
      push(this.#questions, question);
      if (this.#questions[0] === question) this.#send(question);
    });
  }

  #send(question: Question | undefined): void {
    if (!question) return;
    const { prompt, password, asker } = question;
    this.#outputs.flush();
    const message = { type: 'input_request', content: { prompt, password }, parent: asker.header };
    this.#owners.outside(() => {
      this.#queue.push(this.#codec.encode(asker.identities, message));
    });
  }
}
