import { describe, expect, it } from 'vitest';
import { markdownContent, outputContent } from '../../../runner/src/html/content.js';
import { PageContext } from '../../../runner/src/html/context.js';
import type { HtmlOptions } from '../../../runner/src/html/options.js';

const page = (options: Partial<HtmlOptions> = {}, lang = 'en'): PageContext =>
  new PageContext({ notebookFile: 'x.ipynb', ...options }, lang);
const prose = (source: string, context = page()): string => markdownContent(source, new Map(), context);

describe('headings', () => {
  it('have ids as code hosts make them, of any script, each once', () => {
    const context = page();
    const html = prose('# 用户画像 · Who?\n\n## Age\n\n## Age\n\n## `a` & **b**\n\n## ***\n', context);
    expect(context.toc.map(({ id }) => id)).toEqual(['用户画像--who', 'age', 'age-1', 'a--b', 'section']);
    expect(html).toContain('<h2 id="age-1">Age</h2>');
  });

  it('skip no level', () => {
    const context = page();
    expect(prose('### a\n\n##### b\n\n# c\n\n### d', context)).toMatch(/<h1[^]*<h2[^]*<h1[^]*<h2/);
    expect(context.toc.map(({ level }) => level)).toEqual([1, 2, 1, 2]);
  });

  it('are no sections of the page within an output', () => {
    const context = page();
    expect(outputContent('<h1>Big</h1>', context)).toBe('<p class="heading">Big</p>');
    expect(context.toc).toEqual([]);
  });
});

describe('links', () => {
  it('within the page follow its ids, however they are written', () => {
    const html = prose(
      '[a](#Some-Heading) [b](#some-heading) [c](#%E5%B9%B4%E9%BE%84)\n\n<a name="Here"></a>[d](#Here)\n\n# Some Heading',
    );
    expect(html.match(/href="[^"]*"/g)).toEqual([
      'href="#some-heading"',
      'href="#some-heading"',
      'href="#年龄"',
      'href="#here"',
    ]);
    expect(html).toContain('<a id="here">');
  });

  it('between notebooks go where the options say', () => {
    const context = page({ link: (href) => (href === '02.ipynb' ? '02.html' : undefined) });
    expect(prose('[a](02.ipynb) [b](data.csv)', context)).toContain(
      '<a href="02.html">a</a> <a href="data.csv">b</a>',
    );
  });
});

describe('tables', () => {
  it('scroll in a region named by the caption and say what each heading heads', () => {
    const html = outputContent(
      '<table><caption>Users</caption><thead><tr><th></th><th>n</th></tr></thead><tbody><tr><th>East</th><td>3</td></tr></tbody></table>',
      page(),
    );
    expect(html).toBe(
      '<div class="table" role="region" tabindex="0" aria-label="Users"><table><caption>Users</caption>' +
        '<thead><tr><td></td><th scope="col">n</th></tr></thead><tbody><tr><th scope="row">East</th><td>3</td></tr></tbody></table></div>',
    );
  });

  it('without caption are numbered, and those with the same caption told apart', () => {
    const context = page({}, 'zh-CN');
    const table = '| a |\n| - |\n| 1 |\n';
    expect(prose(table, context)).toContain('aria-label="表1"');
    expect(prose(table, context)).toContain('aria-label="表2"');
    const captioned = '<table><caption>A</caption><tr><td>1</td></tr></table>';
    expect(outputContent(captioned + captioned, context)).toMatch(/aria-label="A"[^]*aria-label="A \(2\)"/);
  });

  it('colored by hand keep the white ground their colors were chosen for', () => {
    expect(
      outputContent('<table><tr><td style="background-color: #fee">1</td></tr></table>', page()),
    ).toContain('class="table paper"');
  });
});

describe('markdown', () => {
  it('sets TeX as MathML and leaves prices alone', () => {
    const html = prose('Let $x^2$ cost $5 or $6.\n\n$$\n- a\n\n= b\n$$\n\n\\begin{align}a&=b\\end{align}');
    expect(html.match(/<math/g)).toHaveLength(3);
    expect(html.match(/display="block"/g)).toHaveLength(2);
    expect(html).toContain('cost $5 or $6.');
    expect(html).not.toContain('<li>');
  });

  it('shows wrong TeX as it was written', () => {
    expect(prose('$\\frac{<b$')).toContain('<code>\\frac{&#x3C;b</code>');
  });

  it('colors code of a language it knows', () => {
    expect(prose('```python\ndef f(): pass\n```')).toContain('<span class="hljs-keyword">def</span>');
    expect(prose('```nonsense\na < b\n```')).toContain('a &#x3C; b');
  });

  it('gives task lists a sign with a name', () => {
    expect(prose('- [x] a\n- [ ] b\n\n  c')).toMatch(
      /aria-label="done">☑<\/span>[^]*a[^]*aria-label="to do">☐<\/span>[^]*b/,
    );
  });

  it('embeds attachments and files, and names what cannot be embedded', () => {
    const context = page({
      image: (path) => (path === 'a b.png' ? 'data:image/png;base64,AA==' : undefined),
    });
    const html = markdownContent(
      '![x](attachment:p.png) ![y](a%20b.png) ![z](gone.png)',
      new Map([['p.png', 'data:image/png;base64,BB==']]),
      context,
    );
    expect(html.trim()).toBe(
      '<p><img src="data:image/png;base64,BB==" alt="x"> <img src="data:image/png;base64,AA==" alt="y"> <em>z</em></p>',
    );
  });
});
