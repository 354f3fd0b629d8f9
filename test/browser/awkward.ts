import type { Cell, Notebook, Output } from 'nbconvert-ts-runner';
import type { JsonObject } from 'nbconvert-ts-runner';

const ESC = String.fromCharCode(27);

const markdown = (source: string): Cell => ({ cell_type: 'markdown', id: '', metadata: {}, source });
const code = (source: string, outputs: Output[]): Cell => ({
  cell_type: 'code',
  id: '',
  metadata: {},
  source,
  execution_count: 1,
  outputs,
});
const show = (data: JsonObject, metadata: JsonObject = {}): Output => ({
  output_type: 'display_data',
  data,
  metadata,
});
const html = (text: string): Output => show({ 'text/html': text });

const COLORS = [30, 31, 32, 33, 34, 35, 36, 37, 90, 91, 92, 93, 94, 95, 96, 97]
  .map((n) => `${ESC}[${n}mcolor ${n}${ESC}[0m`)
  .join(' ');
const WIDE = `<table border="1" class="dataframe"><thead><tr style="text-align: right;"><th></th>${'<th>a column</th>'.repeat(30)}</tr></thead><tbody><tr><th>0</th>${'<td>12,345.67</td>'.repeat(30)}</tr></tbody></table>`;

/** A notebook of what other people's notebooks hold: no order in the headings, wide tables, colors, broken markup. */
export const AWKWARD: Notebook = {
  metadata: { kernelspec: { display_name: 'Python 3', language: 'python', name: 'python3' } },
  cells: [
    markdown(
      '#### Begins deep\n\n| a | b |\n| - | -: |\n| $x^2$ | 2 |\n\n- [x] done\n- [ ] open\n\n> A quote, `code`, <kbd>Ctrl</kbd>\n\n![](gone.png) <img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">',
    ),
    markdown(
      '# 用户画像\n\n## 用户画像\n\n$$\\begin{pmatrix}a & b\\\\ c & d\\end{pmatrix}$$\n\n```python\nclass A(B):\n    """doc"""\n    @decorator\n    def f(self, x: int = 1) -> str:  # comment\n        return f"{x!r}" + r"\\d+" if x is None else True\n```\n\n```ts\nexport class A<T> extends B { readonly x = /re/g; /** doc */ f(@y z: number): void { return `a${this.x}` as any; } }\n```\n\n```diff\n+ a\n- b\n```',
    ),
    code('print("long")\n'.repeat(40), [
      {
        output_type: 'stream',
        name: 'stdout',
        text: `${COLORS}\n${'a long line '.repeat(60)}\n${'line\n'.repeat(80)}`,
      },
      { output_type: 'stream', name: 'stderr', text: 'UserWarning: careful\n' },
      {
        output_type: 'error',
        ename: 'ValueError',
        evalue: 'no',
        traceback: [`${ESC}[0;31mValueError${ESC}[0m: no`],
      },
    ]),
    code('df', [
      html(WIDE),
      html(WIDE),
      html(
        '<table><tr><th>x</th></tr><tr><td style="background-color: #fff7bc; color: #000">1</td></tr></table>',
      ),
      html(`<table><tr>${'<td><code>D-4.2.1-SHARE</code> of a sentence</td>'.repeat(8)}</tr></table>`),
      html('<div style="width: 1200px">wider than a phone</div>'),
      html('<h1>Within</h1><ul><li>open</ul></li><b>closed<table><td>x'),
      html('<svg width="20" height="20"><circle r="5"/></svg>'),
      show({ 'text/latex': '$\\displaystyle \\int_0^1 x$' }),
      show({
        'application/vnd.claim.v1+json': {
          text: 'It is so.',
          verdict: 'fails',
          expected: 'holds',
          ok: false,
        },
      }),
      show({
        'application/vnd.plotly.v1+json': {
          data: [{ type: 'mesh3d', x: [0, 1, 2], y: [0, 1, 0], z: [0, 0, 1] }],
          layout: {},
        },
      }),
      show({
        'application/vnd.plotly.v1+json': {
          data: [{ type: 'scatter', x: [1, 2], y: [3, 4] }],
          layout: { title: { text: 'Line' } },
        },
      }),
      show({
        'image/svg+xml':
          '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><rect width="9" height="9"/></svg>',
      }),
    ]),
  ].map((cell, index) => ({ ...cell, id: `c${index + 1}` })),
};
