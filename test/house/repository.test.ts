import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

interface Notebook {
  readonly cells: readonly { readonly cell_type: string; readonly source: readonly string[] }[];
}

const notebooks = readdirSync('notebooks').filter((name) => name.endsWith('.ipynb'));

describe('the repository', () => {
  it('has a lock file without download addresses', () => {
    expect(readFileSync('package-lock.json', 'utf-8')).not.toMatch(/"resolved": "https?:/);
  });

  it.each(notebooks)('types no number in the prose of %s', (name) => {
    const { cells } = JSON.parse(readFileSync(join('notebooks', name), 'utf-8')) as Notebook;
    const prose = cells
      .filter((cell) => cell.cell_type === 'markdown')
      .flatMap((cell) => cell.source)
      // The notebook's own number stands in its title.
      .filter((line) => !line.startsWith('# '))
      .join('')
      // Names of code, and of the files that links lead to.
      .replace(/`[^`]*`|\]\([^)]*\)/g, '');
    expect(prose.match(/[^\n]*\p{Number}[^\n]*/gu) ?? []).toEqual([]);
  });
});
