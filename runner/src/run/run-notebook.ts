import { ClaimsBrokenError, InterruptedError, RunnerError } from '../errors.js';
import { planFigures } from '../figures/plan.js';
import { renderFigures, type RenderedFigure } from '../figures/render.js';
import type { FigureRenderer } from '../figures/renderer.js';
import { collectClaims, describeClaim, type Claim } from './claims.js';
import { executeNotebook, type ExecutedNotebook } from './execute.js';
import type { RunHooks, RunSettings } from './options.js';
import type { PreparedNotebook } from './prepare.js';
import { publish, savePartial } from './publish.js';
import type { NotebookReport } from './report.js';

export interface RunNotebookContext {
  readonly settings: RunSettings;
  readonly root: string;
  readonly renderer: FigureRenderer;
  readonly hooks: RunHooks;
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
  const { paths, spec } = prepared;
  const { settings, root, hooks } = context;
  try {
    const executed = await executeNotebook(prepared.notebook, {
      name: paths.name,
      spec,
      root,
      env: settings.env,
      timeoutSeconds: settings.timeoutSeconds,
      progress: hooks.progress,
      signal: hooks.signal,
    });
    return await conclude(executed, prepared, context);
  } catch (error) {
    if (!(error instanceof RunnerError)) throw error;
    return { status: 'failed', error, written: [], figures: 0, claims: [] };
  }
}

/** Publishes what a run gave, or saves it beside when something failed. */
async function conclude(
  { notebook, error: executionError }: ExecutedNotebook,
  { paths, spec }: PreparedNotebook,
  context: RunNotebookContext,
): Promise<Outcome> {
  const claims = collectClaims(notebook);
  const drawn = await draw({ notebook, name: paths.name }, context);
  const error =
    stopOf(context.hooks) ?? executionError ?? drawn.error ?? brokenClaims(claims, paths.name, context);
  const common = { figures: drawn.figures.length, claims };
  if (error !== undefined) {
    return { ...common, status: 'failed', error, written: [], partial: savePartial(notebook, paths) };
  }
  return { ...common, status: 'ok', written: publish(notebook, drawn.figures, spec.language, paths) };
}

/** Draws the figures, also those of a failed run, for its partial notebook; not when the run was stopped. */
async function draw(
  { notebook, name }: { notebook: ExecutedNotebook['notebook']; name: string },
  { renderer, hooks }: RunNotebookContext,
): Promise<{ figures: RenderedFigure[]; error?: RunnerError }> {
  if (hooks.signal?.aborted === true) return { figures: [] };
  try {
    return { figures: await renderFigures(planFigures(notebook, name), renderer) };
  } catch (error) {
    if (!(error instanceof RunnerError)) throw error;
    return { figures: [], error };
  }
}

/** Claims fail the notebook by default where its outputs would replace the committed ones. */
function brokenClaims(
  claims: readonly Claim[],
  name: string,
  { settings }: RunNotebookContext,
): RunnerError | undefined {
  const rule = settings.claims ?? (settings.outputDir === undefined ? 'fail' : 'report');
  const broken = claims.filter(({ ok }) => !ok);
  return rule === 'fail' && broken.length > 0
    ? new ClaimsBrokenError(name, broken.map(describeClaim))
    : undefined;
}

function stopOf({ signal }: RunHooks): RunnerError | undefined {
  if (signal?.aborted !== true) return undefined;
  return signal.reason instanceof InterruptedError ? signal.reason : new InterruptedError();
}
