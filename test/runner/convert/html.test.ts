import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import {
  convertedFiles,
  type ConvertHooks,
  type ConvertOptions,
} from '../../../runner/src/convert/convert.js';
import { SharedRenderer } from '../../../runner/src/figures/renderer.js';
import type { Output } from '../../../runner/src/nbformat/index.js';
import { code, KERNELSPEC, markdown, notebook } from '../support/notebooks.js';
import { Project } from '../support/project.js';

const project = new Project();
const DOT = Buffer.from('iVBORw0KGgo=', 'base64');
const secret = join(tmpdir(), `secret-${process.pid}.png`);
const figure: Output = {
  output_type: 'display_data',
  data: {
    'application/vnd.plotly.v1+json': {
      data: [{ type: 'bar', x: ['East'], y: [3] }],
      layout: { width: 300, height: 200 },
    },
  },
  metadata: { figure: { name: 'orders', alt: 'Orders' } },
};
const runs = (metadata: object) => ({ kernelspec: KERNELSPEC, runner: { ...metadata } });

// By name `a` comes first; it reads what `z` writes.
project.add(
  'notebooks/a.ipynb',
  notebook(
    [
      markdown(
        '# Findings\n\nFrom [cleaning](z.ipynb#rows), [raw](../data/raw.csv), [elsewhere](x.ipynb).\n\n![d](../pictures/dot.png) ![s](../pictures/link.png) ![e](/etc/hostname.png)',
      ),
      code('', {}, [figure]),
    ],
    runs({ reads: ['data/clean.csv'] }),
  ),
);
project.add(
  'notebooks/z.ipynb',
  notebook([markdown('# Cleaning\n\nFirst.\n\nSecond.')], runs({ reads: [], writes: ['data/clean.csv'] })),
);
mkdirSync(project.path('pictures'));
writeFileSync(project.path('pictures/dot.png'), DOT);
writeFileSync(secret, 'secret');
symlinkSync(secret, project.path('pictures/link.png'));

/** The process that draws is shared: its start costs more than all else here. */
const renderer = new SharedRenderer();
afterAll(() => renderer.dispose());
const converted = (options: ConvertOptions, hooks?: ConvertHooks) =>
  convertedFiles({ cwd: project.root, ...options }, { renderer, ...hooks });

type Files = Awaited<ReturnType<typeof convertedFiles>>;
const names = (files: Files): string[] => files.map(({ path }) => path.slice(project.root.length + 1));
const text = (files: Files, path: string): string =>
  String(files.find((file) => file.path === project.path(path))?.content);

describe('links of documents that go to another folder', () => {
  const convert = (to: string) => converted({ inputs: ['notebooks'], to, outputDir: 'out/deep' });

  it('lead to pages that go with them, and else to the file itself', async () => {
    for (const to of ['html', 'site']) {
      const page = text(await convert(to), 'out/deep/a.html');
      expect(page).toContain('<a href="z.html#rows">cleaning</a>');
      expect(page).toContain('<a href="../../data/raw.csv">raw</a>');
      expect(page).toContain('<a href="../../notebooks/x.ipynb">elsewhere</a>');
    }
  });

  it('lead from markdown to notebooks where those are', async () => {
    const page = text(await convert('markdown'), 'out/deep/a.md');
    expect(page).toContain('[cleaning](../../notebooks/z.ipynb#rows), [raw](../../data/raw.csv)');
    expect(page).toContain('![d](../../pictures/dot.png)');
  });
});

describe('convert --to html', () => {
  const convert = (
    options: Record<string, string | boolean> = {},
    notice: (text: string) => void = () => undefined,
  ) => converted({ inputs: ['notebooks'], to: 'html', options }, { notice });

  it('writes one page a notebook, which needs no other file', async () => {
    const files = await convert();
    expect(names(files)).toEqual(['notebooks/a.html', 'notebooks/z.html']);
    const page = text(files, 'notebooks/a.html');
    expect(page).toMatch(
      /<img class="static" src="data:image\/svg\+xml;base64,[^"]{2000,}" alt="Orders" width="300" height="200">/,
    );
    expect(page).toContain('<script type="application/gzip" data-plotly>');
    expect(page.match(/(?:src|href)="(?!data:|#)[^"]*"/g)).toEqual([
      'href="z.html#rows"',
      'href="../data/raw.csv"',
      'href="x.ipynb"',
    ]);
    expect(text(files, 'notebooks/z.html')).not.toContain('data-plotly>');
  });

  it('puts pictures of the project into the page and takes none from outside it', async () => {
    const notices: string[] = [];
    const page = text(await convert({}, (notice) => notices.push(notice)), 'notebooks/a.html');
    expect(page).toContain(`<img src="data:image/png;base64,${DOT.toString('base64')}" alt="d">`);
    expect(page).toContain('<em>s</em> <em>e</em>');
    expect(notices).toEqual([
      'notebooks/a.ipynb: the image ../pictures/link.png is omitted: it is not in the project.',
      'notebooks/a.ipynb: the image /etc/hostname.png is omitted: it is not in the project.',
    ]);
  });

  it('shares plotly.js, or goes without it, on request', async () => {
    const linked = await convert({ plotly: 'link' });
    expect(names(linked)).toContain('notebooks/assets/plotly.min.js');
    expect(text(linked, 'notebooks/a.html')).toContain('data-plotly="assets/plotly.min.js"');
    expect(text(await convert({ plotly: 'none' }), 'notebooks/a.html')).not.toContain('data-plotly=');
  });

  it('says what is wrong with an option', async () => {
    await expect(convert({ plotly: 'cdn' })).rejects.toThrow('--plotly cdn: use embed, link or none.');
    await expect(convert({ lang: 'chinese!' })).rejects.toThrow('--lang chinese!: write a language tag');
  });
});

