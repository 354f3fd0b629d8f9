import { EXIT_CODES, RunnerError } from '../errors.js';

/**
 * The declared reads and writes of the notebooks of a run are inconsistent: a cycle, a file that no notebook
 * writes, or one that two write. The message shows it.
 */
export class GraphError extends RunnerError {
  constructor(message: string, options?: ErrorOptions) {
    super(message, EXIT_CODES.badInput, options);
  }
}
