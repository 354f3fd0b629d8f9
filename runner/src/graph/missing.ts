import { nearest } from '../text/suggest.js';
import { GraphError } from './errors.js';

/** The error for a file that does not exist and that no notebook of the run writes. */
export function missingProducer(
  path: string,
  reader: string,
  written: readonly string[],
  hint: string,
): GraphError {
  const near = nearest(path, written);
  const advice =
    hint !== ''
      ? hint
      : near === undefined
        ? 'Put the file there, run the notebook that writes it too, or correct "reads" in the notebook’s metadata.'
        : `Did you mean ${near}, which is written? Correct "reads" in the notebook’s metadata.`;
  return new GraphError(
    `${reader} reads ${path}, which does not exist and which no notebook of this run writes.\n` +
      `  (nobody) -> ${path} -> ${reader}\n${advice}`,
  );
}
