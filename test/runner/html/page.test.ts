import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { HtmlOptions } from '../../../runner/src/html/options.js';
import { notebookHtml } from '../../../runner/src/html/page.js';
import { drawPictures } from '../../../runner/src/html/pictures.js';
import { plotlySource } from '../../../runner/src/html/plotly.js';
import type { Notebook, Output, RichOutput } from '../../../runner/src/nbformat/index.js';
import { code, markdown, notebook } from '../support/notebooks.js';

const ESC = String.fromCharCode(27);
const rich = (data: RichOutput['data'], metadata: RichOutput['metadata'] = {}): RichOutput => ({
  output_type: 'display_data',
  data,
  metadata,
});
const claim = (verdict: string, ok: boolean): RichOutput =>
  rich({
    'application/vnd.claim.v1+json': { id: 'D-1', text: 'Gini < 0.4.', verdict, expected: 'holds', ok },
  });
const figure = rich(
  {
    'application/vnd.plotly.v1+json': {
      data: [{ type: 'bar', x: ['</script><script>'], y: [1] }],
      layout: {},
    },
  },
  { figure: { name: 'orders', alt: 'Orders: "East" leads' } },
);
const LONG = 'const a = 1;\n'.repeat(5);

const sample = (): Notebook =>
  notebook([
    markdown('# Orders & users\n\nSee [age](#age).'),
    code("let users = 'a.csv';", { tags: ['parameters'] }),
    code(LONG, {}, [
      { output_type: 'stream', name: 'stdout', text: '10%\r100%\n<done>\n' },
      { output_type: 'stream', name: 'stderr', text: `${ESC}[31mcareful${ESC}[0m\n` },
      rich({ 'text/html': '<b>x</b><script>pwn()</script>', 'text/plain': 'x' }),
      rich({ 'text/html': '<script>pwn()</script>', 'text/plain': 'plain instead' }),
      claim('holds', true),
      claim('fails', false),
      figure,
      {
        output_type: 'error',
        ename: 'TypeError',
        evalue: 'no <b>',
        traceback: [`${ESC}[1;31mTypeError${ESC}[0m`],
      },
    ]),
    code('collapsed();', { jupyter: { source_hidden: true } }),
    code('secret();', { tags: ['hide-input'] }, [rich({ 'text/latex': '$$x^2$$' })]),
    code('secret();', { tags: ['hide'] }),
    markdown('## Age'),
  ]);

const renderer = {
  render: () => Promise.resolve({ svg: '<svg width="760" height="440"></svg>', png: new Uint8Array() }),
};

async function page(options: Partial<HtmlOptions> = {}, content = sample()): Promise<string> {
  const pictures = await drawPictures(content, 'orders.ipynb', renderer);
  return notebookHtml(content, {
    notebookFile: 'orders.ipynb',
    pictures,
    plotly: { href: 'plotly.js' },
    ...options,
  });
}

