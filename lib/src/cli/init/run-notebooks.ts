import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import type { Locale } from '../../core/label.js';
import { TallyError } from '../../errors.js';

/** The runner of the project's own packages; null before they are installed. */
export function runnerIn(folder: string): string | null {
  try {
    const from = createRequire(join(resolve(folder), 'package.json'));
    const bin = join(
      dirname(from.resolve('nbconvert-ts-runner/package.json')),
      'bin',
      'nbconvert-ts-runner.js',
    );
    return existsSync(bin) && from.resolve('tally-kernel/package.json') !== '' ? bin : null;
  } catch {
    return null;
  }
}

/** Runs the project's notebooks. @returns the exit code of the runner. */
export function runNotebooks(folder: string, runner: string, locale: Locale): number {
  const language = locale === 'zh' ? ['--lang', 'zh'] : [];
  return runRunner(runner, ['run', 'notebooks', ...language], folder);
}

/** Runs the runner with these words, its output to the terminal. @returns its exit code. */
export function runRunner(runner: string, words: readonly string[], folder: string): number {
  const { status } = spawnSync(process.execPath, [runner, ...words], { cwd: folder, stdio: 'inherit' });
  return status ?? 1;
}

/** Notebooks failed; the runner has said why. */
export class NotebooksError extends TallyError {
  override readonly exitCode: number;

  constructor(message: string, exitCode: number) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** Installs the project's packages. @returns whether that succeeded. */
export const install = (folder: string): boolean =>
  spawnSync('npm', ['install', '--no-fund', '--no-audit'], { cwd: folder, stdio: 'inherit' }).status === 0;
