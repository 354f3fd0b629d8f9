import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { projectYaml } from '../../../lib/src/cli/init/yaml.js';
import { notebooksFor, withProject } from '../../../lib/src/cli/init/templates.js';
import { projectTexts } from '../../../lib/src/cli/init/files.js';
import { DATA_KINDS } from '../../../lib/src/mapping/kinds.js';
import { parseProject } from '../../../lib/src/project/parse.js';
import type { ProjectFile } from '../../../lib/src/project/schema.js';
import { Files } from '../load/files.js';

interface Step {
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
}

const files = new Files();
afterAll(() => files.remove());

const tally = (...args: string[]) =>
  spawnSync(process.execPath, ['lib/bin/tally.js', ...args], { encoding: 'utf-8', input: '' });

const GERMAN = [
  'Bestellnummer;KundenNr;Bestelldatum;Menge;Betrag (EUR)',
  'B-1;K-17;03.01.2024;2;39,90',
  'B-2;K-18;14.01.2024;1;1.199,00',
];

describe('tally init', () => {
  it('shows what it understood, and writes a project that says it', () => {
    const path = files.lines('kunden.csv', ...GERMAN);
    const dir = join(files.folder, 'Mein Shop');
    const result = tally('init', path, '--dir', dir, '--time-zone', 'Europe/Berlin');
    expect(result).toMatchObject({ status: 0, stderr: '' });
    expect(result.stdout).toMatch(/Amount +Betrag \(EUR\) +sure/);
    expect(result.stdout).toMatch(/npm install, npm run run/);
    const project = parseProject(readFileSync(join(dir, 'tally.yaml'), 'utf8'), 'tally.yaml');
    expect(project).toEqual({
      kind: 'orders',
      data: '../kunden.csv',
      map: {
        order: 'Bestellnummer',
        customer: 'KundenNr',
        time: 'Bestelldatum',
        amount: 'Betrag (EUR)',
        quantity: 'Menge',
      },
      timeZone: 'Europe/Berlin',
      currency: 'EUR',
    });
    expect(JSON.parse(readFileSync(join(dir, 'package.json'), 'utf8'))).toMatchObject({ name: 'mein-shop' });
    expect(readdirSync(join(dir, 'notebooks')).length).toBeGreaterThan(2);
    expect(existsSync(join(dir, '.github', 'workflows', 'check.yml'))).toBe(true);
    const settings = readFileSync(join(dir, '.vscode', 'settings.json'), 'utf8');
    expect(JSON.parse(settings)).toMatchObject({ 'typescript.tsdk': 'node_modules/tally-kernel/tsdk/lib' });
  });

  it('overwrites nothing unless told to', () => {
    const path = files.lines('kunden.csv', ...GERMAN);
    const dir = join(files.folder, 'taken');
    mkdirSync(dir);
    writeFileSync(join(dir, 'Makefile'), 'mine');
    const refused = tally('init', path, '--dir', dir);
    expect(refused.status).toBe(2);
    expect(refused.stderr).toMatch(/Nothing was written: .* already has Makefile\./);
    expect(readdirSync(dir)).toEqual(['Makefile']);
    expect(tally('init', path, '--dir', dir, '--force').status).toBe(0);
    expect(readFileSync(join(dir, 'Makefile'), 'utf8')).toContain('npm run');
  });

  it.each([
    [['--map', 'custmer=x'], 2, /"custmer" is no field of this kind of data. Did you mean customer\?/],
    [['--map', 'customer=x'], 3, /has no column "x"/],
    [['--kind', 'order'], 2, /--kind must be one of orders, events, customers/],
    [['--kind', 'events'], 3, /was taken for events, and no column is known to be the user, the type/],
    [['--as-of', 'today'], 2, /--as-of: write a day as YYYY-MM-DD/],
  ])('refuses %j', (args, code, message) => {
    const path = files.lines('kunden.csv', ...GERMAN);
    const dir = join(files.folder, 'never');
    const result = tally('init', path, '--dir', dir, ...args);
    expect(result.stderr).toMatch(message);
    expect([result.status, existsSync(dir)]).toEqual([code, false]);
  });

  it('asks nothing without a terminal, and needs a file', () => {
    expect(tally('init')).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/No file given/) as unknown,
    });
  });
});

