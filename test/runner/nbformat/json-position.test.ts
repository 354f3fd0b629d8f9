import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonErrorPosition } from '../../../runner/src/nbformat/json-position.js';

describe('jsonErrorPosition', () => {
  it.each([
    ['{"a" 1}', 1, 6],
    ['{"a": 1,}', 1, 9],
    ['[1, 2', 1, 6],
    ['{"a": "b\nc"}', 1, 9],
    ['{"a": "\\x"}', 1, 8],
    ['{"a": 1} x', 1, 10],
    ['{\n\n  a: 1}', 3, 3],
    ['[1 2]', 1, 4],
    ['{"a": 01}', 1, 8],
    ['nul', 1, 1],
  ])('%j breaks at %i:%i', (text, line, column) => {
    expect(() => JSON.parse(text) as unknown).toThrow();
    expect(jsonErrorPosition(text)).toEqual({ line, column });
  });

  it('finds the cut of any JSON text that ends too early', () => {
    const nested = fc.jsonValue().map((value) => JSON.stringify([value], null, 1));
    fc.assert(
      fc.property(nested, fc.nat(), (text, at) => {
        const cut = text.slice(0, at % text.length);
        const { line, column } = jsonErrorPosition(cut);
        const lines = cut.split('\n');
        expect(line).toBeLessThanOrEqual(lines.length);
        expect(column).toBeLessThanOrEqual((lines[line - 1]?.length ?? 0) + 1);
      }),
    );
  });
});
