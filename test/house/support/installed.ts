import { execFileSync, spawnSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NPM_ENVIRONMENT, pack } from './packed.js';

interface Ran {
  readonly code: number | null;
  readonly output: string;
}

/** A person's folder, empty but for a package.json, into which the tarballs are installed by npm. */
export class Installation {
  readonly #scratch = mkdtempSync(join(tmpdir(), 'install-test-'));
  /** Its path has a space. */
  readonly root = join(this.#scratch, 'my project');

  constructor() {
    const tarballs = join(this.#scratch, 'tarballs');
    for (const folder of [tarballs, this.root]) mkdirSync(folder);
    pack(tarballs);
    const npm = (...words: string[]) =>
      execFileSync('npm', words, {
        cwd: this.root,
        env: NPM_ENVIRONMENT,
        stdio: ['ignore', 'ignore', 'inherit'],
      });
    npm('init', '--yes');
    npm('pkg', 'set', 'type=module');
    const quiet = ['--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'];
    npm('install', ...quiet, ...readdirSync(tarballs).map((name) => join(tarballs, name)));
  }

  path(name: string): string {
    return join(this.root, name);
  }

  write(name: string, content: string | Uint8Array): void {
    writeFileSync(this.path(name), content);
  }

  copy(from: string, name: string): void {
    copyFileSync(from, this.path(name));
  }

  read(name: string): Buffer {
    return readFileSync(this.path(name));
  }

  /** What Node.js prints, started in the folder. */
  node(...words: string[]): string {
    return this.#run(process.execPath, words).output;
  }

  /** One of the installed commands: its exit code, and what it prints. */
  command(name: string, ...words: string[]): Ran {
    return this.#run(this.path(`node_modules/.bin/${name}`), words);
  }

  /** The same by way of npx, which takes seconds. */
  npx(...words: string[]): Ran {
    return this.#run('npx', ['--no-install', ...words]);
  }

  #run(file: string, words: readonly string[]): Ran {
    const { status, stdout, stderr } = spawnSync(file, words, {
      cwd: this.root,
      env: NPM_ENVIRONMENT,
      encoding: 'utf8',
    });
    return { code: status, output: stdout + stderr };
  }

  /** What `npm install` has written about each package. */
  get packages(): readonly string[] {
    const { packages } = JSON.parse(this.read('package-lock.json').toString()) as { packages: object };
    return Object.keys(packages).filter((path) => path !== '');
  }

  /** Of all that is installed. */
  get megabytes(): number {
    const listed = execFileSync('du', ['-sm', 'node_modules'], { cwd: this.root, encoding: 'utf8' });
    return Number.parseInt(listed, 10);
  }

  remove(): void {
    rmSync(this.#scratch, { recursive: true, force: true });
  }
}
