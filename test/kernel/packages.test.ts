import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sharedKernel } from './harness.js';
import { PACKAGES } from './popular/packages.js';
import { expectWorks, packageTable } from './popular/works.js';

/** Those that this repository installs as well; packages.slow.ts installs and tests all of them. */
const INSTALLED = PACKAGES.filter(({ name, version, beside = {} }) =>
  Object.entries({ [name]: version, ...beside }).every(([each, wanted]) => {
    const path = join('node_modules', each, 'package.json');
    if (!existsSync(path)) return false;
    const { version: found } = JSON.parse(readFileSync(path, 'utf8')) as { readonly version: string };
    return found === wanted;
  }),
);
const kernel = sharedKernel();

describe('popular packages', () => {
  it.each(INSTALLED)('$name is imported and used, with its types', async (entry) => {
    await expectWorks(kernel(), entry);
  });

  it('are those of the table in the README', () => {
    expect(readFileSync('kernel/README.md', 'utf8')).toContain(`\n\n${packageTable()}\n`);
  });
});
