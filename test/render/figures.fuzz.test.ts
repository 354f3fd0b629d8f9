import fc from 'fast-check';
import { RenderError, Renderer, type Figure } from 'plotly-static';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { anyFigure } from './any-figure.js';
import { expectWellFormed } from './well-formed.js';

let renderer: Renderer;
beforeAll(async () => {
  renderer = await Renderer.create();
});
afterAll(() => {
  renderer.dispose();
});

/** The picture, or the words with which the figure is refused. */
const drawn = (figure: Figure): Promise<string | RenderError> =>
  renderer.svg(figure).catch((error: unknown) => {
    if (error instanceof RenderError) return error;
    throw error;
  });

test('any figure is drawn, twice the same and without a trace of what is no number, or refused by name', async () => {
  await fc.assert(
    fc.asyncProperty(anyFigure, async (figure) => {
      const first = await drawn(figure);
      const second = await drawn(figure);
      expect(String(second)).toBe(String(first));
      if (typeof first !== 'string') return;
      expectWellFormed(first);
      expect(first).not.toMatch(/ (?!class)[\w-]+="[^"]*(?:NaN|undefined|Infinity)/);
    }),
    { numRuns: 15 },
  );
}, 300_000);
