import { cpSync, existsSync, rmSync } from 'node:fs';
import { bundleInto } from './bundle.mjs';
import { removeOrphans } from './orphans.mjs';

/**
 * What follows on the compiler, so that each `dist` is what is published: without what deleted sources have left, with
 * the packages it bundles, and in the library's the templates of `tally init`.
 */
for (const workspace of ['render', 'lib', 'studies', 'kernel', 'runner']) {
  removeOrphans(workspace);
  await bundleInto(workspace);
}

rmSync('lib/dist/templates', { recursive: true, force: true });
if (existsSync('templates')) cpSync('templates', 'lib/dist/templates', { recursive: true });
