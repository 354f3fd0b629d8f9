import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { NPM_ENVIRONMENT } from '../house/support/packed.js';
import { Client } from './client.js';
import { PACKAGES } from './popular/packages.js';
import { expectWorks, manifest } from './popular/works.js';

const folder = mkdtempSync(join(tmpdir(), 'popular-packages-'));
let kernel: Client;

beforeAll(async () => {
  writeFileSync(join(folder, 'package.json'), manifest());
  const quiet = ['--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'];
  execFileSync('npm', ['install', ...quiet], { cwd: folder, env: NPM_ENVIRONMENT, stdio: 'inherit' });
  kernel = await Client.start({ cwd: folder });
}, 600_000);
afterAll(async () => {
  await kernel.close();
  rmSync(folder, { recursive: true, force: true });
}, 600_000);

describe('popular packages, installed from the registry', () => {
  it.each(PACKAGES)('$name is imported and used, with its types', async (entry) => {
    await expectWorks(kernel, entry);
  });
});
