import { spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { readdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';
import { runNotebooks, type RunHooks, type RunOptions, type RunReport } from '../../../runner/src/index.js';
import { serializeNotebook, tagsOf, type Notebook, type Output } from '../../../runner/src/nbformat/index.js';
import { parseNotebook } from '../../../runner/src/nbformat/index.js';

const workspace = fileURLToPath(new URL('../../../', import.meta.url));
const command = join(workspace, 'runner/bin/nbconvert-ts-runner.js');

/** A project folder of its own, with the workspace's installed packages, removed after the tests of the file. */
export class Project {
  readonly root: string;

  constructor() {
    this.root = realpathSync(mkdtempSync(join(tmpdir(), 'runner-test-')));
    this.write('package.json', '{"name": "project"}');
    symlinkSync(join(workspace, 'node_modules'), join(this.root, 'node_modules'));
    afterAll(() => {
      for (const folder of [this.root, this.cacheDir]) rmSync(folder, { recursive: true, force: true });
    });
  }

  path(...parts: string[]): string {
    return join(this.root, ...parts);
  }

  write(name: string, content: string): void {
    mkdirSync(dirname(this.path(name)), { recursive: true });
    writeFileSync(this.path(name), content);
  }

  writeBytes(name: string, content: Uint8Array): void {
    mkdirSync(dirname(this.path(name)), { recursive: true });
    writeFileSync(this.path(name), content);
  }

  remove(name: string): void {
    rmSync(this.path(name));
  }

  add(name: string, notebook: Notebook): void {
    this.write(name, serializeNotebook(notebook));
  }

  read(name: string): string {
    return readFileSync(this.path(name), 'utf8');
  }

  notebook(name: string): Notebook {
    return parseNotebook(this.read(name), name);
  }

  /** The outputs of a cell, counted from 1; what the runner adds to a partial notebook does not count. */
  outputs(name: string, cell: number): Output[] {
    const own = this.notebook(name).cells.filter((each) => !tagsOf(each).includes('run-failure'));
    const found = own[cell - 1];
    return found?.cell_type === 'code' ? found.outputs : [];
  }

  /** Every file below a folder with its content, for comparing before and after. */
  files(folder = '.'): Record<string, string> {
    const files = filesBelow(this.path(folder)).sort();
    return Object.fromEntries(files.map((path) => [relative(this.root, path), readFileSync(path, 'base64')]));
  }

  /** Where results are kept, beside the project: its folder holds only what a run is meant to write. */
  get cacheDir(): string {
    return `${this.root}-cache`;
  }

  run(options: Omit<RunOptions, 'cwd'>, hooks?: RunHooks): Promise<RunReport> {
    return runNotebooks({ cwd: this.root, cacheDir: this.cacheDir, ...options }, hooks);
  }

  /** Starts the command in this folder. */
  start(args: readonly string[], env: Record<string, string> = {}) {
    const child = spawn(process.execPath, [command, ...args], {
      cwd: this.root,
      env: { ...process.env, ...env },
    });
    let output = '';
    const keep = (chunk: Buffer): void => {
      output += chunk.toString('utf8');
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    const done = new Promise<{ code: number | null; output: string }>((resolve) => {
      child.once('close', (code) => {
        resolve({ code, output });
      });
    });
    return { child, done, output: () => output };
  }
}

/**
 * Without the packages: the folder is shared, and other tests write to the cache in it meanwhile. Nor links that lead
 * nowhere.
 */
function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.name.includes('node_modules') || !existsSync(path)) return [];
    return statSync(path).isDirectory() ? filesBelow(path) : statSync(path).isFile() ? [path] : [];
  });
}
