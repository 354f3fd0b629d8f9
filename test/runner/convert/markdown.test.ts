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

  it('folds long code away for code hosts and writes no HTML in plain markdown', async () => {
    expect(text(await convert(), 'notebooks/one.md')).toMatch(/^<!-- Generated from one.ipynb[^]*<details>/);
    expect(text(await convert({ flavour: 'plain' }), 'notebooks/one.md')).toMatch(
      /^# One\n\n```typescript\na;\n/,
    );
    await expect(convert({ flavour: 'gitbub' })).rejects.toThrow('--flavour gitbub: write github or plain');
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
    ).rejects.toThrow('--to markdwon: no such target. Did you mean markdown?');
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
    [['convert', '.', '--to', 'markdown', '--stdout'], 2, '--stdout prints one document, these would be 2'],
    [['convert', 'notebooks'], 2, 'say what to convert to'],
    [
      ['convert', 'notebooks', '--to', 'notebook', '--front-matter'],
      2,
      '--front-matter is an option of --to markdown only',
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
