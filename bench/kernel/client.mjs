import { spawn } from 'node:child_process';
import { createHmac, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { Dealer, Subscriber } from 'zeromq';

const KEY = 'bench';
const PORTS = { shell_port: 1, iopub_port: 2, stdin_port: 3, control_port: 4, hb_port: 5 };

/** @param {readonly string[]} parts */
function sign(parts) {
  const hmac = createHmac('sha256', KEY);
  for (const part of parts) hmac.update(part);
  return hmac.digest('hex');
}

/** A kernel in a process of its own, and a client that asks it one thing at a time. */
export class Kernel {
  #folder = mkdtempSync(join(tmpdir(), 'bench-kernel-'));
  #shell = new Dealer({ linger: 0 });
  #iopub = new Subscriber({ linger: 0, receiveHighWaterMark: 0 });
  /** @type {Map<string, () => void>} */
  #waiting = new Map();

  /**
   * @param {(connectionFile: string) => readonly string[]} argv what to run with Node.js
   * @param {string} cwd
   * @param {string} separator what stands between path and port of a socket: `-`, as Jupyter has it, or tslab's `:`
   */
  constructor(argv, cwd, separator) {
    const file = join(this.#folder, 'connection.json');
    const ip = join(this.#folder, 'k');
    writeFileSync(
      file,
      JSON.stringify({ transport: 'ipc', ip, key: KEY, signature_scheme: 'hmac-sha256', ...PORTS }),
    );
    this.started = performance.now();
    const options = /** @type {const} */ ({ cwd, stdio: ['ignore', 'ignore', 'inherit'] });
    this.process = spawn(process.execPath, argv(file), options);
    this.#shell.connect(`ipc://${ip}${separator}1`);
    this.#iopub.connect(`ipc://${ip}${separator}2`);
    this.#iopub.subscribe('');
    void this.#listen();
    void this.#drain();
  }

  get pid() {
    return this.process.pid ?? 0;
  }

  /**
   * Sends a request and resolves when its reply has come. What is published before it is received and not
   * waited for: tslab loses some of it.
   *
   * @param {string} type
   */
  async ask(type, content = {}) {
    const id = randomUUID();
    const header = { msg_id: id, msg_type: type, session: 's', username: 'u', date: '', version: '5.3' };
    const parts = [header, {}, {}, content].map((part) => JSON.stringify(part));
    /** @type {Promise<void>} */
    const replied = new Promise((resolve) => {
      this.#waiting.set(id, resolve);
    });
    await this.#shell.send(['<IDS|MSG>', sign(parts), ...parts]);
    await replied;
  }

  /** @param {string} code */
  execute(code) {
    return this.ask('execute_request', { code, silent: false, store_history: true, stop_on_error: true });
  }

  async close() {
    this.process.kill('SIGKILL');
    await once(this.process, 'exit');
    this.#shell.close();
    this.#iopub.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #listen() {
    for await (const frames of this.#shell) {
      const parts = frames.map(String);
      const parent = parts[parts.indexOf('<IDS|MSG>') + 3] ?? '{}';
      this.#waiting.get(JSON.parse(parent).msg_id)?.();
    }
  }

  async #drain() {
    for await (const frames of this.#iopub) void frames;
  }
}
