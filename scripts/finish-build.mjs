import { cpSync, existsSync, rmSync } from 'node:fs';
import { bundleInto } from './bundle.mjs';
import { bundlePlugin } from './bundle-plugin.mjs';
import { removeOrphans } from './orphans.mjs';
import { packEntries } from './pack-entries.mjs';

/**
 * What follows on the compiler, so that each `dist` is what is published: without what deleted sources have left, with
 * the packages it bundles, and in the library's its modules in few files and the templates of `tally init`.
 */
for (const workspace of ['render', 'lib', 'studies', 'kernel', 'runner']) {
  removeOrphans(workspace);
  await bundleInto(workspace);
  await packEntries(workspace);
}

rmSync('lib/dist/templates', { recursive: true, force: true });
if (existsSync('templates')) cpSync('templates', 'lib/dist/templates', { recursive: true });

await bundlePlugin('kernel/dist/editor/plugin.js', 'kernel/dist/editor/plugin.cjs');
