import { describe, expect, it } from 'vitest';
import { notebookMarkdown } from '../../../runner/src/markdown/document.js';
import { fence, image } from '../../../runner/src/markdown/fence.js';
import type { Output, RichOutput } from '../../../runner/src/nbformat/index.js';
import { code, markdown, notebook } from '../support/notebooks.js';

const shown = (data: RichOutput['data']): RichOutput => ({ output_type: 'display_data', data, metadata: {} });
const figure = shown({ 'application/vnd.plotly.v1+json': {}, 'text/plain': '[figure]' });
const html = shown({ 'text/html': '<table></table>', 'text/plain': 'a | b' });
const both = shown({ 'text/html': '<b>x</b>', 'text/markdown': '| a |\n| - |\n| 1 |\n', 'text/plain': 'a' });
const onlyHtml = shown({ 'text/html': '<b>x</b>' });
const claim = shown({
  'application/vnd.claim.v1+json': { text: 'Gini is 0.31.', verdict: 'holds', ok: true },
});
const printed: Output = { output_type: 'stream', name: 'stdout', text: 'one\n```\ntwo\n' };
const blank: Output = { output_type: 'stream', name: 'stderr', text: '\n' };
const error: Output = {
  output_type: 'error',
  ename: 'Error',
  evalue: 'boom',
  traceback: ['Error: boom', '    at cell 3:1:7'],
};

const book = notebook([
  markdown('# Portrait\n\nSee ![map](../figures/map.png).\n'),
  code("let users = 'a';", { tags: ['parameters'] }),
  code('users = "b";', { tags: ['injected-parameters'] }),
  code('hidden input', { tags: ['hide-input'] }, [both]),
  code('folded input', { jupyter: { source_hidden: true } }, [html]),
  code('all hidden', { tags: ['hide'] }, [printed]),
  code('show(`x`);', {}, [printed, blank, figure]),
  code('', {}, [onlyHtml, claim]),
  { ...markdown('raw latex'), cell_type: 'raw' },
  { ...markdown('raw *markdown*', { raw_mimetype: 'text/markdown' }), cell_type: 'raw' },
  code('throw', {}, [error]),
]);

describe('notebookMarkdown', () => {
  it('is the same in memory as in a file, whatever is printed', () => {
    const half = code('a', {}, [{ output_type: 'stream', name: 'stdout', text: '<\ud800>' }]);
    const options = { notebookFile: 'a.ipynb', language: 'typescript', pictures: new Map() };
    expect(notebookMarkdown(notebook([half]), options)).toContain('<\ufffd>');
  });

  it('folds long code away, but not the parameters', () => {
    const long = Array.from({ length: 5 }, (_, line) => `line ${line}`).join('\n');
    const render = (tags: string[]) =>
      notebookMarkdown(notebook([code(long, { tags })]), {
        notebookFile: 'x.ipynb',
        language: 'typescript',
        pictures: new Map(),
      });
    expect(render([])).toContain('<details>\n<summary>Code</summary>\n\n```typescript\nline 0');
    expect(render([])).toContain('line 4\n```\n\n</details>');
    expect(render(['parameters'])).not.toContain('<details>');
  });

  it('writes links and pictures as they lead from elsewhere, not those in code', () => {
    const prose =
      '[a](b.md) `[c](d.md)` <a href="e.md">e</a> ![f](g.png "h")\n\n[i]: j.md\n\n```\n[k](l.md)\n```';
    const link = (href: string): string => `../x/${href}`;
    const output = shown({ 'text/markdown': '[m](n.md)' });
    const options = { notebookFile: 'x.ipynb', language: 'typescript', pictures: new Map(), link };
    expect(notebookMarkdown(notebook([markdown(prose), code('', {}, [output])]), options)).toBe(
      '<!-- Generated from x.ipynb by nbconvert-ts-runner; do not edit. -->\n\n' +
        '[a](../x/b.md) `[c](d.md)` <a href="../x/e.md">e</a> ![f](../x/g.png "h")\n\n[i]: ../x/j.md\n\n' +
        '```\n[k](l.md)\n```\n\n[m](../x/n.md)\n',
    );
  });

  it('says its own words in the language it is told', () => {
    const cells = [code('a', { jupyter: { source_hidden: true } }), code('', {}, [claim])];
    const options = { notebookFile: 'x.ipynb', language: 'typescript', pictures: new Map(), lang: 'zh' };
    const text = notebookMarkdown(notebook(cells), options);
    expect(text).toContain('<summary>代码</summary>');
    expect(text).toContain('Gini is 0.31. (成立)');
  });

  it('gives the golden document', async () => {
    const pictures = new Map<Output, { alt: string; path: string }>([
      [figure, { alt: 'Ages [years] of *all* users', path: '../figures/02 portrait/年龄.png' }],
    ]);
    const text = notebookMarkdown(book, {
      notebookFile: '02--portrait.ipynb',
      language: 'typescript',
      pictures,
    });
    await expect(text).toMatchFileSnapshot('golden/portrait.md');
  });
});

it('a fence is longer than any run of backticks inside', () => {
  expect(fence('a ```` b\n', 'text')).toBe('`````text\na ```` b\n`````');
});

it('an image escapes its alt text and encodes its address', () => {
  expect(image('a\n[b] <c>', 'x/a (1).png')).toBe('![a \\[b\\] \\<c\\>](x/a%20%281%29.png)');
});
