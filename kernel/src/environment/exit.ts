import { ProcessExitError } from '../errors.js';

/** Ends the kernel, whatever a cell has done to `process.exit`. */
const reallyExit = process.exit.bind(process);

/** Ends the process with a code. */
export function exitKernel(code: number): never {
  return reallyExit(code);
}

/** Makes `process.exit` in a cell an error of that cell instead of a kernel that is gone. */
export function forbidExit(): void {
  process.exit = (code) => {
    throw new ProcessExitError(`process.exit(${code ?? ''}) called in a cell`);
  };
}
