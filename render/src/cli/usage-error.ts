import { RenderError } from '../errors.js';

/** The command line is wrong, or a file it names cannot be read or written. */
export class UsageError extends RenderError {
  override name = 'UsageError';
}
