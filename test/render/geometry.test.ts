import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Box } from '../../render/src/geometry/box.js';
import { inverse, multiply, parseTransform } from '../../render/src/geometry/matrix.js';
import { pathBox } from '../../render/src/geometry/path-box.js';
import { pathLength, pointAtLength } from '../../render/src/geometry/path-length.js';

const sides = ({ left, top, right, bottom }: Box) => [left, top, right, bottom];

function expectBox(d: string, expected: readonly number[]): void {
  sides(pathBox(d)).forEach((side, index) => {
    expect(side).toBeCloseTo(expected[index] ?? Number.NaN, 2);
  });
}

describe('path boxes', () => {
  test.each([
    ['lines, absolute and relative', 'M10,20L30,5l-25,40H40v-50Z', [5, -5, 40, 45]],
    ['a repeated move is a line', 'M0,0 10,10 20,0', [0, 0, 20, 10]],
    // B(1/2) of (0,0) (0,40) (40,40) (40,0): y = 3/8·40 + 3/8·40 = 30.
    ['a cubic reaches its turning point, not its control points', 'M0,0C0,40 40,40 40,0', [0, 0, 40, 30]],
    ['a smooth cubic mirrors the control point', 'M0,0C0,40 40,40 40,0S80,-40 80,0', [0, -30, 80, 30]],
    // Vertex of a quadratic through (0,0) (20,40) (40,0): half the control height.
    ['a quadratic', 'M0,0Q20,40 40,0T80,0', [0, -20, 80, 20]],
    ['a full circle of two arcs', 'M10,0A10,10 0 1 1 -10,0A10,10 0 1 1 10,0Z', [-10, -10, 10, 10]],
    ['arc flags without separators', 'M10,0A10 10 0 01-10 0', [-10, 0, 10, 10]],
    // An ellipse turned by 45°: half extent √((30² + 10²)/2) = 22.3607.
    [
      'a turned ellipse',
      'M21.2132,21.2132A30,10 45 1 1 -21.2132,-21.2132A30,10 45 1 1 21.2132,21.2132',
      [-22.3607, -22.3607, 22.3607, 22.3607],
    ],
    ['exponents', 'M1e1,2E1L-1.5e+1,.5', [-15, 0.5, 10, 20]],
  ])('%s', (_, d, expected) => {
    expectBox(d, expected);
  });

  test('an empty path has an empty box', () => {
    expect(pathBox(null).isEmpty).toBe(true);
    expect(pathBox('').toRect()).toMatchObject({ x: 0, y: 0, width: 0, height: 0 });
  });

  test('whatever the points, a polyline stays inside its box', () => {
    const point = fc.tuple(fc.integer({ min: -1000, max: 1000 }), fc.integer({ min: -1000, max: 1000 }));
    fc.assert(
      fc.property(fc.array(point, { minLength: 1 }), (points) => {
        const box = pathBox(`M${points.map((pair) => pair.join(',')).join('L')}`);
        const xs = points.map(([x]) => x);
        const ys = points.map(([, y]) => y);
        expect(sides(box)).toEqual([Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]);
      }),
    );
  });
});

test('lengths along a path', () => {
  expect(pathLength('M0,0H30V40')).toBe(70);
  expect(pathLength('M0,0H30M100,100V110')).toBe(40);
  expect(pathLength('M10,0A10,10 0 0 1 -10,0')).toBeCloseTo(Math.PI * 10, 2);
  expect(pointAtLength('M0,0H30V40', 50)).toEqual({ x: 30, y: 20 });
  expect(pointAtLength('M0,0H30V40', 1000)).toEqual({ x: 30, y: 40 });
  expect(pointAtLength('M5,6', 3)).toEqual({ x: 5, y: 6 });
});

test('transforms apply from right to left', () => {
  const box = new Box();
  box.addRect(0, 0, 10, 20);
  const moved = new Box();
  moved.addBox(box, parseTransform('translate(100,50) rotate(90) scale(2)'));
  expect(sides(moved).map((side) => Math.round(side))).toEqual([60, 50, 100, 70]);
});

test('a transform and its inverse leave every point where it was', () => {
  const number = fc.double({ min: -100, max: 100, noNaN: true });
  const turn = fc.tuple(number, number, number, fc.double({ min: 0.1, max: 10, noNaN: true }));
  fc.assert(
    fc.property(turn, ([x, y, degrees, scale]) => {
      const matrix = parseTransform(`translate(${x},${y}) rotate(${degrees}) scale(${scale})`);
      const back = inverse(matrix);
      if (back === undefined) expect.fail('it does not flatten the plane');
      const { a, b, c, d, e, f } = multiply(back, matrix);
      [a - 1, b, c, d - 1, e, f].forEach((rest) => {
        expect(Math.abs(rest)).toBeLessThan(1e-6);
      });
    }),
  );
  expect(inverse(parseTransform('scale(0)'))).toBeUndefined();
});
