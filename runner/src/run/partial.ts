import type { CellPlace, RunnerError } from '../errors.js';
import { freshId } from '../nbformat/upgrade.js';
import { tagsOf, type Cell, type Notebook, type TextCell } from '../nbformat/index.js';

/** The tag of the text cells that say how a run failed. */
export const FAILURE_TEXT_TAG = 'run-failure';
/** The tag of the cell in which a run failed. */
export const FAILED_CELL_TAG = 'run-failed';

const ANCHOR = 'run-stopped-here';

/**
 * A notebook with the outputs so far, in which a person sees at once that it failed and where: the error stands
 * at the top with a link to the cell, a line stands before the cell, and the cell is tagged.
 *
 * @param scrub takes absolute paths out of a text
 */
export function partialNotebook(
  { cells, metadata }: Notebook,
  error: RunnerError,
  scrub: (text: string) => string,
): Notebook {
  const place = placeOf(error);
  const position = cells.findIndex(({ id }) => id === place?.id);
  const taken = new Set(cells.map(({ id }) => id));
  const message = scrub(error.message).split('\n');
  const fence = '`'.repeat(Math.max(3, ...[...error.message.matchAll(/`+/g)].map(([run]) => run.length + 1)));
  const where =
    place === undefined || position < 0
      ? ''
      : ` It stopped in [cell ${place.number}](#${ANCHOR}), \`${place.id}\`.`;
  const quoted = [fence, ...message, fence].map((line) => `> ${line}`);
  const top = note(
    [
      `> **This run failed.** The outputs below were produced before it stopped.${where}`,
      '>',
      ...quoted,
    ].join('\n'),
    freshId('run-failed', taken),
  );
  const marked = cells.flatMap((cell, index): Cell[] => {
    if (index !== position) return [cell];
    const line = note(
      `<span id="${ANCHOR}"></span>\n\n> **The run stopped in this cell.**`,
      freshId(ANCHOR, taken),
    );
    return [line, { ...cell, metadata: { ...cell.metadata, tags: [...tagsOf(cell), FAILED_CELL_TAG] } }];
  });
  return { metadata, cells: [top, ...marked] };
}

function note(source: string, id: string): TextCell {
  return { cell_type: 'markdown', id, metadata: { tags: [FAILURE_TEXT_TAG] }, source };
}

function placeOf(error: RunnerError): CellPlace | undefined {
  return 'place' in error ? (error.place as CellPlace) : undefined;
}
