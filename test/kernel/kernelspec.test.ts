import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';

const CLI = fileURLToPath(new URL('../../kernel/bin/tally-kernel.js', import.meta.url));
const prefix = mkdtempSync(join(tmpdir(), 'tally-kernel-prefix-'));
const spec = join(prefix, 'share', 'jupyter', 'kernels', 'tally-ts', 'kernel.json');

const run = (args: readonly string[], env: NodeJS.ProcessEnv = {}) =>
  spawnSync(process.execPath, [CLI, ...args], { encoding: 'utf8', env: { ...process.env, ...env } });

afterAll(() => {
  rmSync(prefix, { recursive: true });
});

describe('tally-kernel', () => {
  it('installs a kernelspec that needs no PATH, twice, and removes it', () => {
    expect(run(['install', '--prefix', prefix]).status).toBe(0);
    expect(run(['install', '--prefix', prefix]).status).toBe(0);
    const { argv, language } = JSON.parse(readFileSync(spec, 'utf8')) as { argv: string[]; language: string };
    const main = join(CLI, '..', '..', 'dist', 'main.js');
    expect(argv).toEqual([process.execPath, '--max-semi-space-size=4', main, '{connection_file}']);
    expect(language).toBe('typescript');
    expect(run(['uninstall', '--prefix', prefix]).stdout).toContain('removed');
    expect(existsSync(spec)).toBe(false);
    expect(run(['uninstall', '--prefix', prefix]).stdout).toBe('nothing to remove\n');
  });

  it('installs for a user and for an environment', () => {
    expect(run(['install', '--user'], { JUPYTER_DATA_DIR: join(prefix, 'data') }).status).toBe(0);
    expect(existsSync(join(prefix, 'data', 'kernels', 'tally-ts', 'kernel.json'))).toBe(true);
    expect(run(['install', '--sys-prefix'], { VIRTUAL_ENV: join(prefix, 'venv') }).status).toBe(0);
    expect(existsSync(join(prefix, 'venv', 'share', 'jupyter', 'kernels', 'tally-ts', 'kernel.json'))).toBe(
      true,
    );
  });

  it('has a doctor that says what to do', () => {
    const well = run(['doctor'], { JUPYTER_DATA_DIR: join(prefix, 'data') });
    expect(well.status).toBe(0);
    expect(well.stdout).not.toContain('PROBLEM');
    const ill = run(['doctor'], { JUPYTER_DATA_DIR: join(prefix, 'nowhere') });
    expect(ill.status).toBe(1);
    expect(ill.stdout).toContain('run tally-kernel install');
  });

  it.each([
    [['frobnicate'], 2, 'UsageError: unknown command "frobnicate"'],
    [['install', '--user', '--sys-prefix'], 2, 'give only one of'],
    [['install', '--nonsense'], 2, 'UsageError: Unknown option'],
  ])('refuses %j', (args, status, text) => {
    const { status: ended, stderr } = run(args);
    expect(ended).toBe(status);
    expect(stderr).toContain(text);
  });

  it('says that a folder cannot be written', () => {
    const file = join(prefix, 'file');
    writeFileSync(file, '');
    const { status, stderr } = run(['install', '--prefix', file]);
    expect(status).toBe(5);
    expect(stderr).toContain('InstallError: cannot install the kernelspec');
  });
});
