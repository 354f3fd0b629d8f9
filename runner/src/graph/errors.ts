import { EXIT_CODES, RunnerError } from '../errors.js';

/**
 * What the notebooks of a run declare to read and write does not fit together: a cycle, a file that nobody
 * writes, or one that two write. The message draws it.
 */
export class GraphError extends RunnerError {
  constructor(message: string, options?: ErrorOptions) {
    super(message, EXIT_CODES.badInput, options);
  }
}
