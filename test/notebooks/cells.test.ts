import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

interface Notebook {
  readonly cells: readonly { readonly cell_type: string; readonly source: string | readonly string[] }[];
}

/** Cells are read by people: what is longer belongs in the library. */
const MOST_LINES_OF_A_CELL = 12;
/** Of a notebook, on average. */
const MOST_LINES = 170;

const FOLDER = 'notebooks';
const names = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.ipynb'))
  .sort();

/** The lines of each code cell with anything in it, in order. */
function codeCells(name: string): (readonly string[])[] {
  const { cells } = JSON.parse(readFileSync(join(FOLDER, name), 'utf-8')) as Notebook;
  return cells
    .filter((cell) => cell.cell_type === 'code')
    .map(({ source }) => (typeof source === 'string' ? source : source.join('')).trim())
    .filter((source) => source !== '')
    .map((source) => source.split('\n'));
}

describe('the code cells of the notebooks', () => {
  it.each(names)('are short in %s', (name) => {
    const long = codeCells(name)
      .map((lines, index) => ({ cell: index + 1, lines: lines.length, starts: lines[0] }))
      .filter(({ lines }) => lines > MOST_LINES_OF_A_CELL);
    expect(long).toEqual([]);
  });

  it('are few lines in all', () => {
    const lines = names.map((name) => codeCells(name).flat().length);
    expect(names.length).toBeGreaterThan(0);
    expect(lines.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(MOST_LINES * names.length);
  });
});
