import { cpSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import type { Locale } from '../../core/label.js';
import { EXIT } from '../../errors.js';
import { NotebooksError, runRunner } from '../init/run-notebooks.js';
import { RUN_WORDS } from './words.js';

/**
 * Runs the notebook of a report and makes a page of it.
 *
 * @returns what was written, by their paths in the folder.
 * @throws NotebooksError with the runner's exit code.
 */
export function runReport(
  { folder, name }: { readonly folder: string; readonly name: string },
  runner: string,
  locale: Locale,
): readonly string[] {
  const notebook = join(folder, `${name}.ipynb`);
  const into = locale === 'zh' ? 'zh' : '';
  const run = locale === 'zh' ? runTranslated : runInPlace;
  const code = run(folder, runner, ['run', notebook, '--no-register']);
  if (code !== 0 && code !== EXIT.claims) throw new NotebooksError(RUN_WORDS.failed[locale](folder), code);
  const written = join(folder, into, `${name}.ipynb`);
  const language = locale === 'zh' ? ['--lang', locale] : [];
  const words = ['convert', written, '--to', 'html', ...language, '--output-dir', folder];
  const page = runRunner(runner, words, folder);
  if (page !== 0) throw new NotebooksError(RUN_WORDS.failed[locale](folder), page);
  if (code !== 0) process.exitCode = code;
  return [join(into, `${name}.ipynb`), join(into, `${name}.md`)];
}

const runInPlace = (folder: string, runner: string, words: readonly string[]): number =>
  runRunner(runner, [...words, '--figures-dir', join(folder, 'figures')], folder);

/** A translated notebook with its outputs is only written elsewhere, from where it is put beside its source. */
function runTranslated(folder: string, runner: string, words: readonly string[]): number {
  const elsewhere = join(folder, '.running');
  try {
    const code = runRunner(runner, [...words, '--lang', 'zh', '--output-dir', elsewhere], folder);
    if (existsSync(elsewhere)) cpSync(elsewhere, folder, { recursive: true });
    return code;
  } finally {
    rmSync(elsewhere, { recursive: true, force: true });
  }
}

/**
 * The path of a file as a notebook in this folder reads it: notebooks run in the nearest folder above with a package.json
 * that has workspaces, or else the nearest with a package.json. Files elsewhere have their whole path.
 */
export function pathFrom(folder: string, file: string): string {
  const packages = ancestors(resolve(folder)).filter((path) => existsSync(join(path, 'package.json')));
  const root = packages.find(hasWorkspaces) ?? packages[0] ?? resolve(folder);
  const path = relative(root, resolve(file)).replaceAll('\\', '/');
  return path.startsWith('../') ? resolve(file) : path;
}

function ancestors(folder: string): readonly string[] {
  return dirname(folder) === folder ? [folder] : [folder, ...ancestors(dirname(folder))];
}

function hasWorkspaces(folder: string): boolean {
  try {
    const manifest: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    return typeof manifest === 'object' && manifest !== null && 'workspaces' in manifest;
  } catch {
    return false;
  }
}
