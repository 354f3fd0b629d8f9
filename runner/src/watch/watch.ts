import { resolve, sep } from 'node:path';
import { watch as watchFiles } from 'chokidar';
import { RunnerError } from '../errors.js';
import type { RunHooks, RunOptions } from '../run/options.js';
import { planRun, type RunPlan } from '../run/plan.js';
import { findProjectRoot } from '../run/project.js';
import type { RunReport } from '../run/report.js';
import { runNotebooks } from '../run/run.js';
import { Fingerprints } from './fingerprints.js';
import { watchedInputs } from './inputs.js';

/** What a caller may see and stop. */
export interface WatchHooks {
  /** Ends the watching, and the run if there is one. */
  readonly signal: AbortSignal;
  /** Runs the notebooks; by default {@link runNotebooks}. Here progress can be shown. */
  readonly run?: (options: RunOptions, hooks: RunHooks) => Promise<RunReport>;
  /** These files have changed; what depends on them runs next. Empty before the first run. */
  readonly changed?: (paths: readonly string[]) => void;
  /** A run could not begin, for example because a notebook is no JSON at the moment. */
  readonly failed?: (error: RunnerError) => void;
  /** A run is over; nothing happens until something changes. */
  readonly waiting?: () => void;
}

/** A file counts as written when it has not grown for this long: editors write in pieces, or beside and rename. */
const QUIET_MS = 200;
const IGNORED = new Set(['node_modules', '.git', '.ipynb_checkpoints', '.nbconvert-ts-runner']);

/**
 * Runs notebooks, and again whenever a notebook, a file that one reads, or code that one uses has changed. What
 * does not depend on the change is taken from the cache. A file that was only touched, or that the run itself has
 * written, is no change.
 *
 * @returns when the signal aborts
 * @throws {UsageError} when an option is invalid
 * @example
 * const stop = new AbortController();
 * await watchNotebooks({ inputs: ['notebooks'] }, { signal: stop.signal, changed: (paths) => console.log(paths) });
 */
export async function watchNotebooks(options: RunOptions, hooks: WatchHooks): Promise<void> {
  const { signal, run = runNotebooks } = hooks;
  const changes = openChanges(findProjectRoot(resolve(options.cwd ?? process.cwd())));
  const known = new Fingerprints();
  const stopped = (): boolean => signal.aborted;
  try {
    await changes.ready;
    for (let paths: readonly string[] = []; !stopped();) {
      hooks.changed?.(paths);
      const plan = planOrNot(options, hooks);
      const inputs = watchedInputs(plan);
      // What changes from here on is another change, unless the run itself has written it.
      for (const path of changes.files()) if (inputs.has(path)) known.note(path);
      if (plan !== undefined) {
        const report = await run(options, { signal });
        const written = new Set(report.notebooks.flatMap((each) => each.written));
        for (const path of changes.files()) {
          if (written.has(path) || (inputs.isOwn(path) && !isSource(path, plan))) known.note(path);
        }
      }
      if (stopped()) return;
      hooks.waiting?.();
      paths = await changes.next((path) => inputs.has(path) && known.hasChanged(path), signal);
    }
  } finally {
    await changes.close();
  }
}

/** A source counts as written by the run only when the run says so: someone may have saved it meanwhile. */
function isSource(path: string, plan: RunPlan): boolean {
  return plan.notebooks.some(({ paths }) => paths.source === path);
}

function planOrNot(options: RunOptions, hooks: WatchHooks): RunPlan | undefined {
  try {
    return planRun(options);
  } catch (error) {
    if (!(error instanceof RunnerError)) throw error;
    hooks.failed?.(error);
    return undefined;
  }
}

interface Changes {
  /** Resolves when all files are known. */
  readonly ready: Promise<void>;
  /** All files of the project. */
  files(): string[];
  /** Waits for files that have changed and count; none when the signal aborts first. */
  next(counts: (path: string) => boolean, signal: AbortSignal): Promise<string[]>;
  close(): Promise<void>;
}

function openChanges(root: string): Changes {
  const watcher = watchFiles(root, {
    ignored: (path) =>
      path
        .slice(root.length)
        .split(sep)
        .some((part) => IGNORED.has(part)),
    awaitWriteFinish: { stabilityThreshold: QUIET_MS, pollInterval: QUIET_MS / 4 },
  });
  const seen = new Set<string>();
  let wake: () => void = () => undefined;
  const ready = new Promise<void>((done) => watcher.once('ready', done));
  watcher.on('all', (event, path) => {
    if (event === 'addDir' || event === 'unlinkDir') return;
    seen.add(path);
    wake();
  });
  return {
    ready,
    files: () =>
      Object.entries(watcher.getWatched()).flatMap(([folder, names]) =>
        names.map((name) => resolve(folder, name)),
      ),
    next: async (counts, signal) => {
      while (!signal.aborted) {
        const paths = [...seen].filter(counts).sort();
        seen.clear();
        if (paths.length > 0) return paths;
        await new Promise<void>((done) => {
          wake = done;
          signal.addEventListener(
            'abort',
            () => {
              done();
            },
            { once: true },
          );
        });
      }
      return [];
    },
    close: () => watcher.close(),
  };
}
