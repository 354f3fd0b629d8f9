import { join } from 'node:path';
import type { Locale } from '../../core/label.js';
import type { ProjectFile } from '../../project/schema.js';
import { notebooksFor, type ProjectText } from './templates.js';
import { projectYaml } from './yaml.js';

export interface NewProject {
  readonly name: string;
  readonly project: ProjectFile;
  readonly locale: Locale;
  /** Version of the library, which the other packages share. */
  readonly version: string;
}

/** The files of a new project. The data are not among them, and git ignores them where they lie in its folder. */
export function projectTexts({ name, project, locale, version }: NewProject): readonly ProjectText[] {
  const language = locale === 'zh' ? ' --lang zh' : '';
  const data = [project.data].flat();
  const manifest = {
    name,
    private: true,
    type: 'module',
    scripts: {
      run: `nbconvert-ts-runner run notebooks${language}`,
      check: `nbconvert-ts-runner check notebooks${language}`,
    },
    dependencies: { 'nbconvert-ts-runner': version, tally: version, 'tally-kernel': version },
  };
  return [
    { path: 'tally.yaml', text: projectYaml(project, locale) },
    { path: 'package.json', text: `${JSON.stringify(manifest, null, 2)}\n` },
    { path: 'Makefile', text: MAKEFILE },
    { path: '.gitignore', text: ignored(data) },
    { path: join('.github', 'workflows', 'check.yml'), text: workflow(data) },
    { path: join('.vscode', 'settings.json'), text: `${JSON.stringify(EDITOR, null, 2)}\n` },
    ...notebooksFor(project.kind, locale),
  ];
}

/** With the kernel's TypeScript server, VS Code underlines no names of earlier cells. It asks before it uses it. */
const EDITOR = {
  'typescript.tsdk': 'node_modules/tally-kernel/tsdk/lib',
  'typescript.enablePromptUseWorkspaceTsdk': true,
};

const MAKEFILE = `.PHONY: run check

## Runs every notebook and writes its results, markdown and figures.
run: node_modules
	npm run --silent run

## Runs every notebook again and compares with what is committed.
check: node_modules
	npm run --silent check

node_modules: package.json
	npm install
	touch node_modules
`;

/** Customers' data do not belong into a repository. */
const ignored = (data: readonly string[]): string =>
  ['node_modules/', '.cache/', 'data/', '*.partial.ipynb', ...data.filter(isInside).map(literally), ''].join(
    '\n',
  );

/** A line of .gitignore for one path, whatever its name. */
const literally = (path: string): string => `/${path.replaceAll(/[\\*?[]| $/g, '\\$&')}`;

const isInside = (data: string): boolean => !/^(\.\.|\/|[A-Za-z]:|\w+:\/\/)/.test(data);

/**
 * Without the data, which are not in the repository, there is nothing to compare. Their path comes by a variable: neither
 * the shell nor the workflow's expressions find anything in it.
 */
const workflow = ([data = '']: readonly string[]): string => `name: check
on: [push, pull_request]
jobs:
  check:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: 20
      - run: npm install
      # Put the data there in a step before this one, from wherever they are kept.
      - env:
          DATA: ${JSON.stringify(data.replaceAll('${{', "${{ '${{' }}"))}
        run: |
          if [ -e "$DATA" ]; then npm run check; else echo "::notice::No data here: nothing was checked."; fi
`;
