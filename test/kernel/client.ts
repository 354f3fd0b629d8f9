import { type ChildProcess, spawn } from 'node:child_process';
import { createHmac, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Dealer, Request, Subscriber } from 'zeromq';

export type Content = Record<string, unknown>;

export interface Message {
  readonly header: { readonly msg_id: string; readonly msg_type: string };
  readonly parent: { readonly msg_id?: string };
  readonly metadata: Content;
  readonly content: Content;
  readonly buffers: readonly Buffer[];
}

/** What one cell gave back. */
export interface Execution {
  readonly reply: Content;
  /** Everything between busy and idle, without the status messages and the echoed input. */
  readonly messages: readonly Message[];
  /** All text of one stream. */
  readonly stdout: string;
  readonly stderr: string;
}

export const KEY = 'a key for tests';
export const MAIN = fileURLToPath(new URL('../../kernel/dist/main.js', import.meta.url));
/** Compiled code is shared by the kernels of all tests, and kept out of the user's own cache. */
export const CACHE = fileURLToPath(new URL('../../node_modules/.cache/tally-kernel', import.meta.url));
const DELIMITER = '<IDS|MSG>';

const sign = (parts: readonly (Buffer | string)[]): string => {
  const hmac = createHmac('sha256', KEY);
  for (const part of parts) hmac.update(part);
  return hmac.digest('hex');
};

function decode(frames: readonly Buffer[]): Message {
  const at = frames.findIndex((frame) => frame.toString() === DELIMITER);
  const parts = frames.slice(at + 2, at + 6);
  if (frames[at + 1]?.toString() !== sign(parts)) throw new Error('the kernel signed a message wrongly');
  const [header, parent, metadata, content] = parts.map((part) => JSON.parse(part.toString()) as never);
  return {
    ...{ header: header as never, parent: parent as never, metadata: metadata as never },
    ...{ content: content as never, buffers: frames.slice(at + 6) },
  };
}

export interface ClientOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
}

/** A small Jupyter client over ipc, with a kernel process of its own. */
export class Client {
  readonly process: ChildProcess;
  readonly folder: string;
  /** Every iopub message so far. */
  readonly published: Message[] = [];
  readonly #shell = new Dealer({ linger: 0, routingId: 'client' });
  readonly #stdin = new Dealer({ linger: 0, routingId: 'client' });
  readonly #control = new Dealer({ linger: 0 });
  readonly #iopub = new Subscriber({ linger: 0, receiveHighWaterMark: 0 });
  readonly #replies = new Map<string, (message: Message) => void>();
  /** Rejects when the process ends, so that no test waits for a kernel that is gone. */
  readonly #gone: Promise<never>;
  #watchers: ((message: Message) => void)[] = [];

