import { spawn } from 'node:child_process';
import { createHmac, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { Dealer, Subscriber } from 'zeromq';

const KEY = 'bench';
const CHANNELS = ['shell', 'iopub', 'stdin', 'control', 'hb'];

/** @param {readonly string[]} parts */
function sign(parts) {
  const hmac = createHmac('sha256', KEY);
  for (const part of parts) hmac.update(part);
  return hmac.digest('hex');
}

/** Ports that nothing listens at: not all kernels know sockets that are files. */
async function freePorts() {
  const servers = CHANNELS.map(() => createServer().listen(0, '127.0.0.1'));
  await Promise.all(servers.map((server) => once(server, 'listening')));
  const ports = servers.map(
    (server) => /** @type {import('node:net').AddressInfo} */ (server.address()).port,
  );
  await Promise.all(servers.map((server) => once(server.close(), 'close')));
  return ports;
}

/**
 * How a kernel is started.
 *
 * @typedef {object} Launch
 * @property {string} command
 * @property {(connectionFile: string) => readonly string[]} args
 * @property {NodeJS.ProcessEnv} [env]
 */

/** A kernel in a process of its own, and a client that asks it one thing at a time. */
export class Kernel {
  #folder = mkdtempSync(join(tmpdir(), 'bench-kernel-'));
  #shell = new Dealer({ linger: 0 });
  #iopub = new Subscriber({ linger: 0, receiveHighWaterMark: 0 });
  /** @type {Map<string, (content: { status?: string }) => void>} */
  #waiting = new Map();

  /**
   * @param {Launch} launch
   * @param {string} cwd
   */
  static async start(launch, cwd) {
    return new Kernel(launch, cwd, await freePorts());
  }

  /**
   * @param {Launch} launch
   * @param {string} cwd
   * @param {readonly number[]} ports
   */
  constructor({ command, args, env }, cwd, ports) {
    const file = join(this.#folder, 'connection.json');
    const named = Object.fromEntries(CHANNELS.map((channel, i) => [`${channel}_port`, ports[i]]));
    const ip = '127.0.0.1';
    const connection = { transport: 'tcp', ip, key: KEY, signature_scheme: 'hmac-sha256', ...named };
    writeFileSync(file, JSON.stringify(connection));
    this.started = performance.now();
    this.process = spawn(command, args(file), {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    // A kernel that does not listen yet is tried again every 10 ms.
    this.#shell.reconnectInterval = this.#iopub.reconnectInterval = 10;
    this.#shell.connect(`tcp://${ip}:${named['shell_port']}`);
    this.#iopub.connect(`tcp://${ip}:${named['iopub_port']}`);
    this.#iopub.subscribe('');
    void this.#listen();
    void this.#drain();
  }

  get pid() {
    return this.process.pid ?? 0;
  }

  /**
   * Sends a request and resolves with the content of its reply. What is published before it is received and not
   * waited for: tslab loses some of it.
   *
   * @param {string} type
   */
  async ask(type, content = {}) {
    const id = randomUUID();
    const date = new Date().toISOString();
    const header = { msg_id: id, msg_type: type, session: 's', username: 'u', date, version: '5.3' };
    const parts = [header, {}, {}, content].map((part) => JSON.stringify(part));
    /** @type {Promise<{ status?: string }>} */
    const replied = new Promise((resolve) => {
      this.#waiting.set(id, resolve);
    });
    await this.#shell.send(['<IDS|MSG>', sign(parts), ...parts]);
    return replied;
  }

  /** @param {string} code */
  async execute(code) {
    const request = { code, silent: false, store_history: true, user_expressions: {}, allow_stdin: false };
    const { status } = await this.ask('execute_request', { ...request, stop_on_error: true });
    if (status !== 'ok') throw new Error(`${this.process.spawnfile} answers ${status} to ${code}`);
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
      const at = parts.indexOf('<IDS|MSG>');
      const [parent = '{}', , content = '{}'] = parts.slice(at + 3);
      this.#waiting.get(JSON.parse(parent).msg_id)?.(JSON.parse(content));
    }
  }

  async #drain() {
    for await (const frames of this.#iopub) void frames;
  }
}
