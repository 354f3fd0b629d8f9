import { service } from './service.js';

/** What goes with a message of a comm beside its data. */
export interface CommExtra {
  readonly metadata?: Record<string, unknown>;
  /** Sent as they are. */
  readonly buffers?: readonly (ArrayBuffer | ArrayBufferView)[];
}

/** A message that a client has sent by a comm. */
export interface CommMessage {
  readonly data: Record<string, unknown>;
  readonly buffers: readonly Uint8Array[];
}

/** Hears a message; what it prints, and its error, is shown below the cell that it was given in. */
export type CommListener = (message: CommMessage) => unknown;

/** A channel between a cell and something that a client shows, such as a widget. */
export interface Comm {
  readonly id: string;
  readonly target: string;
  /** @throws TypeError when the data cannot be JSON */
  send(data: Record<string, unknown>, extra?: CommExtra): void;
  /** Tells the client, too; a closed comm neither sends nor hears. */
  close(data?: Record<string, unknown>): void;
  /** @returns ends it */
  onMessage(listener: CommListener): () => void;
  /** Hears that the client has closed the comm. */
  onClose(listener: CommListener): () => void;
}

/** How a comm is opened. */
export interface CommOptions extends CommExtra {
  /** Whom it is meant for on the other side, such as `jupyter.widget`. */
  readonly target: string;
  readonly data?: Record<string, unknown>;
}

/** Called when a client opens a comm. */
export type CommTarget = (comm: Comm, message: CommMessage) => unknown;

/**
 * Opens a comm to the clients.
 *
 * @throws Error where there is no notebook
 */
export const openComm = (options: CommOptions): Comm => service('comm')(options) as Comm;

/**
 * Takes the comms that clients open for a target.
 *
 * @throws Error where there is no notebook
 */
export function commTarget(target: string, opened: CommTarget): void {
  service('commTarget')(target, opened);
}