  private constructor(folder: string, options: ClientOptions) {
    this.folder = folder;
    const connection = {
      ...{ transport: 'ipc', ip: join(folder, 'k'), key: KEY, signature_scheme: 'hmac-sha256' },
      ...{ shell_port: 1, iopub_port: 2, stdin_port: 3, control_port: 4, hb_port: 5 },
    };
    const file = join(folder, 'connection.json');
    writeFileSync(file, JSON.stringify(connection));
    this.process = spawn(process.execPath, [MAIN, file], {
      cwd: options.cwd ?? process.cwd(),
      env: {
        ...process.env,
        TALLY_KERNEL_PARENT_PID: String(process.pid),
        TALLY_KERNEL_CACHE: CACHE,
        ...options.env,
      },
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    this.#gone = once(this.process, 'exit').then(([code, signal]: (number | string | null)[]) => {
      throw new Error(`the kernel has ended (${String(signal ?? code)})`);
    });
    this.#iopub.subscribe('');
    this.#iopub.connect(this.endpoint(2));
    this.#shell.connect(this.endpoint(1));
    this.#control.connect(this.endpoint(4));
    this.#stdin.connect(this.endpoint(3));
    void this.#listen();
    for (const socket of [this.#shell, this.#control]) void this.#receive(socket);
  }

  /** Starts a kernel and waits until it greets on iopub and answers on shell. */
  static async start(options: ClientOptions = {}): Promise<Client> {
    const client = new Client(mkdtempSync(join(tmpdir(), 'tally-kernel-test-')), options);
    const welcome = client.waitFor((message) => message.header.msg_type === 'iopub_welcome');
    await Promise.all([welcome, client.request('kernel_info_request')]);
    return client;
  }

  endpoint(port: number): string {
    return `ipc://${join(this.folder, 'k')}-${port}`;
  }

  /** Sends a request and resolves to the content of its reply. */
  async request(
    type: string,
    content: Content = {},
    channel: 'shell' | 'control' = 'shell',
  ): Promise<Content> {
    const { reply } = this.send(type, content, channel);
    return (await reply).content;
  }

  /** Sends a request without waiting. */
  send(
    type: string,
    content: Content = {},
    channel: 'shell' | 'control' = 'shell',
    buffers: readonly Buffer[] = [],
  ) {
    const id = randomUUID();
    const header = { msg_id: id, msg_type: type, session: 's', username: 'u', date: '', version: '5.4' };
    const parts = [header, {}, {}, content].map((part) => JSON.stringify(part));
    const socket = channel === 'shell' ? this.#shell : this.#control;
    const reply = this.#unlessGone(new Promise<Message>((resolve) => this.#replies.set(id, resolve)));
    const sent = socket.send([DELIMITER, sign(parts), ...parts, ...buffers]);
    return { id, reply, sent };
  }

  /** Sends a request signed with another key. */
  async sendForged(type: string): Promise<void> {
    const parts = [{ msg_id: 'forged', msg_type: type }, {}, {}, {}].map((part) => JSON.stringify(part));
    await this.#shell.send([DELIMITER, sign(['forged']), ...parts]);
  }

  /** Resolves to the next iopub message that fits. */
  waitFor(fits: (message: Message) => boolean): Promise<Message> {
    const found = new Promise<Message>((resolve) => {
      const watcher = (message: Message): void => {
        if (!fits(message)) return;
        this.#watchers = this.#watchers.filter((other) => other !== watcher);
        resolve(message);
      };
      this.#watchers.push(watcher);
    });
    return this.#unlessGone(found);
  }

  /** Sends a cell; `done` resolves when both the reply and idle have come. */
  start(code: string, options: Content = {}) {
    const { id, reply } = this.send('execute_request', { code, ...options });
    const messages: Message[] = [];
    const idle = this.waitFor((message) => {
      if (message.parent.msg_id !== id) return false;
      const type = message.header.msg_type;
      if (type === 'status') return message.content['execution_state'] === 'idle';
      if (type !== 'execute_input') messages.push(message);
      return false;
    });
    const text = (name: string): string =>
      messages
        .filter(({ header, content }) => header.msg_type === 'stream' && content['name'] === name)
        .map(({ content }) => String(content['text']))
        .join('');
    const done = Promise.all([reply, idle]).then(([{ content }]): Execution => ({
      ...{ reply: content, messages, stdout: text('stdout'), stderr: text('stderr') },
    }));
    done.catch(() => undefined); // a test may end the kernel and not wait for the cell
    return { id, done };
  }

  /** Starts a cell; resolves when the kernel has taken it up, from when on an interrupt is meant for it. */
  async begin(code: string) {
    const busy = this.waitFor(({ header }) => header.msg_type === 'execute_input');
    const { done } = this.start(code);
    await busy;
    return { done };
  }

  /** Runs a cell. */
  execute(code: string, options: Content = {}): Promise<Execution> {
    return this.start(code, options).done;
  }

  /** Resolves to the next question on the stdin channel. */
  async asked(): Promise<Message> {
    return decode(await this.#stdin.receive());
  }

  /** Answers a question on the stdin channel. */
  async type(value: string): Promise<void> {
    const header = { msg_id: randomUUID(), msg_type: 'input_reply', session: 's', username: 'u', date: '' };
    const parts = [header, {}, {}, { status: 'ok', value }].map((part) => JSON.stringify(part));
    await this.#stdin.send([DELIMITER, sign(parts), ...parts]);
  }

  /** Sends a heartbeat and resolves to what comes back. */
  async beat(text: string): Promise<string> {
    const socket = new Request({ linger: 0 });
    socket.connect(this.endpoint(5));
    await socket.send(text);
    const [frame] = await socket.receive();
    socket.close();
    return String(frame);
  }

  /** Ends the kernel however it feels about it, and removes its files. */
  async close(): Promise<void> {
    if (this.process.exitCode === null && this.process.signalCode === null) {
      this.process.kill('SIGKILL');
      await once(this.process, 'exit');
    }
    for (const socket of [this.#shell, this.#control, this.#iopub, this.#stdin]) socket.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Like the promise; rejects, also where no one listens, when the kernel ends first. */
  #unlessGone<T>(promise: Promise<T>): Promise<T> {
    const either = Promise.race([promise, this.#gone]);
    either.catch(() => undefined);
    return either;
  }

  async #receive(socket: Dealer): Promise<void> {
    for await (const frames of socket) {
      const message = decode(frames);
      this.#replies.get(message.parent.msg_id ?? '')?.(message);
    }
  }

  async #listen(): Promise<void> {
    for await (const frames of this.#iopub) {
      const message = decode(frames);
      this.published.push(message);
      for (const watcher of [...this.#watchers]) watcher(message);
    }
  }
}
