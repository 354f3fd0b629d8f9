/** Any valid notebook becomes markdown and a page: always the same, and nothing of it can run. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { notebookHtml } from '../../../runner/src/html/page.js';
import { notebookMarkdown } from '../../../runner/src/markdown/document.js';
import { parseNotebook, type Notebook } from '../../../runner/src/nbformat/index.js';
import { anyNotebookFile } from '../support/arbitrary.js';

const hostile = fc.constantFrom(
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '[a](javascript:alert(1))',
  '| a |\n|---|\n| $P(A|B)$ |',
  '$$\n\\frac{1}{\n$$',
  '10%\r100%\n',
  '<b>'.repeat(50),
  '```\nopen',
  '\u001b[31mred',
  '![x](attachment:none.png)',
  '</main></body></html>',
);
const hostileCells = fc.array(
  fc.tuple(fc.constantFrom('markdown', 'raw', 'code'), hostile, hostile).map(([type, source, shown]) => ({
    cell_type: type,
    metadata: {},
    source,
    ...(type === 'code' && {
      execution_count: null,
      outputs: [
        { output_type: 'stream', name: 'stdout', text: shown },
        { output_type: 'display_data', data: { 'text/html': shown, 'text/markdown': shown }, metadata: {} },
        { output_type: 'error', ename: shown, evalue: shown, traceback: [shown] },
      ],
    }),
  })),
  { maxLength: 3 },
);
const anyNotebook = fc.tuple(anyNotebookFile, hostileCells).map(([file, cells]): Notebook => {
  const own = (file['cells'] ?? []) as readonly object[];
  const all = [...own, ...cells].map((cell, n) => ({ ...cell, id: `c${n}` }));
  return parseNotebook(JSON.stringify({ ...file, nbformat_minor: 5, cells: all }), 'x.ipynb');
});

const markdown = (book: Notebook) =>
  notebookMarkdown(book, { notebookFile: 'x.ipynb', language: 'typescript', pictures: new Map() });
const page = (book: Notebook) => notebookHtml(book, { notebookFile: 'x.ipynb' });

it('any notebook becomes markdown and a page', () => {
  fc.assert(
    fc.property(anyNotebook, (book) => {
      expect(markdown(book)).toBe(markdown(book));
      const html = page(book);
      expect(page(book)).toBe(html);
      const main = html.slice(html.indexOf('<main'), html.indexOf('</main>'));
      expect(main).not.toMatch(/<script|<[^>]*\son\w+=|<[^>]*href="?\s*javascript:/i);
      expect(html.match(/<\/main>/g)).toHaveLength(1);
    }),
    { numRuns: 60 },
  );
}, 120_000);
