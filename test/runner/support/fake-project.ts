import { rmSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  checkNotebooks,
  updateNotebooks,
  type CheckOptions,
  type CheckReport,
  type RunHooks,
  type RunOptions,
  type RunReport,
  type UpdateResult,
} from '../../../runner/src/index.js';
import type { JsonObject } from '../../../runner/src/json.js';
import { code, notebook } from './notebooks.js';
import { Project } from './project.js';

const script = fileURLToPath(new URL('./fake-kernel.mjs', import.meta.url));

/** What a notebook for the fake kernel does; it writes a hash of what it reads to every file it writes. */
export interface FakeNotebook {
  readonly reads?: readonly string[];
  readonly writes?: readonly string[];
  readonly salt?: string;
  /** Writes below the output root of the run. */
  readonly rooted?: boolean;
  /** Tasks of further cells. */
  readonly tasks?: readonly JsonObject[];
  /** Says nothing about what it reads and writes. */
  readonly undeclared?: boolean;
}

/** A project whose notebooks run on the fake kernel, so that many runs take little time. */
export class FakeProject extends Project {
  /** Which notebooks ran, and when: `start a.ipynb`, `end a.ipynb`. */
  readonly log = 'run.log';
  /** A line for each kernel that was started. */
  readonly starts = 'kernels.log';

  constructor() {
    super();
    const spec = { argv: ['node', script, '{connection_file}'], display_name: 'Fake', language: 'fake' };
    const env = { FAKE_STARTS: this.path(this.starts) };
    this.write('jupyter/kernels/fake/kernel.json', JSON.stringify({ ...spec, env }));
    this.write(this.log, '');
    this.write(this.starts, '');
  }

  /** Removes everything but what the constructor wrote, and the cache. */
  clear(): void {
    for (const name of Object.keys(this.files())) if (name !== 'package.json') this.remove(name);
    this.write(this.log, '');
    this.write(this.starts, '');
    rmSync(this.cacheDir, { recursive: true, force: true });
  }

  /** Keeps what is there now, the cache included, and returns how to put exactly that back. */
  snapshot(): () => void {
    const kept = { ...this.files(), ...this.files(relative(this.root, this.cacheDir)) };
    return () => {
      this.clear();
      for (const [name, content] of Object.entries(kept))
        this.writeBytes(name, Buffer.from(content, 'base64'));
    };
  }

  /** Without the fake kernel's own files, which name this folder and the processes that ran. */
  override files(folder = '.'): Record<string, string> {
    const own = (name: string): boolean => name === this.starts || name.startsWith('jupyter/');
    return Object.fromEntries(Object.entries(super.files(folder)).filter(([name]) => !own(name)));
  }

  /** Kernels are looked up before the first one starts, so the variable is not needed longer. */
  override run(options: Omit<RunOptions, 'cwd'>, hooks?: RunHooks): Promise<RunReport> {
    process.env['JUPYTER_PATH'] = this.path('jupyter');
    try {
      return super.run(options, hooks);
    } finally {
      delete process.env['JUPYTER_PATH'];
    }
  }

  check(options: Omit<CheckOptions, 'cwd'>, hooks?: RunHooks): Promise<CheckReport> {
    process.env['JUPYTER_PATH'] = this.path('jupyter');
    try {
      return checkNotebooks({ cwd: this.root, cacheDir: this.cacheDir, ...options }, hooks);
    } finally {
      delete process.env['JUPYTER_PATH'];
    }
  }

  update(options: Omit<CheckOptions, 'cwd'>): Promise<UpdateResult> {
    process.env['JUPYTER_PATH'] = this.path('jupyter');
    try {
      return updateNotebooks({ cwd: this.root, cacheDir: this.cacheDir, ...options });
    } finally {
      delete process.env['JUPYTER_PATH'];
    }
  }

  override start(args: readonly string[], env: Record<string, string> = {}) {
    return super.start(args, { JUPYTER_PATH: this.path('jupyter'), ...env });
  }

  addFake(
    name: string,
    { reads = [], writes = [], salt = name, tasks = [], undeclared, rooted = false }: FakeNotebook,
  ): void {
    const all = [
      { append: [this.log, `start ${name}\n`] },
      { derive: { from: [...reads], to: [...writes], salt, rooted } },
      ...tasks,
      { append: [this.log, `end ${name}\n`] },
    ];
    const runner = undeclared === true ? {} : { runner: { reads: [...reads], writes: [...writes] } };
    const kernelspec = { name: 'fake', display_name: 'Fake', language: 'fake' };
    const cells = all.map((task) => code(JSON.stringify(task)));
    this.add(name, notebook(cells, { kernelspec, ...runner }));
  }

  /** What ran since the last call, in order. */
  takeLog(): string[] {
    const lines = this.read(this.log).split('\n').filter(Boolean);
    this.write(this.log, '');
    return lines;
  }

  /** How many kernels were started since the last call. */
  takeStarts(): number {
    const lines = this.read(this.starts).split('\n').filter(Boolean);
    this.write(this.starts, '');
    return lines.length;
  }

  /** The notebooks that ran since the last call, by name. */
  takeRuns(): string[] {
    const starts = this.takeLog().filter((line) => line.startsWith('start '));
    return starts.map((line) => line.slice('start '.length)).sort();
  }
}
