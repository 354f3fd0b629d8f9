import { dirname, resolve } from 'node:path';
import { SharedRenderer } from '../figures/renderer.js';
import { ensureWritableFolder } from '../files.js';
import { discoverNotebooks } from './discover.js';
import { parseRunOptions, type RunHooks, type RunOptions } from './options.js';
import { planPaths } from './paths.js';
import { prepareNotebooks, type PreparedNotebook, type UnfitNotebook } from './prepare.js';
import { findProjectRoot } from './project.js';
import { exitCodeOf, type NotebookReport, type RunReport } from './report.js';
import { runNotebook, type RunNotebookContext } from './run-notebook.js';

/**
 * Executes notebooks one after another, each in a fresh kernel, and writes notebooks, markdown and figures.
 * A notebook that fails does not stop the others; its error is in the report.
 *
 * @throws {UsageError} when the options are wrong
 * @throws {NotebookNotFoundError} when an input names no notebook
 * @throws {ParameterError} when a parameter fits no notebook or would overwrite committed outputs
 * @throws {OutputWriteError} when an output folder cannot be written
 * @example
 * const report = await runNotebooks({ inputs: ['notebooks'], outputDir: 'out', parameters: { users: 'my.csv' } });
 * process.exitCode = report.exitCode;
 */
export async function runNotebooks(options: RunOptions, hooks: RunHooks = {}): Promise<RunReport> {
  const settings = parseRunOptions(options);
  const cwd = resolve(settings.cwd);
  const root = findProjectRoot(cwd);
  const { outputDir, figuresDir } = settings;
  const plans = planPaths(discoverNotebooks(settings.inputs, cwd), { cwd, root, outputDir, figuresDir });
  const prepared = prepareNotebooks(plans, settings, root, hooks.progress);
  for (const folder of new Set(plans.map(({ notebook }) => dirname(notebook)))) ensureWritableFolder(folder);
  const shared = new SharedRenderer();
  try {
    const context = { settings, root, hooks, renderer: hooks.renderer ?? shared };
    const notebooks = await runAll(prepared, context);
    return { notebooks, exitCode: exitCodeOf(notebooks) };
  } finally {
    await shared.dispose();
  }
}

async function runAll(
  prepared: readonly (PreparedNotebook | UnfitNotebook)[],
  context: RunNotebookContext,
): Promise<NotebookReport[]> {
  const reports: NotebookReport[] = [];
  for (const each of prepared) {
    const report = await runOne(each, context);
    context.hooks.progress?.notebookFinished?.(report);
    reports.push(report);
  }
  return reports;
}

async function runOne(
  each: PreparedNotebook | UnfitNotebook,
  context: RunNotebookContext,
): Promise<NotebookReport> {
  const nothing = { notebook: each.paths.name, written: [], figures: 0, claims: [], seconds: 0 };
  if (context.hooks.signal?.aborted === true) return { ...nothing, status: 'skipped' };
  if ('error' in each) return { ...nothing, status: 'failed', error: each.error };
  return runNotebook(each, context);
}
