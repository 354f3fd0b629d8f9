/** What a page cannot show is named: nothing of a notebook goes without a word. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { outputHtml } from '../../../runner/src/html/cells/output.js';
import { markdownContent } from '../../../runner/src/html/content.js';
import { PageContext } from '../../../runner/src/html/context.js';
import type { JsonValue } from '../../../runner/src/json.js';
import { outputMarkdown } from '../../../runner/src/markdown/output.js';
import type { Output } from '../../../runner/src/nbformat/index.js';
import { terminalText } from '../../../runner/src/text/terminal.js';

const page = () => new PageContext({ notebookFile: 'x.ipynb' }, 'en');
const output = (data: Record<string, JsonValue>): Output => ({
  output_type: 'display_data',
  data,
  metadata: {},
});
const both = (data: Record<string, JsonValue>): [string, string] => [
  outputHtml(output(data), page()),
  outputMarkdown(output(data), { pictures: new Map() }) ?? '',
];
const prose = (source: string): string => markdownContent(source, new Map(), page());

describe('an output', () => {
  it.each<[string, Record<string, JsonValue>, string]>([
    ['JSON', { 'application/json': { orders: [1, 2] } }, 'orders'],
    [
      'JSON of IPython',
      { 'application/json': { a: 7 }, 'text/plain': '<IPython.core.display.JSON object>' },
      '7',
    ],
    ['GeoJSON', { 'application/geo+json': { type: 'Point' } }, 'Point'],
    ['a widget', { 'application/vnd.jupyter.widget-view+json': { model_id: 'x' } }, 'widget-view+json'],
    ['a script', { 'application/javascript': 'draw()' }, 'application/javascript'],
    ['HTML that a script fills', { 'text/html': '<div id="c"></div><script>draw()</script>' }, 'text/html'],
    ['a document', { 'application/pdf': 'JVBERi0=' }, 'application/pdf'],
  ])('of %s is shown or named', (_, data, wanted) => {
    const [html, markdown] = both(data);
    expect(html).toContain(wanted);
    expect(markdown).toContain(wanted === 'text/html' ? 'draw()' : wanted);
  });

  it('of any type leaves a trace', () => {
    const mime = fc.constantFrom('text/html', 'text/plain', 'application/json', 'model/x', 'text/latex');
    const content = fc.oneof(fc.constantFrom('<script>1</script>', '<p></p>', 'x', '1'), fc.jsonValue());
    fc.assert(
      fc.property(fc.dictionary(mime, content, { minKeys: 1 }), (data) => {
        const said = Object.values(data).some((each) => typeof each !== 'string' || each.trim() !== '');
        const plain = JSON.parse(JSON.stringify(data)) as Record<string, JsonValue>;
        for (const shown of both(plain)) expect(shown !== '').toBe(said);
      }),
      { numRuns: 100 },
    );
  });

  it('of HTML says that a part of it is missing', () => {
    expect(both({ 'text/html': '<p>Map</p><iframe src="x"></iframe>' })[0]).toContain('is not shown here');
    expect(both({ 'text/html': '<p>Map</p>' })[0]).not.toContain('is not shown here');
  });
});

describe('TeX', () => {
  it('with bars is whole in the cell of a table', () => {
    const html = prose('| Name | Value |\n|---|---|\n| absolute | $|x|$ |\n| given | $P(A|B)$ and $5 |\n');
    expect(html.match(/<td/g)).toHaveLength(4);
    expect(html.match(/<math/g)).toHaveLength(2);
    expect(html).toContain('and $5');
  });

  it('with blanks is TeX, and prices are not', () => {
    expect(prose('With $ a_1 + b_1 $ and $ x*y*z $.').match(/<math/g)).toHaveLength(2);
    expect(prose('I pay $ 5 and you $ 6, or $5 and $6.')).not.toContain('<math');
  });

  it('does not change the bars of anything else', () => {
    expect(prose('`$a|b$` $5|$6\n\n```\n$a|b$\n```')).toContain('$a|b$\n');
    expect(prose('| a | $5 | $6 |\n|---|---|---|\n| 1 | 2 | 3 |').match(/<th/g)).toHaveLength(4);
  });
});

describe('a carriage return', () => {
  it.each([
    ['10 %\r100 %\n', '100 %\n'],
    ['abcdef\rxy', 'xycdef'],
    ['done\r\n', 'done\n'],
    ['long line\r\u001b[Kshort', 'short'],
    ['ab\b\bx', 'xb'],
    ['a\n\rb', 'a\nb'],
    ['\u001b[31mred\u001b[0m\rok', 'ok\u001b[0m\u001b[31md\u001b[0m'],
  ])('%j shows as %j', (text, shown) => {
    expect(terminalText(text)).toBe(shown);
  });

  it('is applied in markdown and on pages', () => {
    const stream: Output = { output_type: 'stream', name: 'stdout', text: '10 %\r20 %\r100 %\n' };
    expect(outputMarkdown(stream, { pictures: new Map() })).toBe('```text\n100 %\n```');
    expect(outputHtml(stream, page())).toContain('>100 %<');
  });
});
