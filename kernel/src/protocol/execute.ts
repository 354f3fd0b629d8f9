import { cellError } from '../evaluate/cell-error.js';
import type { LazyEvaluator } from '../evaluate/lazy-evaluator.js';
import { RunningCell } from '../evaluate/running-cell.js';
import type { JsonObject, Request } from '../wire/message.js';
import type { History } from './history.js';
import type { Outputs } from './outputs.js';

const pendingText = (kinds: string, seconds: number): string =>
  `Still under way ${seconds} s after the end of this cell: ${kinds}. ` +
  'Await or end it, or its output may be missing.\n';

/** Answers execute requests: runs the cell and publishes its input, result or error. */
export class CellExecution {
  readonly #evaluator: LazyEvaluator;
  readonly #outputs: Outputs;
  readonly #history: History;
  #count = 0;

  constructor(evaluator: LazyEvaluator, outputs: Outputs, history: History) {
    this.#evaluator = evaluator;
    this.#outputs = outputs;
    this.#history = history;
  }

  /**
   * The content of the execute_reply.
   *
   * @param isAwaited whether another request waits: then this one does not wait for what the cell has left pending
   */
  async execute({ header, content }: Request, isAwaited: () => boolean): Promise<JsonObject> {
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
    return { status: 'ok', execution_count: this.#count, payload: [], user_expressions: {} };
  }

  /** The reply to a cell that was queued after one that failed. */
  abort(): JsonObject {
    return { status: 'aborted', execution_count: this.#count };
  }
}