describe('convert --to site', () => {
  const convert = (options: Record<string, string> = {}) =>
    converted({ inputs: ['notebooks'], to: 'site', outputDir: 'public', options });

  it('writes an index, the pages in the order they run, and plotly.js once', async () => {
    const files = await convert({ title: 'Shop' });
    expect(names(files)).toEqual([
      'public/index.html',
      'public/z.html',
      'public/a.html',
      'public/assets/plotly.min.js',
    ]);
    const index = text(files, 'public/index.html');
    expect(index).toContain('<h1>Shop</h1>');
    expect(index).toMatch(
      /<a href="z.html">Cleaning<\/a><\/h2><p>First.<\/p><\/li>\n<li><h2><a href="a.html">Findings/,
    );
    expect(index).toMatch(/<img src="data:image\/svg\+xml[^"]+" alt="Orders"/);
    const page = text(files, 'public/a.html');
    expect(page).toContain('Previous: <a href="z.html" rel="prev">Cleaning</a>');
    expect(page).toContain('<header class="bar"><a href="index.html">Shop</a>');
    expect(page).not.toContain('rel="next"');
  });

  it('takes index.ipynb for the first page and lists the others behind its text', async () => {
    // It comes last in a run and by name.
    const welcome = notebook(
      [markdown('# Welcome\n\nStart [here](a.ipynb).\n\n## Method'), code('x;')],
      runs({ reads: ['data/late.csv'] }),
    );
    project.add('front/index.ipynb', welcome);
    project.add('front/a.ipynb', notebook([markdown('# A\n\nBack to [start](index.ipynb).')]));
    project.add('front/b.ipynb', notebook([markdown('# B')], runs({ reads: [], writes: ['data/late.csv'] })));
    const site = (options: Record<string, string> = {}, inputs = ['front']) =>
      converted({ inputs, to: 'site', outputDir: 'public', options });
    const files = await site();
    expect(names(files)).toEqual(['public/index.html', 'public/a.html', 'public/b.html']);
    const index = text(files, 'public/index.html');
    expect(index).toContain('<title>Welcome</title>');
    expect(index).toContain('<header class="bar"><a href="index.html">Welcome</a>');
    expect(index).toContain('Start <a href="a.html">here</a>');
    expect(index).toMatch(
      /<h2 id="notebooks">Notebooks<\/h2>\n<ol class="pages">\n<li><h3><a href="a.html">A<\/a><\/h3><p>Back to start.<\/p><\/li>\n<li><h3><a href="b.html">B</,
    );
    expect(index).toContain('<a href="#notebooks">Notebooks</a>');
    expect(index).not.toContain('>Welcome</a></h3>');
    expect(index).toContain('Next: <a href="a.html" rel="next">A</a>');
    const page = text(files, 'public/a.html');
    expect(page).toContain('<header class="bar"><a href="index.html">Welcome</a>');
    expect(page).toContain('Back to <a href="index.html">start</a>');
    expect(page).toContain('Previous: <a href="index.html" rel="prev">Welcome</a>');
    expect(text(await site({ title: 'Shop' }), 'public/index.html')).toContain(
      '<a href="index.html">Shop</a>',
    );
    expect(text(await site({}, ['front/index.ipynb']), 'public/index.html')).not.toContain('class="pages"');
  });

  it('refuses what some file systems take for the index', async () => {
    project.add('capital/Index.ipynb', notebook([markdown('# I')]));
    const site = converted({ inputs: ['capital'], to: 'site', outputDir: 'public' });
    await expect(site).rejects.toThrow(
      "capital/Index.ipynb would become Index.html next to the site's index.html. Rename it",
    );
  });

  it('gives the same bytes each time', async () => {
    expect(await convert()).toEqual(await convert());
  });

  it('asks where to go', async () => {
    const nowhere = converted({ inputs: ['notebooks'], to: 'site' });
    await expect(nowhere).rejects.toThrow('--output-dir');
  });
});

it('the command prints what it wrote', () => {
  const bin = fileURLToPath(new URL('../../../runner/bin/nbconvert-ts-runner.js', import.meta.url));
  const output = execFileSync(
    'node',
    [bin, 'convert', 'notebooks/z.ipynb', '--to', 'html', '--output-dir', 'out'],
    {
      cwd: project.root,
      encoding: 'utf8',
    },
  );
  expect(output).toBe('out/z.html\n');
});
