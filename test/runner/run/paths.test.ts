import { describe, expect, it } from 'vitest';
import { NotebookFormatError, NotebookNotFoundError, UsageError } from '../../../runner/src/errors.js';
import { discoverNotebooks } from '../../../runner/src/run/discover.js';
import { linkFrom, planPaths } from '../../../runner/src/run/paths.js';
import { findProjectRoot } from '../../../runner/src/run/project.js';
import { notebook } from '../support/notebooks.js';
import { Project } from '../support/project.js';

describe('planPaths', () => {
  const base = { cwd: '/p', root: '/p' };

  it('puts everything in place by default', () => {
    expect(planPaths(['/p/notebooks/x.ipynb'], base)).toEqual([
      {
        source: '/p/notebooks/x.ipynb',
        name: 'notebooks/x.ipynb',
        notebook: '/p/notebooks/x.ipynb',
        markdown: '/p/notebooks/x.md',
        partial: '/p/notebooks/x.partial.ipynb',
        figures: '/p/figures/x',
        inPlace: true,
        writesNotebook: true,
      },
    ]);
  });

  it('puts everything below the output folder, figures elsewhere when told', () => {
    const [plan] = planPaths(['/p/notebooks/x.ipynb'], { ...base, outputDir: 'out' });
    expect(plan).toMatchObject({
      notebook: '/p/out/x.ipynb',
      markdown: '/p/out/x.md',
      figures: '/p/out/figures/x',
      inPlace: false,
      writesNotebook: true,
    });
    const [other] = planPaths(['/p/notebooks/x.ipynb'], { ...base, outputDir: 'out', figuresDir: '/pics' });
    expect(other?.figures).toBe('/pics/x');
  });

  it('sees that an output folder is the notebook’s own', () => {
    expect(planPaths(['/p/notebooks/x.ipynb'], { ...base, outputDir: 'notebooks' })[0]?.inPlace).toBe(true);
  });

  it('refuses two notebooks that would write the same files', () => {
    expect(() => planPaths(['/p/a/x.ipynb', '/p/b/x.ipynb'], base)).toThrow(UsageError);
    expect(() => planPaths(['/p/a/x.ipynb', '/p/b/x.ipynb'], base)).toThrow(
      'a/x.ipynb and b/x.ipynb would write',
    );
  });

  it('links relative to the markdown', () => {
    expect(linkFrom('/p/notebooks', '/p/figures/x/a.png')).toBe('../figures/x/a.png');
  });
});

describe('discoverNotebooks', () => {
  const project = new Project();
  for (const name of [
    'notebooks/02-b.ipynb',
    'notebooks/01-a.ipynb',
    'notebooks/01-a.partial.ipynb',
    'notebooks/.ipynb_checkpoints/01-a.ipynb',
    'other/deep/z.ipynb',
  ]) {
    project.add(name, notebook([]));
  }
  project.write('notebooks/readme.md', '');
  const names = (...inputs: string[]) =>
    discoverNotebooks(inputs, project.root).map((path) => path.slice(project.root.length + 1));

  it('takes files, folders and patterns, each notebook once', () => {
    expect(names('notebooks')).toEqual(['notebooks/01-a.ipynb', 'notebooks/02-b.ipynb']);
    expect(names('other/deep/z.ipynb', 'notebooks/0*.ipynb', 'notebooks')).toEqual([
      'other/deep/z.ipynb',
      'notebooks/01-a.ipynb',
      'notebooks/02-b.ipynb',
    ]);
    expect(names('**/*.ipynb')).toHaveLength(3);
  });

  it('offers near names for what is missing', () => {
    expect(() => names('notebooks/1-a.ipynb')).toThrow(NotebookNotFoundError);
    expect(() => names('notebooks/1-a.ipynb')).toThrow('Did you mean notebooks/01-a.ipynb');
    expect(() => names('notbooks')).toThrow('Did you mean notebooks?');
    expect(() => names('z.ipynb')).toThrow('Did you mean other/deep/z.ipynb?');
    expect(() => names('nothing/*.ipynb')).toThrow('no notebook matches');
    expect(() => names('notebooks/readme.md')).toThrow(NotebookFormatError);
  });
});

describe('findProjectRoot', () => {
  const project = new Project();
  project.write('repo/package.json', '{"workspaces": ["a"]}');
  project.write('repo/a/package.json', '{}');
  project.write('repo/a/src/x.txt', '');

  it('prefers the ancestor with workspaces, then the nearest package', () => {
    expect(findProjectRoot(project.path('repo/a/src'))).toBe(project.path('repo'));
    expect(findProjectRoot(project.path('repo'))).toBe(project.path('repo'));
    project.write('plain/sub/x.txt', '');
    expect(findProjectRoot(project.path('plain/sub'))).toBe(project.root);
  });
});
