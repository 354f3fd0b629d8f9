import { EXIT_CODES, RunnerError } from '../errors.js';

/** An unknown check tag, or an invalid check setting of a notebook or of the command. */
export class CheckRuleError extends RunnerError {
  constructor(message: string, options?: ErrorOptions) {
    super(message, EXIT_CODES.badInput, options);
  }
}

/** Results of a check cannot be accepted: they are missing, or their notebook has changed since. */
export class UpdateRefusedError extends RunnerError {
  constructor(message: string, options?: ErrorOptions) {
    super(message, EXIT_CODES.badInput, options);
  }
}
