import { realpathSync } from 'node:fs';
import { InterruptedError, type RunnerError } from '../errors.js';
import type { Kernelspec } from '../kernel/kernelspec.js';
import type { Message } from '../kernel/message.js';
import type { KernelSession } from '../kernel/session.js';
import type { Cell, CodeCell, Notebook } from '../nbformat/index.js';
import { pathScrubber } from '../text/scrub.js';
import { OutputCollector } from './collector.js';
import { failureOf, type Step } from './failure.js';
import { finishNotebook } from './finish.js';
import { DEFAULT_TIMEOUT_SECONDS } from './options.js';
import type { ProgressListener } from './progress.js';
import { timeLimits } from './time-limits.js';

export interface ExecuteNotebookOptions {
  /** How messages call the notebook. */
  readonly name: string;
  readonly spec: Kernelspec;
  /** Working directory of the kernel; absolute paths below it are taken out of the outputs. */
  readonly root: string;
  readonly env?: readonly string[];
  /** Time limit of each cell that has none of its own. */
  readonly timeoutSeconds?: number;
  /** Time limit of all cells together. */
  readonly notebookTimeoutSeconds?: number | undefined;
  readonly progress?: ProgressListener | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Given each cell that has run, with its outputs so far: a later cell may update its displays. */
  readonly onCellDone?: ((cell: CodeCell) => void) | undefined;
  /** Where the kernel comes from; by default it is started. */
  readonly takeKernel?: ((spec: Kernelspec) => Promise<KernelSession>) | undefined;
}

export interface ExecutedNotebook {
  /** A new notebook with the outputs, as far as it came. */
  readonly notebook: Notebook;
  /** Why it came no further. */
  readonly error?: RunnerError;
}

/**
 * Runs the code cells of a notebook in order in a fresh kernel, until one fails. The result is canonical: the
 * same notebook gives the same bytes each time.
 *
 * @throws {NotebookFormatError} when the notebook sets a time limit that is none
 * @throws {KernelStartError} when the kernel does not come up
 * @throws {InterruptedError} when the signal aborts before the first cell
 */
export async function executeNotebook(
  input: Notebook,
  options: ExecuteNotebookOptions,
): Promise<ExecutedNotebook> {
  const { spec, root, env = [], signal, timeoutSeconds = DEFAULT_TIMEOUT_SECONDS } = options;
  const startKernel = async (): Promise<KernelSession> => {
    // Loaded only when something runs: sockets take their time, and a run may find everything in the cache.
    const { KernelSession } = await import('../kernel/session.js');
    return KernelSession.start({ spec, cwd: root, env, ...(signal && { signal }) });
  };
  const limitOf = timeLimits(input, options.name, { ...options, timeoutSeconds });
  const notebook = withoutOutputs(input);
  const session = await (options.takeKernel ?? startKernel)(spec);
  let error: RunnerError | undefined;
  try {
    error = await runSteps(stepsOf(notebook, options.name), session, { ...options, limitOf });
  } finally {
    await (error === undefined ? session.shutdown() : session.dispose());
  }
  finishNotebook(notebook, {
    scrub: pathScrubber([root, realpathSync(root)]),
    kernelspec: spec,
    languageInfo: session.languageInfo,
  });
  return error === undefined ? { notebook } : { notebook, error };
}

function withoutOutputs(notebook: Notebook): Notebook {
  const cells = notebook.cells.map((cell): Cell =>
    cell.cell_type === 'code' ? { ...cell, outputs: [], execution_count: null } : { ...cell },
  );
  return { ...notebook, cells };
}

function stepsOf(notebook: Notebook, name: string): Step[] {
  return notebook.cells.flatMap((cell, index) =>
    cell.cell_type === 'code' && cell.source.trim() !== ''
      ? [{ cell, place: { notebook: name, number: index + 1, id: cell.id } }]
      : [],
  );
}

/** Runs the steps; the error of the first that fails, if one does. */
async function runSteps(
  steps: readonly Step[],
  session: KernelSession,
  options: ExecuteNotebookOptions & { readonly limitOf: ReturnType<typeof timeLimits> },
): Promise<RunnerError | undefined> {
  const { name, spec, limitOf, progress, signal } = options;
  const begun = performance.now();
  const collector = new OutputCollector();
  progress?.notebookStarted?.({ notebook: name, codeCells: steps.length, kernel: spec.name });
  for (const [index, { cell, place }] of steps.entries()) {
    const began = performance.now();
    cell.execution_count = index + 1;
    const started = { notebook: name, index: index + 1, codeCells: steps.length, cellId: cell.id };
    progress?.cellStarted?.(started);
    const limit = limitOf(cell, (began - begun) / 1000);
    const execution = await session.execute(cell.source, {
      timeoutMs: limit.leftSeconds * 1000,
      onMessage: (message) => {
        if (!collector.handle(cell, message)) {
          progress?.notice?.(`${name}, ${place.id}: ${problemOf(message)}`);
        }
      },
      onIdleLost: () =>
        progress?.notice?.(
          `${name}: the kernel did not report that ${place.id} finished; outputs may be missing`,
        ),
    });
    const error =
      signal?.aborted === true
        ? stopped(signal)
        : failureOf(execution, { cell, place }, { limit, log: session.log });
    const seconds = (performance.now() - began) / 1000;
    const ok = error === undefined;
    progress?.cellFinished?.({ ...started, ok, seconds });
    if (error !== undefined) return error;
    options.onCellDone?.(cell);
  }
  return undefined;
}

function problemOf({ type, problem }: Message): string {
  return problem === undefined
    ? `the kernel sent a malformed ${type} message`
    : `a ${type} message of the kernel is lost: it is ${problem}`;
}

function stopped(signal: AbortSignal): RunnerError {
  return signal.reason instanceof InterruptedError ? signal.reason : new InterruptedError();
}
