import { InvalidFigureError } from '../errors.js';
import type { Attributes } from './extent.js';

const isList = (value: unknown): value is ArrayLike<unknown> =>
  Array.isArray(value) || (ArrayBuffer.isView(value) && 'length' in value);

/** A pixel may be left out. */
const isPixel = (value: unknown): boolean => value === null || value === undefined || isList(value);

/** @throws InvalidFigureError where the `z` of an image is not made of rows of pixels, on which plotly fails */
export function checkPixels({ type, z }: Attributes, path: string): void {
  if (type !== 'image' || !isList(z)) return;
  const rows = Array.from(z);
  const isGrid = rows.every((row) => isList(row) && Array.from(row).every(isPixel));
  if (isGrid) return;
  throw new InvalidFigureError(
    `${path}.z`,
    'must be a list of rows of pixels, where a pixel is a list of numbers, for example [[[255, 0, 0], [0, 0, 255]]]',
  );
}
