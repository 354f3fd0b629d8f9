import { cellError } from '../evaluate/cell-error.js';
import type { LazyEvaluator } from '../evaluate/lazy-evaluator.js';
import { RunningCell } from '../evaluate/running-cell.js';
import { stringify } from '../primordials.js';
import type { Header, JsonObject, Request } from '../wire/message.js';
import type { History } from './history.js';
import type { Outputs } from './outputs.js';
import type { Stdin } from './stdin.js';

const pendingText = (kinds: string, seconds: number): string =>
  `Still under way ${seconds} s after the end of this cell: ${kinds}. ` +
  'Await or end it, or its output may be missing.\n';

/** Answers execute requests: runs the cell and publishes its input, result or error. */
export class CellExecution {
  readonly #evaluator: LazyEvaluator;
  readonly #outputs: Outputs;
  readonly #history: History;
  readonly #stdin: Stdin;
  #count = 0;

  constructor(evaluator: LazyEvaluator, outputs: Outputs, history: History, stdin: Stdin) {
    this.#evaluator = evaluator;
    this.#outputs = outputs;
    this.#history = history;
    this.#stdin = stdin;
  }

  /**
   * The content of the execute_reply.
   *
   * @param isAwaited whether another request waits: then this one does not wait for what the cell has left pending
   */
  async execute(request: Request, isAwaited: () => boolean): Promise<JsonObject> {
    this.#stdin.begin(request);
    try {
      return await this.#execute(request, isAwaited);
    } finally {
      this.#stdin.end();
    }
  }

  async #execute({ header, content }: Request, isAwaited: () => boolean): Promise<JsonObject> {
    const code = typeof content['code'] === 'string' ? content['code'] : '';
    const silent = content['silent'] === true;
    const counted = !silent && content['store_history'] !== false;
    if (counted) this.#history.add(++this.#count, code);
    this.#outputs.setParent(header);
    if (!silent) this.#outputs.send('execute_input', { code, execution_count: this.#count });
    const label = `cell ${this.#count}`;
    const outcome = await this.#evaluator.get().run(code, new RunningCell(label, header), {
      isAwaited,
      shown: (shown) => {
        if (!silent) this.#outputs.send('execute_result', { execution_count: this.#count, ...shown }, header);
      },
      pending: (kinds, seconds) => {
        this.#outputs.stream('stderr', pendingText(kinds, seconds), header);
      },
    });
    const error = cellError(outcome, code, label);
    if (error) {
      if (!silent) this.#outputs.send('error', { ...error });
      return { status: 'error', execution_count: this.#count, ...error };
    }
    const user_expressions = await this.#answers(header, content['user_expressions'], isAwaited);
    return { status: 'ok', execution_count: this.#count, payload: [], user_expressions };
  }

  /** The values of the expressions that a request asks for after its cell, by their names. */
  async #answers(header: Header, asked: unknown, isAwaited: () => boolean): Promise<JsonObject> {
    const expressions = typeof asked === 'object' && asked !== null ? Object.entries(asked) : [];
    const answers: [name: string, answer: JsonObject][] = [];
    for (const [name, code] of expressions) {
      const cell = new RunningCell(name, header);
      const silent = { isAwaited, shown: () => undefined, pending: () => undefined };
      const text = typeof code === 'string' ? code : stringify(code);
      const outcome = await this.#evaluator.get().run(text, cell, silent);
      const error = cellError(outcome, text, name);
      const value = outcome.kind === 'value' ? outcome.shown : { data: {}, metadata: {} };
      answers.push([name, error ? { status: 'error', ...error } : { status: 'ok', ...value }]);
    }
    return Object.fromEntries(answers);
  }

  /** The reply to a cell that was queued after one that failed. */
  abort(): JsonObject {
    return { status: 'aborted', execution_count: this.#count };
  }
}
