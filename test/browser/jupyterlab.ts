/// <reference lib="dom" />
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { installKernelspec } from '../../kernel/dist/index.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const SHOTS = join(ROOT, 'docs', 'screenshots');
const wantsShots = process.env['UPDATE_GOLDEN'] === '1' && process.env['CI'] === undefined;

/** What JupyterLab offers a page's scripts when it is started with --expose-app-in-browser. */
interface LabWindow {
  readonly jupyterapp: {
    readonly commands: { execute(command: string, args: object): Promise<unknown> };
    readonly shell: {
      readonly currentWidget?: {
        readonly sessionContext?: {
          readonly session?: { readonly kernel?: { status: string; connectionStatus: string } };
        };
      };
    };
  };
}

interface Clip {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const INDICATOR = (status: 'idle' | 'busy'): string =>
  `.jp-Notebook-ExecutionIndicator[data-status="${status}"]`;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  return port;
}

/** A JupyterLab server on this machine alone, whose notebooks find the packages of this repository. */
export class JupyterLab {
  readonly #process: ChildProcess;
  readonly #own: string;
  readonly #notebooks: string;
  readonly #address: string;

  private constructor(prefix: string, port: number) {
    this.#own = mkdtempSync(join(tmpdir(), 'jupyterlab-'));
    const cache = join(ROOT, 'node_modules', '.cache');
    mkdirSync(cache, { recursive: true });
    this.#notebooks = mkdtempSync(join(cache, 'jupyterlab-notebooks-'));
    this.#address = `http://127.0.0.1:${port}`;
    installKernelspec({ destination: { kind: 'prefix', prefix: this.#own } });
    const folders = Object.fromEntries(
      ['CONFIG_DIR', 'DATA_DIR', 'RUNTIME_DIR'].map((name) => [`JUPYTER_${name}`, join(this.#own, name)]),
    );
    const options = [
      ...['--allow-root', '--no-browser', `--port=${port}`, '--ip=127.0.0.1', '--expose-app-in-browser'],
      ...['--IdentityProvider.token=', `--ServerApp.root_dir=${this.#notebooks}`],
      ...['--LabApp.log_level=ERROR', '--ServerApp.log_level=ERROR', '--LabApp.extension_manager=readonly'],
      ...[`--LabApp.user_settings_dir=${this.#own}/settings`, `--LabApp.workspaces_dir=${this.#own}/spaces`],
    ];
    this.#process = spawn(join(prefix, 'bin', 'python'), ['-m', 'jupyterlab', ...options], {
      env: { ...process.env, ...folders, JUPYTER_PATH: join(this.#own, 'share', 'jupyter') },
      stdio: ['ignore', 'inherit', 'inherit'],
    });
  }

  static async start(prefix: string): Promise<JupyterLab> {
    const lab = new JupyterLab(prefix, await freePort());
    for (;;) {
      const answer = await fetch(`${lab.#address}/api/status`).catch(() => undefined);
      if (answer?.ok) return lab;
      if (lab.#process.exitCode !== null) throw new Error('JupyterLab has not started');
      await sleep(200);
    }
  }

  /** Opens a notebook of these cells. */
  async open(page: Page, name: string, cells: readonly string[]): Promise<NotebookPage> {
    const kernelspec = { name: 'tally-ts', display_name: 'TypeScript (Tally)', language: 'typescript' };
    const notebook = {
      ...{ nbformat: 4, nbformat_minor: 5, metadata: { kernelspec } },
      cells: cells.map((source, index) => ({
        ...{ cell_type: 'code', id: `c${index}`, metadata: {}, execution_count: null, outputs: [], source },
      })),
    };
    writeFileSync(join(this.#notebooks, `${name}.ipynb`), JSON.stringify(notebook));
    await page.goto(`${this.#address}/doc/tree/${name}.ipynb`);
    const opened = new NotebookPage(page);
    await opened.isReady();
    return opened;
  }

  async stop(): Promise<void> {
    this.#process.kill('SIGTERM');
    await once(this.#process, 'exit');
    rmSync(this.#own, { recursive: true, force: true });
    rmSync(this.#notebooks, { recursive: true, force: true });
  }
}

/** A notebook as a person sees and uses it. */
export class NotebookPage {
  constructor(readonly page: Page) {}

  cell(index: number): Locator {
    return this.page.locator('.jp-Notebook .jp-CodeCell').nth(index);
  }

  output(index: number): Locator {
    return this.cell(index).locator('.jp-OutputArea-output');
  }

  /** Puts the cursor at the end of a cell. */
  async enter(index: number): Promise<void> {
    await this.cell(index).locator('.cm-content').click();
    await this.page.keyboard.press('Control+End');
  }

  /** Runs a cell by Shift+Enter, without waiting for its end. */
  async start(index: number): Promise<void> {
    await this.enter(index);
    const before = await this.prompt(index).innerText();
    await this.page.keyboard.press('Shift+Enter');
    await expect
      .poll(() => this.prompt(index).innerText(), { timeout: 20_000, interval: 20 })
      .not.toBe(before);
  }

  /** Runs a cell and waits for its end. */
  async run(index: number): Promise<void> {
    await this.start(index);
    await this.isDone(index);
  }

  /** Waits until a cell that was started has ended. */
  async isDone(index: number): Promise<void> {
    await this.prompt(index).filter({ hasText: /\d/ }).waitFor({ timeout: 60_000 });
    await this.page.locator(INDICATOR('idle')).waitFor({ timeout: 60_000 });
  }

  /** Waits until a cell runs. */
  async isBusy(): Promise<void> {
    await this.page.locator(INDICATOR('busy')).waitFor();
  }

  prompt(index: number): Locator {
    return this.cell(index).locator('.jp-InputPrompt');
  }

  /** Clicks a button of the toolbar, by its command. */
  async press(command: string): Promise<void> {
    await this.page
      .locator(`[data-command="${command}"], [data-jp-item-name="${command}"] button`)
      .first()
      .click();
  }

  /** Clicks an item of a menu. */
  async choose(menu: string, command: string): Promise<void> {
    await this.page.locator('.lm-MenuBar-itemLabel', { hasText: new RegExp(`^${menu}$`) }).click();
    await this.page.locator(`.lm-Menu-item[data-command="${command}"]`).first().click();
  }

  async theme(name: 'Light' | 'Dark'): Promise<void> {
    await this.page.evaluate(
      (theme) =>
        (window as unknown as LabWindow).jupyterapp.commands.execute('apputils:change-theme', { theme }),
      `JupyterLab ${name}`,
    );
    const themed = `body[data-jp-theme-name="JupyterLab ${name}"]`;
    await this.page.locator(themed).waitFor({ state: 'attached' });
  }

  /** Waits until the kernel has started and can be asked. */
  async isReady(): Promise<void> {
    const isReady = (): boolean => {
      const { jupyterapp } = window as unknown as Partial<LabWindow>;
      const kernel = jupyterapp?.shell.currentWidget?.sessionContext?.session?.kernel;
      return kernel?.status === 'idle' && kernel.connectionStatus === 'connected';
    };
    await this.page.waitForFunction(isReady, undefined, { timeout: 90_000 });
  }

  async save(): Promise<void> {
    await this.page.evaluate(() =>
      (window as unknown as LabWindow).jupyterapp.commands.execute('docmanager:save', {}),
    );
  }

  /** The part of the page from one cell to another. */
  async around(first: number, last: number): Promise<Clip> {
    const [a, b] = await Promise.all([this.cell(first).boundingBox(), this.cell(last).boundingBox()]);
    if (!a || !b) throw new Error('the cells are not in view');
    return { x: a.x, y: a.y, width: a.width, height: b.y + b.height - a.y };
  }

  /** The part of the page about something that has popped up. */
  async near(selector: string): Promise<Clip> {
    const box = await this.page.locator(selector).boundingBox();
    if (!box) throw new Error(`${selector} is not in view`);
    return { x: 40, y: box.y - 70, width: 780, height: box.height + 120 };
  }

  /** A picture of a part of the page in the documentation, when a person asks for it. */
  async picture(name: string, part: Locator | (() => Promise<Clip>)): Promise<void> {
    if (!wantsShots) return;
    mkdirSync(SHOTS, { recursive: true });
    const path = join(SHOTS, `${name}.png`);
    if (typeof part === 'function') await this.page.screenshot({ path, clip: await part() });
    else await part.screenshot({ path, animations: 'disabled' });
  }
}
