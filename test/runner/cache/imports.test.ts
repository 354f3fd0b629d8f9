import { symlinkSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FileHashes } from '../../../runner/src/cache/file-hashes.js';
import { importsOf } from '../../../runner/src/cache/imports.js';
import { localModules } from '../../../runner/src/cache/local-modules.js';
import { PackageVersions } from '../../../runner/src/cache/packages.js';
import { Project } from '../support/project.js';

describe('importsOf', () => {
  it('finds every way to import in TypeScript', () => {
    const source = `import a from 'a';
import { b,
  c } from "./b.js";
import './side.js';
import type { D } from '@scope/d/sub';
export * from '../e.js';
const f = await import('./f.ts'); const g = require("g"); const h = await import(\`./h.js\`);
const name = './not-seen.js'; await import(name);`;
    expect(importsOf(source, 'typescript')).toEqual(
      ['../e.js', './b.js', './f.ts', './h.js', './side.js', '@scope/d/sub', 'a', 'g'].sort(),
    );
  });

  it('finds every way to import in Python', () => {
    const source = `import a.b as x, c
from d import e as f, g
from .h import i
from . import j
%run scripts/k.py
text = "import nothing"`;
    expect(importsOf(source, 'python')).toEqual(
      ['a.b', 'c', 'd', 'd.e', 'd.g', '.h', '.h.i', '.', '.j', 'scripts/k.py'].sort(),
    );
    expect(importsOf(source, 'R')).toEqual([]);
  });
});

describe('localModules', () => {
  const project = new Project();
  const found = (source: string, language = 'typescript') => {
    const { files, packages } = localModules([source], language, project.root);
    const local = (path: string): string => path.slice(project.root.length + 1);
    return { files: [...files].map(local).sort(), packages: [...packages].map(local) };
  };

  it('follows files, not installed packages', () => {
    project.write('src/one.ts', `import { two } from './two.js'; import zod from 'zod';`);
    project.write('src/two.ts', `import data from './data.json'; import { one } from './one.js';`);
    project.write('src/data.json', '{}');
    project.write('src/index.ts', '');
    expect(
      found(`import { one } from './src/one'; import './src'; import './missing.js'; import 'node:fs';`),
    ).toEqual({
      files: ['src/data.json', 'src/index.ts', 'src/one.ts', 'src/two.ts'],
      packages: [],
    });
  });

  it('follows Python modules and packages beside the notebook’s folder', () => {
    project.write('shop/__init__.py', 'from .rfm import score\n');
    project.write('shop/rfm.py', 'import helper\n');
    project.write('helper.py', '');
    expect(found('from shop import rfm\nimport numpy', 'python').files).toEqual([
      'helper.py',
      'shop/__init__.py',
      'shop/rfm.py',
    ]);
  });

  it('tells a package of the project by its content and that of those it depends on', async () => {
    const workspace = new FileHashes();
    const version = () => new PackageVersions(workspace).version(project.path('packages/shop'));
    project.write(
      'packages/shop/package.json',
      '{"name": "shop", "version": "1.0.0", "files": ["dist"], "dependencies": {"base": "*"}}',
    );
    project.write('packages/shop/dist/index.js', 'export {};');
    project.write('packages/shop/test/x.js', 'not published');
    project.write('packages/base/package.json', '{"name": "base", "version": "1.0.0"}');
    project.write('packages/base/index.js', 'export {};');
    project.write('packages/shop/node_modules/.keep', '');
    symlinkSync(project.path('packages/base'), project.path('packages/shop/node_modules/base'));
    const first = await version();
    project.write('packages/shop/test/x.js', 'changed');
    project.write('packages/shop/dist/index.js.map', 'changed');
    expect(await version()).toBe(first);
    project.write('packages/base/index.js', 'export const x = 1;');
    const second = await version();
    expect(second).not.toBe(first);
    project.write('packages/shop/dist/index.js', 'export const y = 1;');
    expect(await version()).not.toBe(second);
  });
});
