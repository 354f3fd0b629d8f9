import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import { compareFigures } from '../../../../runner/src/check/compare/figure.js';
import { compareJson } from '../../../../runner/src/check/compare/json.js';
import { comparePng } from '../../../../runner/src/check/compare/pixels.js';
import { EXACT } from '../../../../runner/src/check/rules.js';
import { png } from '../support.js';

describe('data of figures', () => {
  it('are told by their path', () => {
    const figure = (y: number[], title: string) => ({
      data: [{ type: 'bar', y }],
      layout: { title: { text: title }, 'x y': 1 },
    });
    expect(compareFigures(figure([1, 2, 3], 'a'), figure([1, 5, 3], 'b'), EXACT)).toMatchObject({
      kind: 'figure-data',
      items: [
        { path: 'data[0].y[1]', expected: '2', actual: '5' },
        { path: 'layout.title.text', expected: '"a"', actual: '"b"' },
      ],
    });
    expect(compareFigures(figure([1], ''), figure([1, 2], ''), EXACT)?.items).toEqual([
      { path: 'data[0].y', expected: '1 value', actual: '2 values' },
    ]);
    expect(
      compareFigures(figure([100], ''), figure([101], ''), { ...EXACT, tolerance: 0.01 }),
    ).toBeUndefined();
  });

  it('that plotly.py packs are read', () => {
    const packed = (values: number[]) => ({
      data: [{ y: { dtype: 'f8', bdata: Buffer.from(new Float64Array(values).buffer).toString('base64') } }],
    });
    expect(compareFigures(packed([1, 2]), packed([1, 2.5]), EXACT)?.items).toEqual([
      { path: 'data[0].y[1]', expected: '2', actual: '2.5' },
    ]);
    expect(compareFigures(packed([1]), { data: [{ y: [1] }] }, EXACT)).toBeUndefined();
  });

  it('that one side lacks are told', () => {
    expect(compareJson({ a: 1, 'b c': null }, { a: 1 }, EXACT)).toEqual([
      { path: '["b c"]', expected: 'null' },
    ]);
    expect(compareJson([1], { 0: 1 }, EXACT)).toHaveLength(1);
    expect(compareJson({}, JSON.parse('{"__proto__": 1}') as { a: number }, EXACT)).toHaveLength(1);
  });
});

describe('pictures', () => {
  const white = png(10, 10);

  it('are the same when their pixels are, however they are packed', () => {
    const repacked = PNG.sync.write(PNG.sync.read(Buffer.from(white)), { deflateLevel: 0 });
    expect(Buffer.from(white).equals(repacked)).toBe(false);
    expect(comparePng(white, repacked, EXACT, 'x.png')).toBeUndefined();
  });

  it('differ by one pixel that is one shade darker, and show which', () => {
    const found = comparePng(white, png(10, 10, [[3, 4, 254]]), EXACT, 'x.png');
    expect(found?.message).toBe('x.png: 1 of 100 pixels differ (1.0 %)');
    const marked = PNG.sync.read(Buffer.from(found?.pictures?.difference ?? []));
    const red = [...Array(100).keys()].filter((n) =>
      marked.data.subarray(4 * n, 4 * n + 3).equals(Buffer.from([255, 0, 0])),
    );
    expect(red).toEqual([43]);
  });

  it('may differ in shade and in a share of the pixels where that is allowed', () => {
    const [shade, dots] = [
      png(10, 10, [[3, 4, 250]]),
      png(10, 10, [
        [0, 0, 0],
        [5, 5, 0],
      ]),
    ];
    expect(
      comparePng(white, shade, { figure: 'all', pixels: { threshold: 0.1, share: 0 } }, 'x'),
    ).toBeUndefined();
    expect(
      comparePng(white, dots, { figure: 'all', pixels: { threshold: 0.1, share: 0.02 } }, 'x'),
    ).toBeUndefined();
    expect(
      comparePng(white, dots, { figure: 'all', pixels: { threshold: 0.1, share: 0.019 } }, 'x'),
    ).toBeDefined();
  });

  it('differ in size, and when one cannot be read', () => {
    expect(comparePng(white, png(10, 11), EXACT, 'x')?.message).toBe('x: size 10 × 10 -> 10 × 11');
    expect(comparePng(new Uint8Array(3), white, EXACT, 'x')?.message).toContain(
      'committed image is not a readable PNG',
    );
    expect(comparePng(white, new Uint8Array(3), EXACT, 'x')?.message).toContain(
      'fresh image is not a readable PNG',
    );
  });
});
