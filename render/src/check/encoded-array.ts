import { InvalidFigureError } from '../errors.js';

type Numbers = NodeJS.TypedArray;
type NumbersOf = (new (buffer: ArrayBuffer, offset?: number, length?: number) => Numbers) & {
  readonly BYTES_PER_ELEMENT: number;
};

/** Kinds of number by the names plotly has for them. */
const KINDS: ReadonlyMap<unknown, NumbersOf> = new Map<string, NumbersOf>([
  ['i1', Int8Array],
  ['u1', Uint8Array],
  ['u1c', Uint8ClampedArray],
  ['i2', Int16Array],
  ['u2', Uint16Array],
  ['i4', Int32Array],
  ['u4', Uint32Array],
  ['f4', Float32Array],
  ['f8', Float64Array],
  ['int8', Int8Array],
  ['uint8', Uint8Array],
  ['uint8c', Uint8ClampedArray],
  ['int16', Int16Array],
  ['uint16', Uint16Array],
  ['int32', Int32Array],
  ['uint32', Uint32Array],
  ['float32', Float32Array],
  ['float64', Float64Array],
]);

/** With the length a multiple of four. Groups of four in the pattern would exhaust the stack from 10 MB. */
const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;
const SHAPE = /^\d+(?:\s*,\s*\d+){0,2}$/;

/** Numbers as plotly.py writes them: the bytes of a typed array in base64, little end first. */
interface EncodedArray {
  /** Kind of number, for example `f8`. */
  readonly dtype: unknown;
  readonly bdata: unknown;
  /** Length of each of up to three dimensions, outermost first: `2, 3`; one dimension where it is left out. */
  readonly shape?: unknown;
}

/** Whether a part of a figure is an encoded array, well formed or not. */
export function isEncodedArray(value: object): value is EncodedArray {
  return 'dtype' in value && 'bdata' in value;
}

function kindOf(dtype: unknown, path: string): NumbersOf {
  const kind = KINDS.get(dtype);
  if (kind !== undefined) return kind;
  const rule = `must be one of ${[...KINDS.keys()].join(', ')}`;
  throw new InvalidFigureError(`${path}.dtype`, `${rule}, got ${JSON.stringify(dtype)}`);
}

function lengthsOf(shape: unknown, path: string): number[] {
  const isText = typeof shape === 'string' || typeof shape === 'number';
  if (isText && SHAPE.test(String(shape))) return String(shape).split(',').map(Number);
  const rule = 'must be one to three whole numbers, for example "2, 3"';
  throw new InvalidFigureError(`${path}.shape`, `${rule}, got ${JSON.stringify(shape)}`);
}

/** Cuts numbers into rows, and those into rows again, by the lengths of the dimensions. */
function cut(numbers: Numbers, [length = 0, ...inner]: readonly number[]): unknown {
  if (inner.length === 0) return numbers;
  const size = numbers.length / length;
  return Array.from({ length }, (_, row) => cut(numbers.subarray(row * size, (row + 1) * size), inner));
}

/**
 * The numbers of an encoded array as a typed array; of two or three dimensions as lists of those. Plotly would
 * draw encoded arrays, but its own check of a figure takes them for mistakes.
 *
 * @throws InvalidFigureError at its `dtype`, `bdata` or `shape`
 */
export function decodeArray({ dtype, bdata, shape }: EncodedArray, path: string): unknown {
  const Kind = kindOf(dtype, path);
  const size = Kind.BYTES_PER_ELEMENT;
  if (typeof bdata !== 'string' || bdata.length % 4 !== 0 || !BASE64.test(bdata)) {
    throw new InvalidFigureError(`${path}.bdata`, 'is not base64');
  }
  const { buffer } = Uint8Array.from(Buffer.from(bdata, 'base64'));
  const bytes = buffer.byteLength;
  if (bytes % size !== 0) {
    throw new InvalidFigureError(
      `${path}.bdata`,
      `has ${bytes} bytes, which is not a multiple of the ${size} bytes of a number`,
    );
  }
  const lengths = shape === undefined ? [bytes / size] : lengthsOf(shape, path);
  const count = lengths.reduce((product, length) => product * length, 1);
  if (bytes !== count * size) {
    throw new InvalidFigureError(
      `${path}.bdata`,
      `has ${bytes / size} numbers, but its shape needs ${count}`,
    );
  }
  // A shape of a billion empty rows costs nothing to write down.
  return count === 0 ? [] : cut(new Kind(buffer), lengths);
}
