import { EXIT_CODES, RunnerError } from '../errors.js';

/** A check tag, or a check setting of a notebook or of the command, that means nothing. */
export class CheckRuleError extends RunnerError {
  constructor(message: string, options?: ErrorOptions) {
    super(message, EXIT_CODES.badInput, options);
  }
}

/** Results of a check that cannot be accepted: there are none, or what they belong to has changed since. */
export class UpdateRefusedError extends RunnerError {
  constructor(message: string, options?: ErrorOptions) {
    super(message, EXIT_CODES.badInput, options);
  }
}
