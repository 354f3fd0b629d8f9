/** Links, folders and loops where files are expected. */
import { lstatSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { OutputWriteError } from '../../../runner/src/errors.js';
import { writeFilesAtomically } from '../../../runner/src/files.js';
import { readNotebook } from '../../../runner/src/nbformat/index.js';
import { discoverNotebooks } from '../../../runner/src/run/discover.js';
import { Project } from '../support/project.js';

const project = new Project();

describe('a symbolic link', () => {
  it('stays, and the file it names is written', () => {
    project.write('shared/real.ipynb', 'before');
    symlinkSync('shared/real.ipynb', project.path('link.ipynb'));
    symlinkSync('shared/new.ipynb', project.path('dangling.ipynb'));
    const paths = ['link.ipynb', 'dangling.ipynb'].map((name) => project.path(name));
    writeFilesAtomically(paths.map((path) => ({ path, content: 'after' })));
    for (const path of paths) expect(lstatSync(path).isSymbolicLink()).toBe(true);
    expect(project.read('shared/real.ipynb')).toBe('after');
    expect(project.read('shared/new.ipynb')).toBe('after');
    expect(readdirSync(project.path('shared')).sort()).toEqual(['new.ipynb', 'real.ipynb']);
  });

  it('in a circle is named, not followed', () => {
    symlinkSync('b.ipynb', project.path('a.ipynb'));
    symlinkSync('a.ipynb', project.path('b.ipynb'));
    for (const [name, said] of [
      ['a.ipynb', /^a\.ipynb: no such notebook: this link leads to nothing\.$/],
      // What leads nowhere is no advice either.
      ['aa.ipynb', /^aa\.ipynb: no such notebook or folder\.(?!.* [ab]\.ipynb)/],
    ] as const) {
      expect(() => discoverNotebooks([name], project.root)).toThrow(said);
    }
    expect(() => readNotebook(project.path('a.ipynb'), 'a.ipynb')).toThrow('a.ipynb cannot be read');
    const write = (): void => {
      writeFilesAtomically([{ path: project.path('a.ipynb'), content: 'x' }]);
    };
    expect(write).toThrow(OutputWriteError);
    expect(write).toThrow('its links lead in a circle');
  });
});

it('a folder with the name of a notebook is named', () => {
  mkdirSync(project.path('folder.ipynb'));
  expect(() => readNotebook(project.path('folder.ipynb'), 'folder.ipynb')).toThrow('it is a folder');
  expect(() => {
    writeFilesAtomically([{ path: project.path('folder.ipynb'), content: 'x' }]);
  }).toThrow(OutputWriteError);
});
