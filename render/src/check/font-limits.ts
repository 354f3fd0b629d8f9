import { InvalidFigureError } from '../errors.js';
import { hasAttributes, listLength, numberOf, type Attributes } from './extent.js';
import { LIMITS } from './limits.js';

/** @throws InvalidFigureError where text would be set in a font of more px than the limit */
export function checkFontSize(size: number, path: string): void {
  if (!(size > LIMITS.fontSize)) return;
  throw new InvalidFigureError(
    path,
    `asks for a font of ${size} px, more than the limit of ${LIMITS.fontSize}`,
  );
}

/** @throws InvalidFigureError at the first font of a part of the figure that is too large, its template included */
export function checkFonts(part: Attributes, path: string): void {
  for (const [name, value] of Object.entries(part)) {
    const inner = `${path}.${name}`;
    if (hasAttributes(value)) {
      if (/font$/i.test(name)) checkSizes(value['size'], `${inner}.size`);
      if (name === 'uniformtext') checkSizes(value['minsize'], `${inner}.minsize`);
      checkFonts(value, inner);
    } else if (Array.isArray(value)) {
      value.forEach((entry: unknown, index) => {
        if (hasAttributes(entry)) checkFonts(entry, `${inner}[${index}]`);
      });
    }
  }
}

/** One size, or one for each point or, in a table, for each cell of a column. */
function checkSizes(size: unknown, path: string): void {
  if (listLength(size) === 0) {
    checkFontSize(numberOf(size), path);
    return;
  }
  Array.from(size as ArrayLike<unknown>).forEach((each, index) => {
    checkSizes(each, `${path}[${index}]`);
  });
}
