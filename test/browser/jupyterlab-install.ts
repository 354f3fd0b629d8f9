import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What draws notebooks, widgets and plotly figures in the browser. */
const PACKAGES = ['jupyterlab==4.6.6', 'anywidget==0.11.0', 'plotly==7.1.0'];
const CACHE = fileURLToPath(new URL('../../node_modules/.cache/', import.meta.url));
const NAME = PACKAGES.map((pinned) => pinned.replace('==', '-')).join('_');
/** No news, all cells in the page, and completions only where they are asked for. */
const SETTINGS = {
  '@jupyterlab/apputils-extension:notification': { fetchNews: 'false', checkForUpdates: false },
  '@jupyterlab/notebook-extension:tracker': { windowingMode: 'none' },
};

/** The folder of an environment with JupyterLab, or why there is none. */
export type Installed = { readonly prefix: string } | { readonly missing: string };

function run(program: string, args: readonly string[]): string | undefined {
  const { status, stderr, error } = spawnSync(program, args, { encoding: 'utf8', timeout: 240_000 });
  if (status === 0) return undefined;
  return error?.message ?? `${program} failed: ${stderr.trim().split('\n').at(-1) ?? ''}`;
}

/**
 * JupyterLab with what it needs to show widgets and figures, in an environment of its own below node_modules, made
 * when it is first asked for: wheels only, so nothing is built.
 */
export function installJupyterLab(): Installed {
  const prefix = join(CACHE, NAME);
  if (existsSync(prefix)) return { prefix };
  const draft = `${prefix}.new`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(CACHE, { recursive: true });
  const wheels = ['--quiet', '--no-compile', '--only-binary', ':all:', '--disable-pip-version-check'];
  const failed =
    run('python3', ['-m', 'venv', draft]) ??
    run(join(draft, 'bin', 'python'), ['-m', 'pip', 'install', ...wheels, ...PACKAGES]);
  if (failed !== undefined) return { missing: failed };
  const settings = join(draft, 'share', 'jupyter', 'lab', 'settings', 'overrides.json');
  mkdirSync(dirname(settings), { recursive: true });
  writeFileSync(settings, JSON.stringify(SETTINGS));
  renameSync(draft, prefix);
  return { prefix };
}
