import type { Edited } from './edits.js';
import { Lines, type Place } from './lines.js';
import type { Transformed } from './transform.js';

/** The steps from TypeScript to the code that runs. */
export interface Steps {
  readonly source: string;
  readonly edited: Edited;
  readonly body: Transformed;
  /** What comes before the body in its first line. */
  readonly opening: string;
  /** Where names that are called end and start: V8 reports such a call behind its name. */
  readonly calls?: ReadonlyMap<number, number>;
}

/**
 * The place in the TypeScript that a place in the code comes from; undefined for what was put around it.
 *
 * It is kept as long as frames can be asked for, so it holds texts, and nothing of the compiler's.
 */
export function wayBack({
  source,
  edited,
  body,
  opening,
  calls,
}: Steps): (place: Place) => Place | undefined {
  const [produced, input, original] = [new Lines(body.text), new Lines(edited.text), new Lines(source)];
  return ({ line, column }) => {
    if (line === 1 && column <= opening.length) return undefined;
    if (line > produced.count) return undefined;
    const within = body.toInput({ line, column: line === 1 ? column - opening.length : column });
    if (!within) return undefined;
    const offset = edited.toSource(input.offsetOf(within));
    return original.placeOf(calls?.get(offset) ?? offset);
  };
}
