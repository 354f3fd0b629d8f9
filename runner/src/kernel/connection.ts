import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onProcessExit } from './exit-hooks.js';

const PORTS = { shell: 1, iopub: 2, stdin: 3, control: 4, hb: 5 } as const;
export type Channel = keyof typeof PORTS;

/** Unix socket paths end at 104 bytes (macOS) or 108 (Linux), so a long temporary folder cannot be used. */
const LONGEST_FOLDER = 80;

/** The sockets of one kernel: a private folder with the connection file, gone when disposed or at exit. */
export class Connection {
  readonly key = randomBytes(32).toString('hex');
  readonly file: string;
  readonly #folder: string;
  readonly #forget: () => void;

  constructor(kernelName: string) {
    const parent = tmpdir().length > LONGEST_FOLDER ? '/tmp' : tmpdir();
    this.#folder = mkdtempSync(join(parent, 'nbr-'));
    this.#forget = onProcessExit(() => {
      this.#remove();
    });
    this.file = join(this.#folder, 'connection.json');
    const content = {
      transport: 'ipc',
      ip: join(this.#folder, 'k'),
      shell_port: PORTS.shell,
      iopub_port: PORTS.iopub,
      stdin_port: PORTS.stdin,
      control_port: PORTS.control,
      hb_port: PORTS.hb,
      key: this.key,
      signature_scheme: 'hmac-sha256',
      kernel_name: kernelName,
    };
    writeFileSync(this.file, JSON.stringify(content, null, 1), { mode: 0o600 });
  }

  /** The address of a channel by Jupyter's convention for ipc: the "port" is the end of the file name. */
  address(channel: Channel): string {
    return `ipc://${join(this.#folder, 'k')}-${PORTS[channel]}`;
  }

  dispose(): void {
    this.#forget();
    this.#remove();
  }

  #remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
