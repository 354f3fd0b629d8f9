/** What a picture cannot show is told, and a box stands for what no font has. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Renderer, type Figure } from 'plotly-static';
import { bundledFace } from '../../render/src/text/font-face.js';

let renderer: Renderer;
beforeAll(async () => {
  renderer = await Renderer.create();
});
afterAll(() => {
  renderer.dispose();
});

const warningsOf = async (figure: Figure): Promise<string[]> => {
  const warnings: string[] = [];
  await renderer.svg(figure, { onWarning: (message) => warnings.push(message) });
  return warnings;
};

const lines = (count: number): object[] =>
  Array.from({ length: count }, (_, n) => ({ type: 'scatter', name: `line ${n}`, x: [1, 2], y: [n, 1] }));

const table = (rows: number): object => ({
  type: 'table',
  header: { values: ['a'] },
  cells: { values: [Array.from({ length: rows }, (_, n) => n)] },
});

describe('what is cut off', () => {
  test('a legend that plotly would scroll', async () => {
    expect(await warningsOf({ data: lines(60), layout: { height: 300 } })).toEqual([
      expect.stringMatching(/^layout\.legend: its last \d+ px are cut off; make the figure higher$/),
    ]);
    expect(await warningsOf({ data: lines(60), layout: { height: 2000 } })).toEqual([]);
    expect(await warningsOf({ data: lines(3), layout: { height: 300 } })).toEqual([]);
  });

  test('a second legend', async () => {
    const data = lines(60).map((line) => ({ ...line, legend: 'legend2' }));
    expect(await warningsOf({ data, layout: { height: 300, legend2: { x: 0.5 } } })).toEqual([
      expect.stringMatching(/^layout\.legend2: /),
    ]);
  });

  test('a table that plotly would scroll', async () => {
    expect(await warningsOf({ data: [table(100)] })).toEqual([
      expect.stringMatching(/^table: its last \d+ px of rows are cut off; make the figure higher$/),
    ]);
    expect(await warningsOf({ data: [table(3)] })).toEqual([]);
  });
});

describe('a character that no font has', () => {
  const outline = (text: string): string => bundledFace(400).outline(text, 20, 0, 20, 0);

  test.each(['臺', 'ก', '😀', 'ع', '한'])('%s is a box and is named', async (character) => {
    expect(outline(character)).toMatch(/^M[^M]+zM[^M]+z$/);
    expect(await warningsOf({ data: [], layout: { title: { text: character } } })).toEqual([
      expect.stringContaining(`for "${character}"`),
    ]);
  });

  test('others are drawn as before, and what is invisible stays so', () => {
    expect(outline('a臺')).toMatch(new RegExp(`^${outline('a').slice(0, 20).replace('.', '\\.')}`));
    expect(outline('\u200d\ufe0f')).toBe('');
  });
});
