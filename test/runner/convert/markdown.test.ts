import { describe, expect, it } from 'vitest';
import { convertedFiles, convertNotebooks } from '../../../runner/src/convert/convert.js';
import { firstHeading, frontMatter } from '../../../runner/src/convert/front-matter.js';
import type { Output } from '../../../runner/src/nbformat/index.js';
import { code, KERNELSPEC, markdown, notebook } from '../support/notebooks.js';
import { Project } from '../support/project.js';

const project = new Project();
const PNG = 'iVBORw0KGgo=';
const drawn: Output = {
  output_type: 'display_data',
  data: {
    'application/vnd.plotly.v1+json': { data: [], layout: { title: { text: 'Orders per region' } } },
    'image/png': PNG,
  },
  metadata: { figure: { name: 'orders' } },
};
const long = 'a;\n'.repeat(9);
project.add('notebooks/one.ipynb', notebook([markdown('# One'), code(long, {}, [drawn])]));
project.add('other/one.ipynb', notebook([markdown('# Other')]));

const text = (files: Awaited<ReturnType<typeof convertedFiles>>, path: string): string =>
  String(files.find((file) => file.path === project.path(path))?.content);

describe('convert --to markdown', () => {
  const convert = (options: Record<string, string | boolean> = {}, inputs = ['notebooks']) =>
    convertedFiles({ inputs, to: 'markdown', cwd: project.root, options });

  it('keeps the picture that a figure has, as a file with alt text', async () => {
    const files = await convert();
    expect(files.map(({ path }) => path)).toEqual([
      project.path('notebooks/one.md'),
      project.path('figures/one/orders.png'),
    ]);
    expect(files[1]?.content).toEqual(Buffer.from(PNG, 'base64'));
    expect(text(files, 'notebooks/one.md')).toContain('![Orders per region](../figures/one/orders.png)');
  });

  it('makes files of all pictures that outputs show', async () => {
    const shown = (data: Record<string, string>): Output => ({
      output_type: 'display_data',
      data: { ...data, 'text/plain': '<Image>' },
      metadata: {},
    });
    const svg = '<svg width="4"><script>pwn()</script><rect onclick="pwn()" height="2"/></svg>';
    const outputs = [
      shown({ 'image/jpeg': '/9j/' }),
      shown({ 'image/gif': 'R0lG\n' }),
      shown({ 'image/webp': 'UklG' }),
      shown({ 'image/svg+xml': svg }),
    ];
    project.add('many/many.ipynb', notebook([code('', {}, outputs)]));
    const files = await convert({}, ['many']);
    expect(text(files, 'many/many.md')).toBe(
      '<!-- Generated from many.ipynb by nbconvert-ts-runner; do not edit. -->\n\n' +
        ['jpg', 'gif', 'webp', 'svg']
          .map((type, n) => `![Figure c1-${n + 1}](../figures/many/c1-${n + 1}.${type})\n`)
          .join('\n'),
    );
    const content = (name: string) =>
      files.find(({ path }) => path === project.path('figures/many', name))?.content;
    expect(content('c1-1.jpg')).toEqual(Buffer.from('/9j/', 'base64'));
    expect(content('c1-2.gif')).toEqual(Buffer.from('GIF'));
    expect(content('c1-3.webp')).toEqual(Buffer.from('RIF'));
    expect(content('c1-4.svg')).toMatch(/^<svg [^>]*width="4"><rect height="2" \/><\/svg>$/);
  });

  it('makes files of attachments and links them', async () => {
    const svg = Buffer.from('<svg onload="pwn()"><rect/></svg>').toString('base64');
    const cell = {
      ...markdown("![Map](attachment:my%20map.png) <img src='attachment:logo.svg'> ![](attachment:gone.png)"),
      attachments: {
        'my map.png': { 'image/png': PNG },
        'logo.svg': { 'image/svg+xml': [svg] },
        'unused.png': { 'image/png': PNG },
      },
    };
    project.add("it's (odd)/att.ipynb", notebook([cell]));
    const files = await convertedFiles({
      inputs: ["it's (odd)"],
      to: 'markdown',
      cwd: project.root,
      figuresDir: "it's (odd)/files",
    });
    expect(text(files, "it's (odd)/att.md")).toContain(
      "![Map](files/att/c1-my-map.png) <img src='files/att/c1-logo.svg'> ![](attachment:gone.png)",
    );
    expect(files.slice(1).map(({ path }) => path)).toEqual(
      ['c1-logo.svg', 'c1-my-map.png'].map((name) => project.path("it's (odd)/files/att", name)),
    );
    expect(files[1]?.content).not.toContain('pwn');
    expect(files[2]?.content).toEqual(Buffer.from(PNG, 'base64'));
  });

  it('folds long code away for code hosts and writes no HTML in plain markdown', async () => {
    expect(text(await convert(), 'notebooks/one.md')).toMatch(/^<!-- Generated from one.ipynb[^]*<details>/);
    expect(text(await convert({ flavour: 'plain' }), 'notebooks/one.md')).toMatch(
      /^# One\n\n```typescript\na;\n/,
    );
    await expect(convert({ flavour: 'gitbub' })).rejects.toThrow('--flavour gitbub: use github or plain');
  });

  it('refuses to write one file twice', async () => {
    const twice = convertedFiles({
      inputs: ['notebooks', 'other'],
      to: 'markdown',
      cwd: project.root,
      outputDir: 'out',
    });
    await expect(twice).rejects.toThrow('two inputs would both write out/one.md');
  });

  it('names the nearest target', async () => {
    await expect(
      convertNotebooks({ inputs: ['notebooks'], to: 'markdwon', cwd: project.root }),
    ).rejects.toThrow('--to markdwon: unknown target. Did you mean markdown?');
  });
});

