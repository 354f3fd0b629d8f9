import { setImmediate } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { ClaimsBrokenError, InterruptedError, OutputWriteError, RunnerError } from '../errors.js';
import { planPictures, plotlyFigures } from '../figures/plan.js';
import { renderFigures, type RenderedFigure } from '../figures/render.js';
import { figureWarnings } from '../figures/warnings.js';
import { fileFingerprint } from '../files.js';
import type { Kernelspec } from '../kernel/kernelspec.js';
import { parseNotebook, readNotebookText, serializeNotebook, type Notebook } from '../nbformat/index.js';
import { keepResult } from '../translate/results.js';
import { untranslatedTexts } from '../translate/translation.js';
import { claimLine, collectClaims, type Claim } from './claims.js';
import { EarlyKernel } from './early-kernel.js';
import { executeNotebook, type ExecutedNotebook } from './execute.js';
import { markdownLinks } from './links.js';
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
  /** The paths of all notebooks of the run. */
  readonly paths: readonly NotebookPaths[];
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
  const early = context.cache.mayHold
    ? undefined
    : new EarlyKernel(context.kernels(), context.kernelOf(prepared));
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
  prepared: PreparedNotebook,
  { settings, root, hooks, renderer, kernels, kernelOf, nextKernel }: RunNotebookContext,
  early?: EarlyKernel,
): Promise<ExecutedNotebook> {
  const { notebook, paths } = prepared;
  const { env, timeoutSeconds, notebookTimeoutSeconds } = settings;
  const { progress, signal } = hooks;
  const pool = await kernels();
  const running = executeNotebook(notebook, {
    name: paths.name,
    spec: kernelOf(prepared),
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
  prepared: PreparedNotebook,
  context: RunNotebookContext,
): Promise<Outcome> {
  const { paths, spec } = prepared;
  const claims = collectClaims(notebook);
  const { figures, error: figureError } = await draw({ notebook, name: paths.name }, context);
  const failed = (error: RunnerError): Outcome => {
    const outcome = { status: 'failed', error, written: [], figures: figures.length, claims } as const;
    try {
      return { ...outcome, partial: savePartial(notebook, error, paths, context.root) };
    } catch (cause) {
      if (!(cause instanceof RunnerError)) throw cause;
      context.hooks.progress?.notice?.(`the outputs of ${paths.name} so far are lost: ${cause.message}`);
      return outcome;
    }
  };
  const error =
    stopOf(context.hooks) ??
    executionError ??
    figureError ??
    brokenClaims(claims, paths, context.settings) ??
    changedMeanwhile(prepared);
  if (error !== undefined) return failed(error);
  try {
    const { settings, root } = context;
    const options = { ...settings, root };
    const written = publish(notebook, figures, spec.language, paths, {
      lang: settings.lang,
      link: markdownLinks(paths, context.paths, options),
    });
    keepTranslated(notebook, prepared, context);
    return { status: 'ok', written, figures: figures.length, claims };
  } catch (cause) {
    if (cause instanceof RunnerError) return failed(cause);
    throw cause;
  }
}

/** Keeps the result of a run in another language for conversions, and tells which texts it did not find. */
function keepTranslated(
  notebook: ExecutedNotebook['notebook'],
  { paths, translation, parameters }: PreparedNotebook,
  { cacheFolder: folder, root, hooks }: RunNotebookContext,
): void {
  if (translation === undefined) return;
  const left = untranslatedTexts(notebook, translation);
  if (left.length > 0) {
    const some = left.slice(0, 3).map((text) => JSON.stringify(text));
    const more = left.length > some.length ? ` and ${left.length - some.length} more` : '';
    hooks.progress?.notice?.(
      `${paths.name}: not translated into ${translation.lang}: ${some.join(', ')}${more}`,
    );
  }
  if (Object.keys(parameters).length > 0) return;
  try {
    keepResult({ folder, root, source: paths.source }, notebook, translation);
  } catch (error) {
    if (!(error instanceof RunnerError)) throw error;
    hooks.progress?.notice?.(`the result is not kept for convert --lang: ${error.message}`);
  }
}

/** Draws the figures, also those of a failed run, for its partial notebook; not when the run was stopped. */
async function draw(
  { notebook, name }: { notebook: ExecutedNotebook['notebook']; name: string },
  { renderer, hooks, settings }: RunNotebookContext,
): Promise<{ figures: RenderedFigure[]; error?: RunnerError }> {
  if (hooks.signal?.aborted === true) return { figures: [] };
  const warn = figureWarnings((text) => hooks.progress?.notice?.(text), settings.strict);
  try {
    const figures = await renderFigures(planPictures(notebook, name), renderer, warn);
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
    ? new ClaimsBrokenError(name, broken.map(claimLine))
    : undefined;
}

/** Someone may save the notebook while it runs; their work is worth more than our outputs. */
function changedMeanwhile({ paths, fingerprint, notebook }: PreparedNotebook): RunnerError | undefined {
  const { source, name, inPlace } = paths;
  if (!inPlace || fileFingerprint(source) === fingerprint || isOtherRun(source, name, notebook))
    return undefined;
  return new OutputWriteError(`${name} was changed while it ran, so it was not overwritten. Run it again.`);
}

/** Whether a run of the same notebook wrote the file meanwhile: it is as runs write it, and only outputs are new. */
function isOtherRun(source: string, name: string, { cells }: Notebook): boolean {
  try {
    const text = readNotebookText(source, name);
    const now = parseNotebook(text, name);
    const written = ({ id, source: own }: Notebook['cells'][number]): string[] => [id, own];
    return text === serializeNotebook(now) && isDeepStrictEqual(now.cells.map(written), cells.map(written));
  } catch (error) {
    if (error instanceof RunnerError) return false;
    throw error;
  }
}

function stopOf({ signal }: RunHooks): RunnerError | undefined {
  if (signal?.aborted !== true) return undefined;
  return signal.reason instanceof InterruptedError ? signal.reason : new InterruptedError();
}
