/** Base of every error this package throws on purpose; `exitCode` is the exit code of the command line. */
export class KernelError extends Error {
  override readonly name: string = 'KernelError';
  /** 1 unless a subclass says otherwise. */
  readonly exitCode: number = 1;
}

/** The command line was called with unknown arguments. Exit code 2. */
export class UsageError extends KernelError {
  override readonly name = 'UsageError';
  override readonly exitCode = 2;
}

/** The connection file is missing, is not JSON or lacks a field. Exit code 3. */
export class ConnectionFileError extends KernelError {
  override readonly name = 'ConnectionFileError';
  override readonly exitCode = 3;
}

/** The kernelspec could not be written or removed. Exit code 5. */
export class InstallError extends KernelError {
  override readonly name = 'InstallError';
  override readonly exitCode = 5;
}

/** A message whose frames or signature are not valid Jupyter. It is dropped. */
export class MessageError extends KernelError {
  override readonly name = 'MessageError';
}

/** Thrown in a cell that is interrupted. It is the cell's error, not this package's. */
export class InterruptedError extends Error {
  override readonly name = 'InterruptedError';
}

/** Thrown in a cell that asks for input where no one can be asked. It is the cell's error, not this package's. */
export class InputError extends Error {
  override readonly name = 'InputError';
}

/** Thrown in a cell that leaves a `process.exitCode`. It is the cell's error, not this package's. */
export class ExitCodeError extends Error {
  override readonly name = 'ExitCodeError';
}

/** Thrown in a cell that calls `process.exit`. It is the cell's error, not this package's. */
export class ProcessExitError extends Error {
  override readonly name = 'ProcessExitError';
}
