import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ARROW, DANFO, optional } from '../../../lib/src/core/optional-package.js';
import { OptionsError } from '../../../lib/src/errors.js';

interface Manifest {
  readonly overrides: { readonly 'danfojs-node': Readonly<Record<string, string>> };
  readonly devDependencies: Readonly<Record<string, string>>;
}

describe('a package that is not installed with this one', () => {
  it('is loaded', async () => {
    expect(await optional(ARROW, () => Promise.resolve(1))).toBe(1);
  });

  it('is asked for, with the command that installs it, and the reason is kept', async () => {
    const cause = new Error('ERR_MODULE_NOT_FOUND');
    const loading = optional(ARROW, () => Promise.reject(cause));
    await expect(loading).rejects.toThrow(
      new OptionsError('toArrow() requires the package apache-arrow. Install it: npm install apache-arrow', {
        cause,
      }),
    );
  });

  it('has the version and the replacements that this repository itself uses, where it is danfo', () => {
    const { overrides, devDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
    for (const [name, version] of Object.entries(overrides['danfojs-node'])) {
      expect(DANFO.advice).toContain(`"overrides.danfojs-node.${name}=${version}"`);
    }
    expect(DANFO.advice).toContain(`npm install danfojs-node@${devDependencies['danfojs-node'] ?? ''}`);
  });
});
