import { UsageError } from '../errors.js';

/** The notebooks named on the command line; at least one. */
export function requireInputs(words: readonly string[]): string[] {
  if (words.length > 0) return [...words];
  throw new UsageError('give at least one notebook, folder or pattern, for example: run notebooks');
}
