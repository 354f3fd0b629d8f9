import { beforeEach, describe, expect, it } from 'vitest';
import {
  ClaimsBrokenError,
  convertNotebooks,
  extractTranslations,
  planRun,
  stampTranslations,
  TranslationError,
  type Cell,
} from '../../../runner/src/index.js';
import type { JsonObject } from '../../../runner/src/json.js';
import { FakeProject } from '../support/fake-project.js';
import { code, KERNELSPEC, markdown, notebook } from '../support/notebooks.js';

const project = new FakeProject();
const FAKE = { name: 'fake', display_name: 'Fake', language: 'fake' };
const PROSE = '# Users\n\nSee [B](b.ipynb#x), [B](b.md), [C](c.md), [docs](../docs/d.md), ![](../p.png).';

function add(name: string, tasks: readonly JsonObject[], prose = PROSE, more: readonly Cell[] = []): void {
  const log = { append: [project.log, `start ${name}\n`] };
  const cells = [log, ...tasks].map((task) => code(JSON.stringify(task)));
  const runner = { reads: [], writes: [] };
  project.add(name, notebook([markdown(prose), ...cells, ...more], { kernelspec: FAKE, runner }));
}

const translation = (prose: string, texts: Readonly<Record<string, string>> = {}): string =>
  JSON.stringify({
    c1: { en: PROSE, zh: prose },
    c3: Object.entries(texts).map(([en, zh]) => ({ en, zh })),
  });

const PNG = 'iVBORw0KGgo=';
const picture = (name: string): JsonObject => ({
  messages: [['display_data', { data: { 'image/png': PNG }, metadata: { figure: { name, alt: 'Users' } } }]],
});

const links = (text: string): string[] => [...text.matchAll(/\]\(([^)]*)\)/g)].map(([, href = '']) => href);

beforeEach(() => {
  project.clear();
  add('notebooks/a.ipynb', [{ say: '{n} users' }, picture('users')]);
  add('notebooks/b.ipynb', []);
  add('notebooks/c.ipynb', []);
  project.write(
    'notebooks/zh/a.yaml',
    translation('# 用户\n\n见[乙](b.ipynb#x)', { '{n} users': '{n}个用户' }),
  );
});

