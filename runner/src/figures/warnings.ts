import { describePlace, FigureError } from '../errors.js';
import type { PlannedPicture } from './plan.js';

/** Hears what is doubtful about the picture of a figure. */
export type FigureWarning = (figure: Pick<PlannedPicture, 'place' | 'name'>, message: string) => void;

/**
 * Passes on what the renderer left out of a figure, or drew otherwise than it should be: characters without a glyph,
 * a legend that is cut off.
 *
 * @param strict makes an error of it
 */
export function figureWarnings(notice: (text: string) => void, strict = false): FigureWarning {
  return ({ place, name }, message) => {
    const text = `figure "${name}": ${message}`;
    if (strict) throw new FigureError(place, `${text} (an error because of --strict)`);
    notice(`${describePlace(place)}: ${text}`);
  };
}
