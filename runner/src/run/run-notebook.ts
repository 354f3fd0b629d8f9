import { setImmediate } from 'node:timers/promises';
import { ClaimsBrokenError, InterruptedError, OutputWriteError, RunnerError } from '../errors.js';
import { planPictures, plotlyFigures } from '../figures/plan.js';
import { renderFigures, type RenderedFigure } from '../figures/render.js';
import { fileFingerprint } from '../files.js';
import type { Kernelspec } from '../kernel/kernelspec.js';
import { collectClaims, describeClaim, type Claim } from './claims.js';
import { EarlyKernel } from './early-kernel.js';
import { executeNotebook, type ExecutedNotebook } from './execute.js';
import type { RunHooks, RunSettings } from './options.js';
import type { NotebookPaths } from './paths.js';
import type { PreparedNotebook } from './prepare.js';
import { publish, savePartial } from './publish.js';
import type { NotebookReport } from './report.js';
import type { RunResources } from './resources.js';

export interface RunNotebookContext extends Omit<RunResources, 'dispose'> {
  readonly settings: RunSettings;
  readonly root: string;
  readonly hooks: RunHooks;
  /** The kernel that will be needed next, if one will. */
  readonly nextKernel: () => Promise<Kernelspec | undefined>;
}

type Outcome = Omit<NotebookReport, 'notebook' | 'seconds'>;

/** Runs one notebook, from its execution to its files. Whatever goes wrong with it is in the report. */
export async function runNotebook(
  prepared: PreparedNotebook,
  context: RunNotebookContext,
): Promise<NotebookReport> {
  const began = performance.now();
  const outcome = await attempt(prepared, context);
  return { notebook: prepared.paths.name, seconds: (performance.now() - began) / 1000, ...outcome };
}

async function attempt(prepared: PreparedNotebook, context: RunNotebookContext): Promise<Outcome> {
  const early = context.cache.mayHold ? undefined : new EarlyKernel(context.kernels(), prepared.spec);
  try {
    const ticket = await context.cache.ticket(prepared);
    const cached = await context.cache.find(prepared, ticket);
    if (cached !== undefined)
      return { ...(await conclude({ notebook: cached }, prepared, context)), cached: true };
    const executed = await execute(prepared, context, early);
    if (executed.error === undefined) await context.cache.keep(prepared, ticket, executed.notebook);
    return await conclude(executed, prepared, context);
  } catch (error) {
    if (!(error instanceof RunnerError)) throw error;
    return { status: 'failed', error, written: [], figures: 0, claims: [] };
  } finally {
    await early?.release();
  }
}

async function execute(
  { notebook, paths, spec }: PreparedNotebook,
  { settings, root, hooks, renderer, kernels, nextKernel }: RunNotebookContext,
  early?: EarlyKernel,
): Promise<ExecutedNotebook> {
  const { env, timeoutSeconds, notebookTimeoutSeconds } = settings;
  const { progress, signal } = hooks;
  const pool = await kernels();
  const running = executeNotebook(notebook, {
    name: paths.name,
    spec,
    root,
    env,
    timeoutSeconds,
    notebookTimeoutSeconds,
    signal,
    onCellDone: (cell) => {
      for (const figure of plotlyFigures({ cells: [cell] })) renderer.ahead?.(figure);
    },
    takeKernel: (wanted) => early?.take() ?? pool.take(wanted),
    progress: {
      notebookStarted: (event) => progress?.notebookStarted?.(event),
      cellStarted: (event) => progress?.cellStarted?.(event),
      cellFinished: (event) => {
        progress?.cellFinished?.(event);
        // This notebook is on its way: the next may start its kernel.
        void nextKernel().then((next) => {
          if (next !== undefined) pool.prepare(next);
        });
      },
      notice: (text) => progress?.notice?.(text),
    },
  });
  // The kernel is starting in its own process: use the time, if figures were drawn here before.
  renderer.warm?.(plotlyFigures(notebook));
  return running;
}

/** Publishes what a run gave, or saves it beside when something failed. */
async function conclude(
  { notebook, error: executionError }: ExecutedNotebook,
  { paths, spec, fingerprint }: PreparedNotebook,
  context: RunNotebookContext,
): Promise<Outcome> {
  const claims = collectClaims(notebook);
  const { figures, error: figureError } = await draw({ notebook, name: paths.name }, context);
  const failed = (error: RunnerError): Outcome => {
    const outcome = { status: 'failed', error, written: [], figures: figures.length, claims } as const;
    try {
      return { ...outcome, partial: savePartial(notebook, error, paths, context.root) };
    } catch (cause) {
      if (!(cause instanceof RunnerError)) throw cause;
      context.hooks.progress?.notice?.(`the outputs so far of ${paths.name} are lost: ${cause.message}`);
      return outcome;
    }
  };
  const error =
    stopOf(context.hooks) ??
    executionError ??
    figureError ??
    brokenClaims(claims, paths, context.settings) ??
    changedMeanwhile(paths, fingerprint);
  if (error !== undefined) return failed(error);
  try {
    const written = publish(notebook, figures, spec.language, paths);
    return { status: 'ok', written, figures: figures.length, claims };
  } catch (cause) {
    if (cause instanceof RunnerError) return failed(cause);
    throw cause;
  }
}

/** Draws the figures, also those of a failed run, for its partial notebook; not when the run was stopped. */
async function draw(
  { notebook, name }: { notebook: ExecutedNotebook['notebook']; name: string },
  { renderer, hooks }: RunNotebookContext,
): Promise<{ figures: RenderedFigure[]; error?: RunnerError }> {
  if (hooks.signal?.aborted === true) return { figures: [] };
  try {
    const figures = await renderFigures(planPictures(notebook, name), renderer);
    // Drawing keeps the event loop busy: let a stop signal that came meanwhile be heard.
    await setImmediate();
    return { figures };
  } catch (error) {
    if (!(error instanceof RunnerError)) throw error;
    return { figures: [], error };
  }
}

/** Claims fail the notebook by default where its outputs would replace the committed ones. */
function brokenClaims(
  claims: readonly Claim[],
  { name, inPlace }: NotebookPaths,
  settings: RunSettings,
): RunnerError | undefined {
  const rule = settings.claims ?? (inPlace ? 'fail' : 'report');
  const broken = claims.filter(({ ok }) => !ok);
  return rule === 'fail' && broken.length > 0
    ? new ClaimsBrokenError(name, broken.map(describeClaim))
    : undefined;
}

/** Someone may save the notebook while it runs; their work is worth more than our outputs. */
function changedMeanwhile({ source, name, inPlace }: NotebookPaths, before: string): RunnerError | undefined {
  if (!inPlace || fileFingerprint(source) === before) return undefined;
  return new OutputWriteError(`${name} was changed while it ran, so it is left as it is now. Run it again.`);
}

function stopOf({ signal }: RunHooks): RunnerError | undefined {
  if (signal?.aborted !== true) return undefined;
  return signal.reason instanceof InterruptedError ? signal.reason : new InterruptedError();
}
