import { expect, it } from 'vitest';
import { CellError, ClaimsBrokenError } from '../../../runner/src/errors.js';
import { partialNotebook } from '../../../runner/src/run/partial.js';
import { code, markdown, notebook } from '../support/notebooks.js';

const book = notebook([markdown('# Title'), code('1'), code('boom', { tags: ['kept'] })]);
const scrub = (text: string): string => text.replaceAll('/clone/', '');

it('says at the top that and where a run failed, and marks the cell', () => {
  const error = new CellError(
    { notebook: 'n.ipynb', number: 3, id: 'c3' },
    2,
    'Error',
    'no file /clone/data/x.csv ```',
  );
  const { cells } = partialNotebook(book, error, scrub);
  expect(cells.map(({ id }) => id)).toEqual(['run-failed', 'c1', 'c2', 'run-stopped-here', 'c3']);
  expect(cells[0]?.source).toBe(
    [
      '> **This run failed.** The outputs below were produced before it stopped. It stopped in [cell 3](#run-stopped-here), `c3`.',
      '>',
      '> ````',
      '> n.ipynb, cell 3 (c3), line 2: Error: no file data/x.csv ```',
      '> ````',
    ].join('\n'),
  );
  expect(cells[3]?.source).toContain('<span id="run-stopped-here"></span>');
  expect(cells[4]?.metadata['tags']).toEqual(['kept', 'run-failed']);
  expect(book.cells[2]?.metadata['tags']).toEqual(['kept']);
});

it('names no cell when none failed', () => {
  const { cells } = partialNotebook(
    book,
    new ClaimsBrokenError('n.ipynb', [{ kind: 'finding', text: 'Gini is 0.31' }]),
    scrub,
  );
  expect(cells.map(({ id }) => id)).toEqual(['run-failed', 'c1', 'c2', 'c3']);
  expect(cells[0]?.source).toContain('>   - Gini is 0.31');
});