describe('the files of a project', () => {
  const project: ProjectFile = {
    kind: 'orders',
    data: "o'r.csv",
    map: { order: null, customer: 3, amount: 'a: "b", #c' },
    rates: { USD: 0.9 },
  };

  it('hold what was understood, whatever the names', () => {
    for (const locale of ['en', 'zh'] as const) {
      expect(parseProject(projectYaml(project, locale), 'tally.yaml')).toEqual(project);
    }
  });

  it('keep all data out of the repository, whatever their names', () => {
    const data = ["o'r.csv", 'report[1].csv', '#1.csv', '!x.csv', 'a*b?.csv', 'back\\slash.csv', 'end '];
    const texts = projectTexts({
      ...{ name: 'x', locale: 'en', version: '1.0.0' },
      project: { ...project, kind: 'events', data },
    });
    const root = join(files.folder, 'repository');
    mkdirSync(root);
    writeFileSync(join(root, '.gitignore'), texts.find(({ path }) => path === '.gitignore')?.text ?? '');
    for (const name of [...data, 'report1.csv', 'axb1.csv']) writeFileSync(join(root, name), '');
    const git = (...args: string[]) =>
      spawnSync('git', ['-c', 'core.quotePath=false', ...args], { cwd: root, encoding: 'utf8' }).stdout;
    git('init', '--quiet');
    expect(git('status', '--porcelain', '-z').split('\0').filter(Boolean).toSorted()).toEqual([
      '?? .gitignore',
      '?? axb1.csv',
      '?? report1.csv',
    ]);
  });

  it.each(["o'r.csv", 'a: "b".csv', '$(touch x).csv', '${{ secrets.TOKEN }}.csv'])(
    'check them in CI, where they are: %s',
    (data) => {
      const texts = projectTexts({
        name: 'x',
        project: { ...project, data },
        locale: 'en',
        version: '1.0.0',
      });
      const workflow = parse(texts.find(({ path }) => path.endsWith('check.yml'))?.text ?? '') as {
        readonly jobs: { readonly check: { readonly steps: readonly Step[] } };
      };
      const step = workflow.jobs.check.steps.at(-1);
      expect(step?.run).not.toContain(data);
      // As GitHub evaluates it: the only expression is a literal.
      expect(step?.env?.['DATA']?.replaceAll("${{ '${{' }}", '${{')).toBe(data);
    },
  );

  it.each(DATA_KINDS)('have notebooks of %s that read them', (kind) => {
    const notebooks = notebooksFor(kind, 'zh').filter(({ path }) => path.endsWith('.ipynb'));
    expect(notebooks.length).toBeGreaterThan(1);
    for (const { text } of notebooks) {
      expect(text).toContain(`const project = readProject('tally.yaml', '${kind}');`);
      expect(text).toContain('= project.data;');
      // No default of a template is left that tally.yaml knows.
      expect(text).not.toMatch(
        /let (data|map|timeZone|currency|asOf|locale|options|views|interests|purchases)\b[^;]*= (?!project\.)/,
      );
    }
  });

  it('leave other cells as they are', () => {
    const cell = (source: string, tags: string[] = []) => ({
      cell_type: 'code',
      id: 'a',
      metadata: { tags },
      source,
    });
    const notebook = JSON.stringify({
      cells: [cell("let data = 'x';"), cell("let data: string = 'x';\nlet top = 3;", ['parameters'])],
      nbformat: 4,
    });
    const { cells } = JSON.parse(withProject(notebook, 'events')) as { cells: { source: string }[] };
    expect(cells.map(({ source }) => source)).toEqual([
      "let data = 'x';",
      "import { readProject } from 'tally';\nconst project = readProject('tally.yaml', 'events');\nlet data: string = project.data;\nlet top = 3;",
    ]);
  });
});