describe('run --lang', () => {
  it('writes markdown and figures in folders of the language, and touches nothing of the cells’ own', async () => {
    await project.run({ inputs: ['notebooks'] });
    const before = project.files();
    await project.run({ inputs: ['notebooks/a.ipynb'], lang: 'zh' });
    const after = project.files();
    const changed = Object.keys(after).filter((name) => after[name] !== before[name]);
    expect(changed.filter((name) => name !== project.log)).toEqual([
      'figures/zh/a/users.png',
      'notebooks/zh/a.md',
    ]);
    expect(project.read('notebooks/zh/a.md')).toBe(
      [
        '<!-- Generated from ../a.ipynb by nbconvert-ts-runner; do not edit. -->',
        '# 用户\n\n见[乙](../b.ipynb#x)',
        '```fake\n{"append":["run.log","start notebooks/a.ipynb\\n"]}\n```',
        '```fake\n{"say":"{n} users"}\n```',
        'zh: {n}个用户',
        project
          .read('notebooks/a.md')
          .split('\n\n')
          .find((block) => block.includes('image/png')) ?? '',
        '![Users](../../figures/zh/a/users.png)\n',
      ].join('\n\n'),
    );
  });

  it('links within the language where the other notebook is translated, whichever run', async () => {
    project.write('notebooks/zh/a.yaml', JSON.stringify({ c1: { en: PROSE, zh: PROSE } }));
    project.write('notebooks/zh/b.yaml', JSON.stringify({ c1: { en: PROSE, zh: PROSE } }));
    project.write('docs/d.zh.md', '');
    await project.run({ inputs: ['notebooks/a.ipynb'], lang: 'zh' });
    const read = (): string[] => links(project.read('notebooks/zh/a.md'));
    expect(read().slice(0, 5)).toEqual(['b.md#x', 'b.md', '../c.md', '../../docs/d.zh.md', '../../p.png']);
  });

  it('runs again for other texts and other languages, not for other prose', async () => {
    const run = async (lang?: string): Promise<string[]> => {
      await project.run({ inputs: ['notebooks/a.ipynb'], lang });
      return project.takeRuns();
    };
    expect(await run()).toHaveLength(1);
    expect(await run('zh')).toHaveLength(1);
    expect(await run('zh')).toEqual([]);
    project.write('notebooks/zh/a.yaml', translation('# 新', { '{n} users': '{n}个用户' }));
    expect(await run('zh')).toEqual([]);
    expect(project.read('notebooks/zh/a.md')).toContain('# 新');
    project.write('notebooks/zh/a.yaml', translation('# 新', { '{n} users': '共{n}个用户' }));
    expect(await run('zh')).toHaveLength(1);
    expect(project.read('notebooks/zh/a.md')).toContain('zh: 共{n}个用户');
    expect(await run()).toEqual([]);
  });

  it('gives each of several notebooks its own texts', async () => {
    add('notebooks/b.ipynb', [{ say: '{n} users' }]);
    project.write('notebooks/zh/b.yaml', translation('# 乙', { '{n} users': '{n}名用户' }));
    await project.run({ inputs: ['notebooks/a.ipynb', 'notebooks/b.ipynb'], lang: 'zh', jobs: 1 });
    expect(project.read('notebooks/zh/a.md')).toContain('zh: {n}个用户');
    expect(project.read('notebooks/zh/b.md')).toContain('zh: {n}名用户');
  });

  it('tells which texts are not translated, and does not use one with other placeholders', async () => {
    project.write('notebooks/zh/a.yaml', translation('# 用户', { '{n} users': '{m}个用户' }));
    const notices: string[] = [];
    await project.run(
      { inputs: ['notebooks/a.ipynb'], lang: 'zh' },
      { progress: { notice: (text) => notices.push(text) } },
    );
    expect(project.read('notebooks/zh/a.md')).toContain('zh: {n} users');
    expect(notices.join('\n')).toContain('not translated into zh: "{n} users"');
  });

  it('fails a notebook without translations, and says how to make them', async () => {
    const { notebooks, exitCode } = await project.run({ inputs: ['notebooks/c.ipynb'], lang: 'zh' });
    expect(exitCode).toBe(2);
    expect(notebooks[0]?.error).toBeInstanceOf(TranslationError);
    expect(notebooks[0]?.error?.message).toContain('translate extract notebooks/c.ipynb --lang zh');
  });

  it('fails on a claim that does not hold, as in place, and leaves the register alone', async () => {
    const claim = { text: 'No.', verdict: 'fails', ok: false };
    const data = { 'application/vnd.claim.v1+json': claim };
    add('notebooks/a.ipynb', [{ messages: [['display_data', { data, metadata: {} }]] }]);
    const { notebooks } = await project.run({ inputs: ['notebooks/a.ipynb'], lang: 'zh' });
    expect(notebooks[0]?.error).toBeInstanceOf(ClaimsBrokenError);
    await project.run({ inputs: ['notebooks/a.ipynb'], lang: 'zh', claims: 'report' });
    expect(Object.keys(project.files()).filter((name) => name.includes('claims'))).toEqual([]);
  });

  it('writes the notebook as well with an output folder, side by side with the other language', async () => {
    project.write('notebooks/zh/b.yaml', translation('# 乙'));
    const run = { inputs: ['notebooks/a.ipynb', 'notebooks/b.ipynb'], outputDir: 'out' };
    await project.run(run);
    await project.run({ ...run, lang: 'zh' });
    const out = Object.keys(project.files('out'));
    expect(out).toEqual([
      'out/a.ipynb',
      'out/a.md',
      'out/b.ipynb',
      'out/b.md',
      'out/figures/a/users.png',
      'out/figures/zh/a/users.png',
      'out/zh/a.ipynb',
      'out/zh/a.md',
      'out/zh/b.ipynb',
      'out/zh/b.md',
    ]);
    expect(project.notebook('out/zh/a.ipynb').metadata['lang']).toBe('zh');
    expect(links(project.read('out/zh/a.md'))[0]).toBe('b.ipynb#x');
    expect(links(project.read('out/a.md'))).toEqual([
      'b.ipynb#x',
      'b.md',
      '../notebooks/c.md',
      '../docs/d.md',
      '../p.png',
      'figures/a/users.png',
    ]);
  });

  it('sets a parameter locale, in a cell that readers do not see', () => {
    const declaring = code("let locale: 'en' | 'zh' = 'en';", { tags: ['parameters'] });
    project.add('notebooks/p.ipynb', notebook([declaring], { kernelspec: KERNELSPEC }));
    project.write('notebooks/zh/p.yaml', '');
    const planned = (lang?: string, parameters: JsonObject = {}) => {
      const options = { inputs: ['notebooks/p.ipynb'], cwd: project.root, outputDir: 'out' };
      const [first] = planRun({ ...options, lang, parameters }).notebooks;
      if (first === undefined || 'error' in first) throw first?.error ?? new Error();
      return first.notebook.cells.slice(1).map(({ source, metadata }) => [source, metadata['tags']]);
    };
    expect(planned()).toEqual([]);
    expect(planned('zh')).toEqual([['// Parameters\nlocale = "zh";', ['injected-parameters', 'hide']]]);
    expect(planned('zh', { locale: 'en' })).toEqual([
      ['// Parameters\nlocale = "en";', ['injected-parameters']],
    ]);
    project.write('notebooks/de/p.yaml', '');
    expect(() => planned('de')).toThrow("declares it as 'en' | 'zh'");
  });
});

