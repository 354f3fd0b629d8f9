import { beforeEach, describe, expect, it } from 'vitest';
import {
  extractTranslations,
  stampTranslations,
  TranslationError,
  translationReport,
  UsageError,
  type Output,
} from '../../../runner/src/index.js';
import { translationLines } from '../../../runner/src/cli/translation-table.js';
import { code, markdown, notebook } from '../support/notebooks.js';
import { Project } from '../support/project.js';

const project = new Project();
const shown = (...texts: string[]): Output => ({
  output_type: 'display_data',
  data: { 'text/plain': 'x' },
  metadata: { texts },
});
const cells = (prose = '# Users', outputs = [shown('{n} users', 'Users'), shown('Users')]) => [
  markdown(prose),
  code('show()', {}, outputs),
  { ...markdown('Not for readers'), metadata: { tags: ['hide'] } },
];
const inputs = { inputs: ['notebooks'], cwd: project.root };
const FILE = 'notebooks/zh/a.yaml';

function translate(file = FILE): void {
  project.write(file, project.read(file).replaceAll(/(en: (?:\|-\n\s+)?(.*)\n\s+zh: )''/g, "$1'译 $2'"));
}

beforeEach(() => {
  for (const name of Object.keys(project.files())) if (name !== 'package.json') project.remove(name);
  project.add('notebooks/a.ipynb', notebook(cells()));
});

describe('translate', () => {
  it('extracts prose a cell and texts of outputs once a cell, and leaves hidden cells', () => {
    expect(extractTranslations({ ...inputs, lang: 'zh' })).toEqual([{ file: FILE, changed: true, count: 3 }]);
    expect(project.read(FILE)).toBe(
      [
        '# Translation of a.ipynb (zh). Write below "zh:", then run: nbconvert-ts-runner translate stamp',
        '',
        'c1:',
        '  en: |-',
        '    # Users',
        "  zh: ''",
        '',
        'c2:',
        '  - en: |-',
        '      {n} users',
        "    zh: ''",
        '  - en: Users',
        "    zh: ''",
        '',
      ].join('\n'),
    );
    expect(extractTranslations(inputs)).toEqual([{ file: FILE, changed: false, count: 3 }]);
  });

  it('is done when all is translated and stamped', () => {
    extractTranslations({ ...inputs, lang: 'zh' });
    translate();
    expect(translationReport(inputs)).toMatchObject({ exitCode: 1, notebooks: [{ counts: { edited: 3 } }] });
    expect(stampTranslations(inputs)).toEqual([{ file: FILE, changed: true, count: 3 }]);
    expect(translationReport(inputs)).toMatchObject({
      exitCode: 0,
      stray: [],
      notebooks: [{ notebook: 'notebooks/a.ipynb', lang: 'zh', texts: 3, problems: [] }],
    });
  });

  it('tells what came, went and changed since, by file and line', () => {
    extractTranslations({ ...inputs, lang: 'zh' });
    translate();
    stampTranslations(inputs);
    project.add('notebooks/a.ipynb', notebook(cells('# All users', [shown('Users')])));
    project.add('notebooks/b.ipynb', notebook([markdown('New')]));
    project.write('notebooks/zh/gone.yaml', '');
    const report = translationReport(inputs);
    expect(report.exitCode).toBe(1);
    expect(translationLines(report)).toEqual([
      'notebook           language  texts  fresh  stale  missing  orphan  edited  broken  conflict',
      'notebooks/a.ipynb  zh        2      1      1      0        1       0       0       0',
      'notebooks/b.ipynb  zh        1      0      0      1        0       0       0       0',
      'notebooks/zh/a.yaml:4: c1: stale: the English changed; extract it, then translate it again, or stamp it with --all if it still fits: “# All users”',
      'notebooks/zh/a.yaml:11: c2: orphan: the notebook has no such text: “{n} users”',
      'notebooks/zh/b.yaml: c1: missing: not translated: “New”',
      'notebooks/zh/gone.yaml: orphan: there is no such notebook',
    ]);
  });

  it('lets a text that changed and still fits be stamped once it is extracted', () => {
    extractTranslations({ ...inputs, lang: 'zh' });
    translate();
    stampTranslations(inputs);
    project.add('notebooks/a.ipynb', notebook(cells('# All users')));
    // What stands in the file is the old English, which the translation is of.
    expect(stampTranslations({ ...inputs, all: true })).toEqual([{ file: FILE, changed: false, count: 0 }]);
    expect(translationReport(inputs).notebooks[0]?.problems[0]?.message).toContain('extract it, then');
    extractTranslations(inputs);
    expect(translationReport(inputs).notebooks[0]?.problems[0]?.message).not.toContain('extract it');
    expect(stampTranslations({ ...inputs, all: true })).toEqual([{ file: FILE, changed: true, count: 1 }]);
    expect(translationReport(inputs).exitCode).toBe(0);
  });

  it('keeps texts that stand in the code of a cell and that these data do not show', () => {
    const said = "n > 0 ? state('{n} users') : state('It isn\\'t known.')";
    const withCode = (outputs: Output[]) => notebook([code(said, {}, outputs)]);
    project.add('notebooks/a.ipynb', withCode([shown('{n} users')]));
    extractTranslations({ ...inputs, lang: 'zh' });
    project.write(
      FILE,
      `${project.read(FILE)}  - en: It isn't known.\n    zh: 未知\n  - en: known\n    zh: 已知\n`,
    );
    translate();
    stampTranslations(inputs);
    const { notebooks } = translationReport(inputs);
    expect(notebooks[0]).toMatchObject({ counts: { fresh: 2, orphan: 1 } });
    extractTranslations({ ...inputs, prune: true });
    expect(translationReport(inputs)).toMatchObject({ exitCode: 0, notebooks: [{ counts: { fresh: 2 } }] });
  });

  it('leaves texts of outputs alone where the notebook has none, since it was not run', () => {
    extractTranslations({ ...inputs, lang: 'zh' });
    translate();
    stampTranslations(inputs);
    const before = project.read(FILE);
    project.add('notebooks/a.ipynb', notebook(cells('# Users', [])));
    expect(translationReport(inputs).notebooks[0]?.problems).toMatchObject([{ state: 'not run' }]);
    extractTranslations(inputs);
    expect(project.read(FILE)).toBe(before);
  });

  it('asks for a language where there are no translations yet', () => {
    expect(() => translationReport(inputs)).toThrow(UsageError);
  });

  it('names the line that cannot be read', () => {
    project.write(FILE, 'c1:\n  zh: 用户\n');
    expect(() => translationReport(inputs)).toThrow(TranslationError);
    expect(() => translationReport(inputs)).toThrow('notebooks/zh/a.yaml:2: c1: the English text is missing');
  });
});
