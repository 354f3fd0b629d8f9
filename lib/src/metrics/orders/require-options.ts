import { closest } from '../../core/closest.js';
import { OptionsError } from '../../errors.js';

/**
 * Options as a plain JavaScript caller may give them: a misspelled one would be left out in silence, and one of the wrong
 * shape would fail somewhere below.
 *
 * @throws OptionsError for what is no object, and for an option that the metric does not have.
 */
export function requireOptions(metric: string, options: unknown, known: readonly string[]): void {
  if (typeof options !== 'object' || options === null || Array.isArray(options)) {
    throw new OptionsError(`${metric} takes an object with the options ${known.join(', ')}.`);
  }
  const unknown = Object.keys(options).find((name) => !known.includes(name));
  if (unknown === undefined) return;
  const near = closest(unknown, known);
  throw new OptionsError(
    `${metric} has no option "${unknown}": ` +
      (near === undefined ? `it has ${known.join(', ')}.` : `did you mean ${near}?`),
  );
}
