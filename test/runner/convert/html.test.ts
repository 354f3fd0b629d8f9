import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { convertedFiles } from '../../../runner/src/convert/convert.js';
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

type Files = Awaited<ReturnType<typeof convertedFiles>>;
const names = (files: Files): string[] => files.map(({ path }) => path.slice(project.root.length + 1));
const text = (files: Files, path: string): string =>
  String(files.find((file) => file.path === project.path(path))?.content);

describe('convert --to html', () => {
  const convert = (
    options: Record<string, string | boolean> = {},
    notice: (text: string) => void = () => undefined,
  ) => convertedFiles({ inputs: ['notebooks'], to: 'html', cwd: project.root, options }, { notice });

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
      'notebooks/a.ipynb: the picture ../pictures/link.png is left out: there is no such picture in the project.',
      'notebooks/a.ipynb: the picture /etc/hostname.png is left out: there is no such picture in the project.',
    ]);
  });

  it('shares plotly.js, or goes without it, on request', async () => {
    const linked = await convert({ plotly: 'link' });
    expect(names(linked)).toContain('notebooks/assets/plotly.min.js');
    expect(text(linked, 'notebooks/a.html')).toContain('data-plotly="assets/plotly.min.js"');
    expect(text(await convert({ plotly: 'none' }), 'notebooks/a.html')).not.toContain('data-plotly=');
  });

  it('says what is wrong with an option', async () => {
    await expect(convert({ plotly: 'cdn' })).rejects.toThrow('--plotly cdn: write embed, link or none.');
    await expect(convert({ lang: 'chinese!' })).rejects.toThrow('--lang chinese!: write a language tag');
  });
});

describe('convert --to site', () => {
  const convert = (options: Record<string, string> = {}) =>
    convertedFiles({ inputs: ['notebooks'], to: 'site', cwd: project.root, outputDir: 'public', options });

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
      convertedFiles({ inputs, to: 'site', cwd: project.root, outputDir: 'public', options });
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
    const site = convertedFiles({ inputs: ['capital'], to: 'site', cwd: project.root, outputDir: 'public' });
    await expect(site).rejects.toThrow(
      'capital/Index.ipynb would be Index.html beside the index.html of the site. Rename it',
    );
  });

  it('gives the same bytes each time', async () => {
    expect(await convert()).toEqual(await convert());
  });

  it('asks where to go', async () => {
    const nowhere = convertedFiles({ inputs: ['notebooks'], to: 'site', cwd: project.root });
    await expect(nowhere).rejects.toThrow('--output-dir');
  });
});

it('the command prints what it wrote', () => {
  const bin = new URL('../../../runner/bin/nbconvert-ts-runner.js', import.meta.url).pathname;
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