describe('the page of a notebook', () => {
  it('is the golden one', async () => {
    const html = (await page())
      .replace(/<style>[^]*?<\/style>/, '<style>…</style>')
      .replace(/<script>[^]*?<\/script>/g, '<script>…</script>')
      .replace(/'sha256-[^']+'/g, "'sha256-…'");
    await expect(html).toMatchFileSnapshot('golden/orders.html');
  });

  it('gives the same bytes each time', async () => {
    expect(await page()).toBe(await page());
  });

  it('lets only the scripts run whose hashes its policy names', async () => {
    const html = await page({ plotly: 'embed' });
    const policy = /Content-Security-Policy" content="([^"]+)"/.exec(html)?.[1] ?? '';
    const run = [...html.matchAll(/<script>([^]*?)<\/script>/g)].map((match) => match[1] ?? '');
    const hashes = [...run, plotlySource()].map((text) => createHash('sha256').update(text).digest('base64'));
    expect(run).toHaveLength(3);
    for (const hash of hashes) expect(policy).toContain(`'sha256-${hash}'`);
    expect(policy.match(/sha256-/g)).toHaveLength(4);
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/script-src[^;]*unsafe/);
  });

  it('carries plotly only when a figure needs it', async () => {
    expect(await page({ plotly: 'embed' })).toContain('<script type="application/gzip" data-plotly>');
    expect(await page({ plotly: 'none' })).not.toContain('data-plotly=');
    expect(await page({ plotly: 'none' })).not.toContain('application/json');
    expect(await page({ plotly: 'embed' }, notebook([markdown('# a')]))).not.toContain('application/gzip');
  });

  it('cannot be ended by the text of a figure', async () => {
    expect(await page()).not.toContain('</script><script>"');
    expect(await page()).toContain('\\u003c/script>\\u003cscript>');
  });

  it('keeps what the notebook brings when it is trusted', async () => {
    const html = await page({ trust: true });
    expect(html).toContain('<b>x</b><script>pwn()</script>');
    expect(html).not.toContain('Content-Security-Policy');
  });

  it('speaks the language of the notebook', async () => {
    const chinese = notebook([
      markdown('# 用户画像\n\n谁是用户'),
      code(LONG, {}, [claim('fails', true)]),
      markdown('## 年龄'),
    ]);
    const html = await page({}, chinese);
    expect(html).toContain('<html lang="zh-CN">');
    expect(html).toMatch(/<strong>不成立。<\/strong>[^ ]/);
    expect(html).toContain('代码（5行）');
    expect(html).toContain('<a href="#年龄">年龄</a>');
    expect(await page({ lang: 'de' }, chinese)).toContain('<html lang="de">');
    expect(await page({}, notebook([], { lang: 'fr' }))).toContain('<html lang="fr">');
  });

  it('names what is nested too deep to be read, and goes on', () => {
    const deep = '<div>'.repeat(20_000) + 'deep';
    const content = notebook([
      markdown(deep),
      code('', {}, [rich({ 'text/html': deep })]),
      markdown('# The rest'),
    ]);
    const told: string[] = [];
    const notice = (text: string): void => {
      told.push(text);
    };
    const html = notebookHtml(content, { notebookFile: 'x.ipynb', notice });
    expect(html).toContain('The rest</h1>');
    expect(told.map((text) => text.slice(0, 40))).toEqual(
      ['c1', 'c2'].map((id) => `x.ipynb, ${id}: a part cannot be shown: Maximum`.slice(0, 40)),
    );
  });

  it('shows the bitmap of a figure that cannot be drawn, and says so where there is none', async () => {
    const refuse = { render: () => Promise.reject(new Error('WebGL')) };
    const bare: Output = rich({ 'application/vnd.plotly.v1+json': { data: [{ type: 'mesh3d' }] } });
    const twin: Output = rich({ ...bare.data, 'image/png': 'iVBORw0KGgo=' });
    const content = notebook([code('', {}, [bare, twin])]);
    const told: string[] = [];
    const pictures = await drawPictures(content, 'x.ipynb', refuse, ({ name }, message) => {
      told.push(`${name}: ${message}`);
    });
    expect(told).toEqual(['c1-1', 'c1-2'].map((name) => `${name}: the page has no drawing of it: WebGL`));
    const html = notebookHtml(content, { notebookFile: 'x.ipynb', pictures });
    expect(html).toContain('Figure c1-1. This figure is drawn by a script.');
    expect(html).toContain('src="data:image/png;base64,iVBORw0KGgo=" alt="Figure c1-2"');
  });
});

it('is the same in memory as in a file, whatever is printed', () => {
  const half = code('a', {}, [{ output_type: 'stream', name: 'stdout', text: 'half: \ud800' }]);
  expect(notebookHtml(notebook([half]), { notebookFile: 'a.ipynb' })).toContain('half: \ufffd');
});
