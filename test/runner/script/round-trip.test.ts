import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cell } from '../../../runner/src/nbformat/index.js';
import { languageOfScript } from '../../../runner/src/script/languages.js';
import { parseScript } from '../../../runner/src/script/read.js';
import { notebookScript } from '../../../runner/src/script/write.js';
import { anyObject, anySource, anyTitle } from '../support/arbitrary.js';
import { notebook } from '../support/notebooks.js';

const metadata = fc.oneof(
  anyObject,
  fc.tuple(anyObject, anyTitle).map(([object, title]) => ({ ...object, title })),
);
const id = fc.oneof(fc.constant(''), fc.stringMatching(/^[a-zA-Z0-9_-]{1,8}$/));
const cell: fc.Arbitrary<Cell> = fc
  .record({ type: fc.constantFrom('code', 'markdown', 'raw'), id, metadata, source: anySource })
  .map(({ type, ...rest }): Cell =>
    type === 'code'
      ? { cell_type: 'code', ...rest, execution_count: null, outputs: [] }
      : { cell_type: type === 'raw' ? 'raw' : 'markdown', ...rest },
  );
const cells = fc
  .uniqueArray(cell, { maxLength: 5, selector: (each) => each.id || {} })
  .map((list) => list.map((each, index) => ({ ...each, id: each.id || `cell-0${index + 1}` })));

describe.each(['a.ts', 'a.py', 'a.sql', 'a.rs'])('a notebook as %s', (file) => {
  const language = languageOfScript(file);
  if (language === undefined) throw new Error(file);

  it('comes back with the same cells, ids, metadata and sources', () => {
    fc.assert(
      fc.property(cells, anyObject, (list, about) => {
        const original = notebook(list, about);
        const script = notebookScript(original, language);
        expect(parseScript(script, language, file).notebook).toEqual(original);
      }),
      { numRuns: 500 },
    );
  });

  it('is the same script again, and with CRLF the same notebook', () => {
    fc.assert(
      fc.property(cells, (list) => {
        const plain = list.filter(({ source }) => !source.includes('\r'));
        const script = notebookScript(notebook(plain), language);
        const back = parseScript(script, language, file).notebook;
        expect(notebookScript(back, language)).toBe(script);
        expect(parseScript(script.replaceAll('\n', '\r\n'), language, file).notebook).toEqual(back);
      }),
    );
  });
});
