import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onProcessExit } from './exit-hooks.js';
import type { Transport } from './kernelspec.js';

const PORTS = { shell: 1, iopub: 2, stdin: 3, control: 4, hb: 5 } as const;
export type Channel = keyof typeof PORTS;

const LOCALHOST = '127.0.0.1';

/** Five ports that nobody listens on. They are held until all are found, so that they differ. */
export async function freePorts(): Promise<Readonly<Record<Channel, number>>> {
  const servers = await Promise.all(
    Object.keys(PORTS).map(async () => {
      const server = createServer();
      server.listen(0, LOCALHOST);
      await once(server, 'listening');
      return server;
    }),
  );
  const [shell = 0, iopub = 0, stdin = 0, control = 0, hb = 0] = servers.map((server) => {
    const address = server.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  });
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return { shell, iopub, stdin, control, hb };
}

/** Unix socket paths end at 104 bytes (macOS) or 108 (Linux), so a long temporary folder cannot be used. */
const LONGEST_FOLDER = 80;

/** The sockets of one kernel: a private folder with the connection file, gone when disposed or at exit. */
export class Connection {
  readonly key = randomBytes(32).toString('hex');
  readonly file: string;
  readonly #folder: string;
  readonly #forget: () => void;

  readonly #ports: Readonly<Record<Channel, number>>;
  readonly #transport: Transport;

  /** @param ports of 127.0.0.1, for a kernel that is spoken to by tcp */
  constructor(kernelName: string, ports?: Readonly<Record<Channel, number>>) {
    this.#transport = ports === undefined ? 'ipc' : 'tcp';
    this.#ports = ports ?? PORTS;
    const parent = tmpdir().length > LONGEST_FOLDER ? '/tmp' : tmpdir();
    this.#folder = mkdtempSync(join(parent, 'nbr-'));
    this.#forget = onProcessExit(() => {
      this.#remove();
    });
    this.file = join(this.#folder, 'connection.json');
    const content = {
      transport: this.#transport,
      ip: this.#transport === 'ipc' ? join(this.#folder, 'k') : LOCALHOST,
      shell_port: this.#ports.shell,
      iopub_port: this.#ports.iopub,
      stdin_port: this.#ports.stdin,
      control_port: this.#ports.control,
      hb_port: this.#ports.hb,
      key: this.key,
      signature_scheme: 'hmac-sha256',
      kernel_name: kernelName,
    };
    writeFileSync(this.file, JSON.stringify(content, null, 1), { mode: 0o600 });
  }

  /** The address of a channel by Jupyter's convention for ipc: the "port" is the end of the file name. */
  address(channel: Channel): string {
    const port = this.#ports[channel];
    return this.#transport === 'ipc'
      ? `ipc://${join(this.#folder, 'k')}-${port}`
      : `tcp://${LOCALHOST}:${port}`;
  }

  dispose(): void {
    this.#forget();
    this.#remove();
  }

  #remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
