import { EXIT_CODES, RunnerError } from '../errors.js';

/** A configuration file cannot be read, or contains an unknown key or an invalid value. */
export class ConfigError extends RunnerError {
  constructor(
    /** The file, as messages name it. */
    readonly file: string,
    message: string,
    options?: ErrorOptions,
  ) {
    super(`${file}: ${message}`, EXIT_CODES.badInput, options);
  }
}
