import type { Comm, CommExtra, CommListener } from '../comm.js';
import type { RunningCell } from '../evaluate/running-cell.js';
import { bufferFrom, each, push, SafeSet } from '../primordials.js';
import type { Extra } from './outputs.js';

/** A listener, and the cell that it was given in. */
export interface Listening {
  readonly listener: CommListener;
  readonly cell: RunningCell | undefined;
}

/** What a comm needs of those who keep it. */
export interface CommKeeper {
  /** The cell whose code runs. */
  readonly cell: () => RunningCell | undefined;
  readonly send: (type: 'comm_msg' | 'comm_close', content: Record<string, unknown>, extra?: Extra) => void;
  readonly forget: (id: string) => void;
}

/** Copies, so that a cell may go on with its own. */
export function extraOf({ metadata, buffers = [] }: CommExtra): Extra {
  const copies: Buffer[] = [];
  each(buffers, (given) => {
    const bytes = ArrayBuffer.isView(given)
      ? new Uint8Array(given.buffer, given.byteOffset, given.byteLength)
      : new Uint8Array(given);
    push(copies, bufferFrom(bytes));
  });
  return { metadata, buffers: copies };
}

/** A comm as the kernel keeps it. */
export class OpenComm implements Comm {
  readonly id: string;
  readonly target: string;
  readonly messageListeners = new SafeSet<Listening>();
  readonly closeListeners = new SafeSet<Listening>();
  readonly #keeper: CommKeeper;
  #closed = false;

  constructor(id: string, target: string, keeper: CommKeeper) {
    this.id = id;
    this.target = target;
    this.#keeper = keeper;
  }

  send(data: Record<string, unknown>, extra: CommExtra = {}): void {
    if (!this.#closed) this.#keeper.send('comm_msg', { comm_id: this.id, data }, extraOf(extra));
  }

  close(data: Record<string, unknown> = {}): void {
    if (this.#closed) return;
    this.end();
    this.#keeper.send('comm_close', { comm_id: this.id, data });
  }

  /** It is closed, and the client knows. */
  end(): void {
    this.#closed = true;
    this.#keeper.forget(this.id);
  }

  onMessage(listener: CommListener): () => void {
    return this.#listen(this.messageListeners, listener);
  }

  onClose(listener: CommListener): () => void {
    return this.#listen(this.closeListeners, listener);
  }

  #listen(listeners: SafeSet<Listening>, listener: CommListener): () => void {
    const listening = { listener, cell: this.#keeper.cell() };
    listeners.add(listening);
    return () => {
      listeners.delete(listening);
    };
  }
}
