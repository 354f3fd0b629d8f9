import { InvalidFigureError, Renderer } from 'plotly-static';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

let renderer: Renderer;
beforeAll(async () => {
  renderer = await Renderer.create();
});
afterAll(() => {
  renderer.dispose();
});

/** An array as plotly.py writes it. */
function encode(dtype: string, numbers: NodeJS.TypedArray, shape?: string | number) {
  const bdata = Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength).toString('base64');
  return { dtype, bdata, ...(shape === undefined ? {} : { shape }) };
}

describe('the same picture as from a list', () => {
  const numbers = [3, 1, 120, 7];
  test.each([
    ['i1', new Int8Array(numbers)],
    ['u1', new Uint8Array(numbers)],
    ['i2', new Int16Array(numbers)],
    ['uint16', new Uint16Array(numbers)],
    ['i4', new Int32Array(numbers)],
    ['u4', new Uint32Array(numbers)],
    ['f4', new Float32Array(numbers)],
    ['float64', new Float64Array(numbers)],
  ])('%s', async (dtype, array) => {
    const drawn = (y: unknown) =>
      renderer.svg({ data: [{ type: 'scatter', y, marker: { size: [9, 9, 9, 20] } }] });
    expect(await drawn(encode(dtype, array))).toBe(await drawn(numbers));
  });

  test.each(['3, 2', '3,2'])('rows and columns, shape %j', async (shape) => {
    const drawn = (z: unknown) => renderer.svg({ data: [{ type: 'heatmap', z }] });
    const grid = [
      [1, 2],
      [3, 4],
      [5, 9],
    ];
    expect(await drawn(encode('f8', new Float64Array(grid.flat()), shape))).toBe(await drawn(grid));
  });

  test.each([undefined, '0', '4000000000, 0'])('nothing, shape %j', async (shape) => {
    const drawn = (z: unknown) => renderer.svg({ data: [{ type: 'heatmap', z }] });
    expect(await drawn({ dtype: 'f8', bdata: '', shape })).toBe(await drawn([]));
  });

  test('NaN in it is a gap', async () => {
    const y = encode('f8', new Float64Array([1, 2, Number.NaN, 3, 4]));
    const svg = await renderer.svg({ data: [{ type: 'scatter', mode: 'lines', y }] });
    expect(svg.match(/<path class="js-line"/g)).toHaveLength(2);
    expect(svg).not.toContain('NaN');
  });
});

test('its points are counted', async () => {
  const warnings: string[] = [];
  const onWarning = (message: string) => warnings.push(message);
  const y = new Float64Array(20_001).map((_, index) => index % 97);
  const draw = (array: unknown) =>
    renderer.svg({ data: [{ type: 'scatter', mode: 'lines', y: array }] }, { onWarning });
  await draw(encode('f8', y.subarray(1)));
  await draw(encode('f8', y.subarray(1), 20_000));
  expect(warnings).toEqual([]);
  await draw(encode('f8', y));
  await draw(encode('f8', y, '20001'));
  expect(warnings.map((warning) => warning.split(',')[0])).toEqual([
    'data[0]: 20001 points',
    'data[0]: 20001 points',
  ]);
});

describe('one that cannot be decoded is refused by its path', () => {
  const good = encode('f8', new Float64Array([1, 2, 3, 4]));
  test.each<[string, object, string, RegExp]>([
    ['a kind plotly does not have', { ...good, dtype: 'i8' }, 'dtype', /one of i1, .* got "i8"/],
    ['a kind that is no text', { ...good, dtype: 8 }, 'dtype', /got 8/],
    ['a kind named like a method', { ...good, dtype: 'constructor' }, 'dtype', /got "constructor"/],
    ['letters that are not base64', { ...good, bdata: 'AAAA!AAA' }, 'bdata', /not base64/],
    ['data that are no text', { ...good, bdata: 5 }, 'bdata', /not base64/],
    ['base64 cut short', { ...good, bdata: good.bdata.slice(0, 33) }, 'bdata', /not base64/],
    [
      'a number cut short',
      { ...good, bdata: good.bdata.slice(0, 36) },
      'bdata',
      /27 bytes, .* of the 8 bytes/,
    ],
    [
      'fewer numbers than the shape',
      { ...good, shape: '3, 2' },
      'bdata',
      /4 numbers, but its shape needs 6$/,
    ],
    ['more numbers than the shape', { ...good, shape: 3 }, 'bdata', /4 numbers, but its shape needs 3$/],
    ['four dimensions', { ...good, shape: '1,1,2,2' }, 'shape', /got "1,1,2,2"/],
    ['a shape that is a list', { ...good, shape: [4] }, 'shape', /got \[4\]/],
    ['a negative shape', { ...good, shape: '-2, -2' }, 'shape', /got "-2, -2"/],
  ])('%s', async (_, y, where, problem) => {
    const drawing = renderer.svg({ data: [{ type: 'bar' }, { type: 'bar', marker: { size: 1 }, y }] });
    const error: unknown = await drawing.catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(InvalidFigureError);
    expect(error).toMatchObject({
      path: `data[1].y.${where}`,
      problem: expect.stringMatching(problem) as unknown,
    });
  });
});
