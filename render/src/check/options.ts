import { InvalidOptionError } from '../errors.js';
import type { RenderOptions } from '../options.js';

/** Large enough for a poster, small enough not to exhaust memory. */
const MAX_SCALE = 10;

/**
 * Refuses options that would make an unreadable document.
 *
 * @throws InvalidOptionError naming the option
 */
export function checkOptions({ scale, idPrefix, template, textAs }: RenderOptions): void {
  if (scale !== undefined && !(scale > 0 && scale <= MAX_SCALE)) {
    throw new InvalidOptionError('scale', `must be above 0 and at most ${MAX_SCALE}, got ${scale}`);
  }
  if (idPrefix !== undefined && !/^[A-Za-z][\w-]*$/.test(idPrefix)) {
    const rule = "must be a letter, then letters, digits, '-' or '_'";
    throw new InvalidOptionError('idPrefix', `${rule}, got ${JSON.stringify(idPrefix)}`);
  }
  if (textAs !== undefined && !['text', 'outlines'].includes(textAs)) {
    throw new InvalidOptionError('textAs', `must be 'text' or 'outlines', got ${JSON.stringify(textAs)}`);
  }
  // A caller without types, or a JSON file, may name a template of plotly.py.
  const given: unknown = template;
  if (given !== undefined && (typeof given !== 'object' || given === null || Array.isArray(given))) {
    throw new InvalidOptionError('template', `must be a template object, got ${JSON.stringify(given)}`);
  }
}
