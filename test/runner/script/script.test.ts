import { describe, expect, it } from 'vitest';
import { convertedFiles, convertNotebooks } from '../../../runner/src/convert/convert.js';
import { languageOfScript, scriptLanguage } from '../../../runner/src/script/languages.js';
import { parseScript } from '../../../runner/src/script/read.js';
import { notebookScript } from '../../../runner/src/script/write.js';
import { code, KERNELSPEC, markdown, notebook } from '../support/notebooks.js';
import { Project } from '../support/project.js';

const read = (text: string, file: string) => {
  const language = languageOfScript(file);
  if (language === undefined) throw new Error(file);
  return parseScript(text, language, file).notebook;
};
const shape = (text: string, file: string) =>
  read(text, file).cells.map(({ cell_type: type, source, metadata, id }) => [type, source, metadata, id]);

describe('notebookScript', () => {
  it('writes the percent format', () => {
    const book = notebook([
      markdown('# Title\n\ntext'),
      code('let top = 5;\n\n', { tags: ['parameters'] }),
      { ...code('// %% no cell'), id: 'cell-03' },
    ]);
    const language = scriptLanguage('TypeScript');
    expect(language && notebookScript(book, language)).toBe(`// ---
// jupyter:
//   kernelspec:
//     display_name: TypeScript
//     language: typescript
//     name: tally-ts
//   jupytext:
//     text_representation:
//       extension: .ts
//       format_name: percent
//       format_version: "1.3"
// ---

// %% [markdown] id="c1"
// # Title
//
// text

// %% tags=["parameters"] id="c2" trailing_blank_lines=2
let top = 5;

// %%
// // %% no cell
`);
  });
});

describe('parseScript', () => {
  it('reads what jupytext 1.19 writes', () => {
    const text = `# -*- coding: utf-8 -*-
# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
#       format_version: '1.3'
#       jupytext_version: 1.19.6
#   kernelspec:
#     display_name: Python 3
#     name: python3
# ---

# %% [markdown]
# # Ünïcode

# %%
# %matplotlib inline
x = 1

# %% A title tags=["parameters"]
top: int = 5


# %% language="bash"
# ls -l

# %% {"key": [1]}
y
`;
    expect(read(text, 'a.py').metadata).toEqual({
      kernelspec: { display_name: 'Python 3', name: 'python3' },
    });
    expect(shape(text, 'a.py')).toEqual([
      ['markdown', '# Ünïcode', {}, 'cell-01'],
      ['code', '%matplotlib inline\nx = 1', {}, 'cell-02'],
      ['code', 'top: int = 5', { title: 'A title', tags: ['parameters'] }, 'cell-03'],
      ['code', '%%bash\nls -l', {}, 'cell-04'],
      ['code', 'y', { key: [1] }, 'cell-05'],
    ]);
  });

  it('reads scripts that people write', () => {
    const text = 'import x\n\n#%% first (a=b)\n1\n#%% [markdown]\n"""\n# T\n"""\n#%% [md]\n#no space\n';
    expect(shape(text, 'a.py')).toEqual([
      ['code', 'import x', {}, 'cell-01'],
      ['code', '1', { title: 'first (a=b)' }, 'cell-02'],
      ['markdown', '# T', {}, 'cell-03'],
      ['markdown', 'no space', {}, 'cell-04'],
    ]);
    expect(shape('', 'a.ts')).toEqual([]);
    expect(shape('let a = 1;', 'a.ts')).toEqual([['code', 'let a = 1;', {}, 'cell-01']]);
    expect(read('1', 'a.ts').metadata).toEqual({ language_info: { name: 'typescript' } });
  });

  it('says that a header cannot be read', () => {
    expect(() => read('// ---\n// jupyter: [\n// ---\n', 'a.ts')).toThrow(
      /^a\.ts: the YAML between the --- lines at the top cannot be read: /,
    );
  });
});

describe('convert --to script and back', () => {
  const project = new Project();
  const shown = { output_type: 'stream' as const, name: 'stdout' as const, text: 'shown' };
  const cells = [
    markdown('# T'),
    code('one', {}, [shown]),
    code('two', {}, [shown]),
    code('one', {}, [shown]),
  ];
  const original = notebook(cells.map((cell, index) => ({ ...cell, id: `id-${index}` })));
  const script = async (): Promise<string> => {
    const [file] = await convertedFiles({ inputs: ['a.ipynb'], to: 'script', cwd: project.root });
    expect(file?.path).toBe(project.path('a.ts'));
    return String(file?.content);
  };
  const back = async (text: string, notices: string[] = []) => {
    project.write('a.ts', text);
    const notice = (line: string) => notices.push(line);
    await convertNotebooks({ inputs: ['a.ts'], to: 'notebook', cwd: project.root }, { notice });
    return project.notebook('a.ipynb');
  };

  it('leaves the notebook as it was when the script did not change', async () => {
    project.add('a.ipynb', original);
    const before = project.read('a.ipynb');
    await back(await script());
    expect(project.read('a.ipynb')).toBe(before);
  });

  it('keeps the outputs of cells that did not change, and tells about the others', async () => {
    project.add('a.ipynb', original);
    const notices: string[] = [];
    const { cells: after } = await back((await script()).replace('\ntwo', '\ntwo!'), notices);
    expect(after.map((cell) => (cell.cell_type === 'code' ? cell.outputs.length : -1))).toEqual([
      -1, 1, 0, 1,
    ]);
    expect(notices).toEqual([
      'a.ipynb: 1 cell changed or removed, outputs dropped; run the notebook to get new ones',
    ]);
  });

  it('finds moved cells of a script without ids by their source', async () => {
    project.add('a.ipynb', original);
    const { cells: after, metadata } = await back('// %%\nnew\n\n// %%\ntwo\n\n// %%\none\n');
    expect(after.map(({ id, source }) => [id, source])).toEqual([
      ['cell-01', 'new'],
      ['id-2', 'two'],
      ['id-1', 'one'],
    ]);
    expect(after.map((cell) => cell.cell_type === 'code' && cell.outputs.length)).toEqual([0, 1, 1]);
    expect(metadata['kernelspec']).toEqual(KERNELSPEC);
  });

  it('refuses languages whose comments it does not know', async () => {
    project.add(
      'b.ipynb',
      notebook([], { kernelspec: { name: 'x', display_name: 'x', language: 'Klingon' } }),
    );
    await expect(convertedFiles({ inputs: ['b.ipynb'], to: 'script', cwd: project.root })).rejects.toThrow(
      'b.ipynb: scripts in klingon are not supported',
    );
  });
});
