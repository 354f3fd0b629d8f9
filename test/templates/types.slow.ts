import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { Compiler } from '../../kernel/src/compile/compiler.js';
import { loadTypeScript } from '../../kernel/src/compile/load-typescript.js';

const root = process.cwd();
const { typescript } = loadTypeScript();

const templates = readdirSync('templates').flatMap((kind) =>
  readdirSync(join('templates', kind))
    .filter((name) => name.endsWith('.ipynb'))
    .map((name) => join('templates', kind, name)),
);

/** The kernel runs no cell whose types are wrong, and the other tests of templates run them without their types. */
it.each(templates)('every cell of %s has the types that the kernel asks for', (path) => {
  const { cells } = JSON.parse(readFileSync(path, 'utf-8')) as {
    readonly cells: readonly { readonly cell_type: string; readonly source: string | readonly string[] }[];
  };
  const compiler = new Compiler(typescript, { root, notebook: join(root, 'notebooks') });
  const refused = cells
    .filter((cell) => cell.cell_type === 'code')
    .flatMap(({ source }) => {
      const compiled = compiler.compile([source].flat().join(''), () => undefined);
      if (compiled.kind === 'refused') return compiled.diagnostics.map(({ messageText }) => messageText);
      compiler.commit(() => true);
      return [];
    });
  expect(refused).toEqual([]);
});
