import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Durations } from '../cache/durations.js';
import { defaultCacheFolder } from '../cache/folder.js';
import { NotebookCache } from '../cache/notebook-cache.js';
import { findPackage } from '../cache/packages.js';
import { CachedRenderer } from '../figures/cached-renderer.js';
import { SharedRenderer, type FigureRenderer } from '../figures/renderer.js';
import type { Kernelspec } from '../kernel/kernelspec.js';
import type { KernelPool } from '../kernel/pool.js';
import type { RunHooks, RunSettings } from './options.js';
import type { RunPlan } from './plan.js';
import type { PreparedNotebook } from './prepare.js';
import { TextsFiles } from './texts-files.js';

/** What the notebooks of a run share. */
export interface RunResources {
  readonly cache: NotebookCache;
  /** The folder of the cache. */
  readonly cacheFolder: string;
  readonly durations: Durations;
  readonly renderer: FigureRenderer;
  /** Loaded when the first notebook runs: sockets take their time, and a run may find everything in the cache. */
  kernels(): Promise<KernelPool>;
  /** The kernel of a notebook, with the variables that only this notebook sees. */
  readonly kernelOf: (notebook: PreparedNotebook) => Kernelspec;
  dispose(): Promise<void>;
}

const MEGABYTE = 1_000_000;

/** Opens the cache, and sets up a renderer that starts with the first figure that is not in it. */
export function openResources({ settings, root }: RunPlan, hooks: RunHooks): RunResources {
  const outputRoot = outputRootOf(settings, root);
  const { cwd, cacheDir, env, cache: use, resume, cacheMegabytes } = settings;
  const folder = cacheDir === undefined ? defaultCacheFolder(root) : resolve(cwd, cacheDir);
  const durations = new Durations(folder, root);
  const cache = new NotebookCache({
    folder,
    root,
    outputRoot,
    env,
    use,
    resume,
    limitBytes: cacheMegabytes * MEGABYTE,
    notice: (text) => hooks.progress?.notice?.(text),
  });
  const drawing = new SharedRenderer();
  const renderer = hooks.renderer ?? new CachedRenderer(drawing, cache.store, () => rendererVersion(cache));
  let pool: Promise<KernelPool> | undefined;
  const kernels = (): Promise<KernelPool> => {
    pool ??= import('../kernel/pool.js').then(
      ({ KernelPool }) => new KernelPool({ cwd: root, outputRoot, env, signal: hooks.signal }),
    );
    return pool;
  };
  const texts = new TextsFiles();
  const dispose = async (): Promise<void> => {
    await Promise.all([drawing.dispose(), pool?.then((started) => started.dispose())]);
    texts.dispose();
  };
  const kernelOf = (notebook: PreparedNotebook): Kernelspec => texts.kernelOf(notebook);
  return { cache, cacheFolder: folder, durations, renderer, kernels, kernelOf, dispose };
}

function outputRootOf({ cwd, outputDir, outputRoot = outputDir }: RunSettings, root: string): string {
  return outputRoot === undefined ? root : resolve(cwd, outputRoot);
}

function rendererVersion(cache: NotebookCache): Promise<string> {
  const folder = findPackage(
    'plotly-static',
    fileURLToPath(new URL('../../', import.meta.url)).replace(/\/$/, ''),
  );
  return folder === undefined ? Promise.resolve('') : cache.packageVersion(folder);
}