describe('front matter', () => {
  it('holds title, notebook, kernel and language, and what the notebook adds or changes', () => {
    const metadata = {
      kernelspec: KERNELSPEC,
      runner: { frontMatter: { tags: ['a', 'no'], since: '2024-01-01', language: 'ts' } },
    };
    const book = notebook([markdown('text'), markdown('## *What* `x` is: **[a](b)**')], metadata);
    expect(frontMatter(book, 'one.ipynb', 'typescript')).toBe(
      `---
title: "What x is: a"
notebook: one.ipynb
kernel: tally-ts
language: ts
tags:
  - a
  - "no"
since: "2024-01-01"
---`,
    );
  });

  it.each([
    ['# A #', 'A'],
    ['Title\n=====', 'Title'],
    ['```sh\n# no\n```\n\n### Yes', 'Yes'],
    ['no heading\n\n#hashtag', undefined],
    ['# snake_case_name', 'snake_case_name'],
  ])('finds the first heading of %j', (source, title) => {
    expect(firstHeading(notebook([markdown(source)]))).toBe(title);
  });
});

describe('the command', () => {
  it.each([
    [['convert', 'notebooks', '--to', 'markdown', '--stdout'], 0, '# One'],
    [
      ['convert', 'notebooks', 'other', '--to', 'markdown', '--stdout'],
      2,
      '--stdout prints one document, but there would be 2',
    ],
    [['convert', 'notebooks'], 2, 'choose a format'],
    [
      ['convert', 'notebooks', '--to', 'notebook', '--front-matter'],
      2,
      '--front-matter works only with --to markdown',
    ],
    [['convert', '--help'], 0, 'TARGETS'],
    [
      ['convert', 'notebooks', '--to', 'markdown', '--output-dir', 'out'],
      0,
      'out/one.md\nout/figures/one/orders.png\n',
    ],
  ])('%j exits with %i', async (args, exit, output) => {
    const result = await project.start(args).done;
    expect(result.output).toContain(output);
    expect(result.code).toBe(exit);
  });
});