describe('convert --lang', () => {
  const convert = (to: string, lang = 'zh', outputDir?: string): Promise<string[]> =>
    convertNotebooks({
      inputs: ['notebooks/a.ipynb'],
      to,
      cwd: project.root,
      cacheDir: project.cacheDir,
      options: { lang },
      outputDir,
    });

  it('takes the outputs of the last run in the language, and the prose as it is now', async () => {
    await project.run({ inputs: ['notebooks/a.ipynb'], lang: 'zh' });
    const ran = project.read('notebooks/zh/a.md');
    await convert('markdown');
    expect(project.read('notebooks/zh/a.md')).toBe(ran);
    project.write('notebooks/zh/a.yaml', translation('# 新', { '{n} users': '{n}个用户' }));
    await convert('html');
    const page = project.read('notebooks/zh/a.html');
    expect(page).toContain('<html lang="zh">');
    expect(page).toContain('新</h1>');
    expect(page).toContain('zh: {n}个用户');
  });

  it('makes a site in a folder of the language', async () => {
    await project.run({ inputs: ['notebooks/a.ipynb'], lang: 'zh' });
    const written = await convert('site', 'zh', 'public');
    expect(written).toEqual([project.path('public/zh/index.html'), project.path('public/zh/a.html')]);
    expect(project.read('public/zh/index.html')).toContain('<h1>笔记本</h1>');
  });

  it('refuses where no run left outputs in the language, or the texts changed since', async () => {
    await project.run({ inputs: ['notebooks/a.ipynb'] });
    await expect(convert('html')).rejects.toThrow('has no outputs in zh yet. Run it first');
    await project.run({ inputs: ['notebooks/a.ipynb'], lang: 'zh' });
    project.write('notebooks/zh/a.yaml', translation('# 用户', { '{n} users': '共{n}个用户' }));
    await expect(convert('html')).rejects.toThrow('have changed since it was run in zh');
  });

  it('is the language of the page where a notebook has no translation into it, and refused for markdown', async () => {
    await convert('html', 'de');
    expect(project.read('notebooks/a.html')).toContain('<html lang="de">');
    await expect(convert('markdown', 'de')).rejects.toThrow('none of these notebooks has a de/NAME.yaml');
  });
});

describe('check', () => {
  it('finds translations that do not belong to the notebook any more', async () => {
    await project.run({ inputs: ['notebooks/a.ipynb'] });
    const inputs = { inputs: ['notebooks/a.ipynb'], cwd: project.root };
    project.remove('notebooks/zh/a.yaml');
    extractTranslations({ ...inputs, lang: 'zh' });
    const filled = project.read('notebooks/zh/a.yaml').replaceAll("zh: ''", "zh: '{n}译'");
    project.write('notebooks/zh/a.yaml', filled);
    stampTranslations(inputs);
    expect((await project.check(inputs)).exitCode).toBe(0);
    add('notebooks/a.ipynb', [{ say: '{n} customers' }, picture('users')]);
    await project.run({ inputs: ['notebooks/a.ipynb'] });
    const { exitCode, notebooks } = await project.check(inputs);
    expect(exitCode).toBe(5);
    expect(notebooks[0]?.differences).toMatchObject([
      { kind: 'translation', cell: { number: 3, id: 'c3' }, path: 'notebooks/zh/a.yaml' },
    ]);
    expect(notebooks[0]?.differences[0]?.message).toMatch(/^notebooks\/zh\/a\.yaml:\d+: stale: /);
  });
});
