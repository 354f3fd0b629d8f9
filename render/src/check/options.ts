import { RenderError } from '../errors.js';
import type { RenderOptions } from '../options.js';

/** Large enough for a poster, small enough not to exhaust memory. */
const MAX_SCALE = 10;

/**
 * Refuses options that would make an unreadable document.
 *
 * @throws RenderError naming the option
 */
export function checkOptions({ scale, idPrefix }: RenderOptions): void {
  if (scale !== undefined && !(scale > 0 && scale <= MAX_SCALE)) {
    throw new RenderError(`scale: must be above 0 and at most ${MAX_SCALE}, is ${scale}`);
  }
  if (idPrefix !== undefined && !/^[A-Za-z][\w-]*$/.test(idPrefix)) {
    throw new RenderError(
      `idPrefix: must be a letter, then letters, digits, '-' or '_', is ${JSON.stringify(idPrefix)}`,
    );
  }
}
