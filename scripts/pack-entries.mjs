import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { rolldown } from 'rolldown';
import { filesIn } from './files.mjs';
import { licensesOf } from './licenses.mjs';

/** Also read into the files, though they are installed: by its declarations, and it is 95 files to load. */
const TAKEN_IN = ['zod'];

/**
 * Puts the modules of a workspace into few files, `dist/packed`: what its manifest exports from there. Node.js takes
 * about half a millisecond for each file of an ES module, and a library of 700 would take longer to find than to run.
 * What a workspace depends on stays outside.
 */
export async function packEntries(workspace) {
  const { exports } = JSON.parse(readFileSync(join(workspace, 'package.json'), 'utf8'));
  const dist = join(workspace, 'dist');
  const packed = join(dist, 'packed');
  const entries = Object.values(exports).flatMap(({ default: file = '' }) => entryOf(file));
  if (entries.length === 0 || isFresh(dist, packed)) return;
  rmSync(packed, { recursive: true, force: true });
  const bundler = await rolldown({
    input: Object.fromEntries(entries.map((name) => [name, sourceOf(dist, name)])),
    platform: 'node',
    external: (id) => !(isOwn(id) || TAKEN_IN.includes(id)),
    plugins: [beside],
    makeAbsoluteExternalsRelative: false,
  });
  const { output } = await bundler.write({
    dir: packed,
    entryFileNames: '[name].js',
    chunkFileNames: '[name].js',
    comments: false,
  });
  await bundler.close();
  const modules = output.flatMap(({ moduleIds = [] }) => moduleIds);
  writeFileSync(join(packed, 'licenses.txt'), licensesOf(modules));
}

/** The name, such as `claims`, of a file that is exported; all are in one folder, so that paths to others hold. */
function entryOf(file) {
  const [, name] = /^\.\/dist\/packed\/(.*)\.js$/.exec(file) ?? [];
  return name === undefined ? [] : [name];
}

/** Leaves in `dist/bundled` what is there, and imports it from there. */
const beside = {
  name: 'beside',
  resolveId: (id) => (/\/bundled\//.test(id) ? { id: `../bundled/${basename(id)}`, external: true } : null),
};

const sourceOf = (dist, name) =>
  [`${name}.js`, `${name}/index.js`].map((file) => join(dist, file)).find((file) => existsSync(file));

const isOwn = (id) => id.startsWith('.') || /^([/\\]|[A-Za-z]:)/.test(id);

/** Whether no compiled file is newer than what was packed last. */
function isFresh(dist, packed) {
  const file = join(packed, 'licenses.txt');
  if (!existsSync(file)) return false;
  const { mtimeMs } = statSync(file);
  return [...filesIn(dist, '.js'), 'scripts/pack-entries.mjs', 'package-lock.json'].every(
    (path) => statSync(path).mtimeMs < mtimeMs,
  );
}
