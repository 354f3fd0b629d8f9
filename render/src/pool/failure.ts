import { InvalidFigureError, InvalidOptionError, RenderError, UnsupportedTraceError } from '../errors.js';

/** An error as plain data: threads copy only the message of a class of our own. */
export interface Failure {
  readonly name: string;
  readonly message: string;
  readonly stack: string | undefined;
  /** The first two and, for a trace, the third argument the class was made from. */
  readonly fields: readonly (string | undefined)[];
  readonly cause: Failure | undefined;
}

function fieldsOf(error: Error): Failure['fields'] {
  if (error instanceof UnsupportedTraceError) return [error.traceType, error.path, error.alternative];
  if (error instanceof InvalidFigureError) return [error.path, error.problem];
  if (error instanceof InvalidOptionError) return [error.option, error.problem];
  return [];
}

/** What to send to the other thread for an error. */
export function toFailure(error: unknown): Failure {
  if (!(error instanceof Error)) {
    return { name: 'Error', message: String(error), stack: undefined, fields: [], cause: undefined };
  }
  const { name, message, stack, cause } = error;
  return {
    name,
    message,
    stack,
    fields: fieldsOf(error),
    cause: cause === undefined ? undefined : toFailure(cause),
  };
}

function rebuild({ name, message, fields }: Failure, options: ErrorOptions): Error {
  const [first = '', second = '', third] = fields;
  switch (name) {
    case 'UnsupportedTraceError':
      return new UnsupportedTraceError(first, second, third);
    case 'InvalidFigureError':
      return new InvalidFigureError(first, second, options);
    case 'InvalidOptionError':
      return new InvalidOptionError(first, second, options);
    case 'RenderError':
      return new RenderError(message, options);
    default:
      return Object.assign(new Error(message, options), { name });
  }
}

/** The error again, with its class, fields, stack and cause. */
export function fromFailure(failure: Failure): Error {
  const error = rebuild(failure, failure.cause === undefined ? {} : { cause: fromFailure(failure.cause) });
  if (failure.stack !== undefined) error.stack = failure.stack;
  return error;
}
