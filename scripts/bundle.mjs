import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { rolldown } from 'rolldown';
import { filesIn } from './files.mjs';
import { importsOf, repoint } from './imports.mjs';
import { licensesOf } from './licenses.mjs';

/** Written anew at each installation: a bundle that is older may hold another version. */
const INSTALLED = 'node_modules/.package-lock.json';

/**
 * Puts what a workspace imports of its `devDependencies` into `dist/bundled`, one file each with the licenses beside
 * it, and points the imports of `dist` there: packages of which a small part is used (a reader out of 180 packages,
 * two functions out of 223) need not be installed with ours.
 */
export async function bundleInto(workspace) {
  const { devDependencies = {} } = JSON.parse(readFileSync(join(workspace, 'package.json'), 'utf8'));
  const bundles = new Map();
  for (const { specifier, required, names } of importsOf(join(workspace, 'src'), '.ts')) {
    if (!(packageOf(specifier) in devDependencies)) continue;
    const key = keyOf(specifier, required);
    const { names: before = [] } = bundles.get(key) ?? {};
    const all = [...new Set([...before, ...names])].sort();
    bundles.set(key, { specifier, required, names: all, file: fileOf(workspace, specifier, required) });
  }
  for (const bundle of bundles.values()) await write(workspace, bundle);
  if (bundles.size > 0) pointTo(bundles, join(workspace, 'dist'));
}

const packageOf = (specifier) => /^(?:@[^/]+\/)?[^/]+/.exec(specifier)?.[0];
const keyOf = (specifier, required) => `${required ? 'require' : 'import'} ${specifier}`;

/** What is required becomes a CommonJS file, what is imported a module. */
function fileOf(workspace, specifier, required) {
  const name = specifier.replace(/\.js$/, '').replace(/^@/, '').replaceAll('/', '-');
  return join(workspace, 'dist/bundled', `${name}.${required ? 'cjs' : 'js'}`);
}

async function write(workspace, { specifier, required, names, file }) {
  const heading = `// ${names.join(', ')} of ${specifier}, with what it needs; see the licenses beside this file.\n`;
  if (existsSync(file) && statSync(file).mtimeMs > statSync(INSTALLED).mtimeMs) {
    if (readFileSync(file, 'utf8').startsWith(heading)) return;
  }
  const { code, modules } = await build(
    resolve(workspace, 'bundled-entry.js'),
    required ? `module.exports = require('${specifier}');\n` : await exportsOf(specifier, names),
    required ? 'cjs' : 'esm',
  );
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file.replace(/\.c?js$/, '.licenses.txt'), licensesOf(modules));
  writeFileSync(file, heading + code);
}

async function exportsOf(specifier, names) {
  const exported = names.includes('*') ? Object.keys(await import(specifier)) : names;
  return `export { ${exported.join(', ')} } from '${specifier}';\n`;
}

/** One file of an entry that is only a text, which stands in the workspace so that packages are found from there. */
async function build(entry, text, format) {
  const plugin = {
    name: 'entry',
    resolveId: (id) => (id === entry ? id : null),
    load: (id) => (id === entry ? text : null),
  };
  const bundler = await rolldown({ input: entry, platform: 'node', plugins: [plugin] });
  const { output } = await bundler.generate({ format, codeSplitting: false });
  await bundler.close();
  return { code: output[0].code, modules: output[0].moduleIds.filter((id) => id !== entry) };
}

function pointTo(bundles, dist) {
  for (const file of filesIn(dist, '.js')) {
    const code = readFileSync(file, 'utf8');
    const pointed = repoint(code, (specifier, required) => {
      const bundle = bundles.get(keyOf(specifier, required));
      return bundle && relative(dirname(file), bundle.file).replace(/^(?!\.)/, './');
    });
    if (pointed !== code) writeFileSync(file, pointed);
  }
}
