import { dirname, resolve } from 'node:path';
import { recoverAndTell } from '../check/interrupted.js';
import { publishRegister } from '../claims/publish.js';
import { ensureWritableFolder } from '../files.js';
import { producersOf, type NotebookGraph } from '../graph/graph.js';
import type { Kernelspec } from '../kernel/kernelspec.js';
import type { RunHooks, RunOptions } from './options.js';
import { findProjectRoot } from './project.js';
import { openResources } from './resources.js';
import { planRun, type RunPlan } from './plan.js';
import type { PreparedNotebook, UnfitNotebook } from './prepare.js';
import { startOrder } from './start-order.js';
import { SpareKernels } from './spare-kernels.js';
import { exitCodeOf, type Blocker, type NotebookReport, type RunReport } from './report.js';
import { runNotebook, type RunNotebookContext } from './run-notebook.js';
import { schedule } from './schedule.js';

/**
 * Executes notebooks, each in a fresh kernel and after those that write what it reads, and writes notebooks,
 * markdown and figures. A notebook that fails does not stop the others, except those that read what it writes;
 * its error is in the report.
 *
 * @throws {UsageError} when an option is invalid
 * @throws {NotebookNotFoundError} when an input matches no notebook
 * @throws {ParameterError} when a parameter fits no notebook or would overwrite committed outputs
 * @throws {GraphError} when notebooks wait for each other, read what no one writes, or write the same file
 * @throws {OutputWriteError} when an output folder cannot be written
 * @example
 * const report = await runNotebooks({ inputs: ['notebooks'], outputDir: 'out', parameters: { users: 'my.csv' } });
 * process.exitCode = report.exitCode;
 */
export async function runNotebooks(options: RunOptions, hooks: RunHooks = {}): Promise<RunReport> {
  recoverAndTell(
    findProjectRoot(resolve(options.cwd ?? process.cwd())),
    hooks.progress?.notice?.bind(hooks.progress),
  );
  const plan = planRun(options, hooks.progress);
  const { settings, root } = plan;
  for (const folder of new Set(plan.notebooks.map(({ paths }) => dirname(paths.notebook))))
    ensureWritableFolder(folder);
  tellWhatAlwaysRuns(plan, hooks);
  const resources = openResources(plan, hooks);
  try {
    const notebooks = await runAll(plan, {
      settings,
      root,
      hooks,
      paths: plan.notebooks.map(({ paths }) => paths),
      ...resources,
    });
    await resources.cache.close(notebooks.every(({ status }) => status === 'ok'));
    resources.durations.save();
    publishRegister(plan, notebooks, hooks.progress);
    return { notebooks, exitCode: exitCodeOf(notebooks) };
  } finally {
    await resources.dispose();
  }
}

/** Where some notebooks say what they read, it is worth knowing which do not. */
function tellWhatAlwaysRuns({ notebooks, settings }: RunPlan, { progress }: RunHooks): void {
  const fit = notebooks.filter((each) => !('error' in each));
  const silent = fit
    .filter(({ declaration }) => declaration?.reads === undefined)
    .map(({ paths }) => paths.name);
  if (!settings.cache || silent.length === 0 || silent.length === fit.length) return;
  progress?.notice?.(
    `always executed, because their metadata does not declare what they read ("runner": {"reads": []}): ${silent.join(', ')}`,
  );
}

/** Runs the notebooks as the graph allows; the reports are in the order of the inputs. */
function runAll(
  { settings, notebooks, graph }: RunPlan,
  shared: Omit<RunNotebookContext, 'nextKernel'>,
): Promise<NotebookReport[]> {
  const reports = new Map<number, NotebookReport>();
  const preference = startOrder(notebooks, settings.jobs, shared.durations);
  const spare = new SpareKernels(notebooks, preference, shared.cache, shared.kernelOf);
  const nextKernel = (): Promise<Kernelspec | undefined> =>
    spare.next((index) => blockerOf(index, graph, reports) === undefined);
  const context = { ...shared, nextKernel };
  context.hooks.progress?.runStarted?.({ notebooks: notebooks.map(({ paths }) => paths.name) });
  return schedule(producersOf(graph), { jobs: settings.jobs, preference }, async (index) => {
    const notebook = notebooks[index];
    if (notebook === undefined) throw new RangeError(`no notebook ${index}`);
    spare.started(index);
    const report = await runOne(notebook, blockerOf(index, graph, reports), context);
    reports.set(index, report);
    spare.ended();
    if (report.status === 'ok' && report.cached !== true)
      shared.durations.note(notebook.paths, report.seconds);
    shared.hooks.progress?.notebookFinished?.(report);
    return report;
  });
}

async function runOne(
  each: PreparedNotebook | UnfitNotebook,
  blockedBy: Blocker | undefined,
  context: RunNotebookContext,
): Promise<NotebookReport> {
  const nothing = { notebook: each.paths.name, written: [], figures: 0, claims: [], seconds: 0 };
  if (context.hooks.signal?.aborted === true) return { ...nothing, status: 'skipped' };
  if ('error' in each) return { ...nothing, status: 'failed', error: each.error };
  if (blockedBy !== undefined) return { ...nothing, status: 'skipped', blockedBy };
  return runNotebook(each, context);
}

/** The first of the notebook's producers that has ended without success. */
function blockerOf(
  index: number,
  { edges, nodes }: NotebookGraph,
  reports: ReadonlyMap<number, NotebookReport>,
): Blocker | undefined {
  const broken = edges.find(
    ({ from, to }) => to === index && reports.has(from) && reports.get(from)?.status !== 'ok',
  );
  if (broken === undefined) return undefined;
  const producer = reports.get(broken.from)?.blockedBy?.producer ?? nodes[broken.from]?.name ?? '';
  return { producer, path: broken.path };
}
