import type { CommExtra, CommOptions, CommTarget } from '../comm.js';
import type { MimeBundle } from '../evaluate/mime-bundle.js';
import type { Rendered } from '../evaluate/render.js';
import type { TslabDisplay } from '../evaluate/tslab.js';
import type { Variable } from '../evaluate/variables.js';
import type { JsonObject } from '../wire/message.js';
import type { Comms } from './comms.js';
import type { Outputs } from './outputs.js';

/** An output from the middle of a cell, as passed to `globalThis[Symbol.for('Jupyter.publish')]`. */
export interface PublishedMessage {
  readonly data: MimeBundle;
  readonly metadata?: JsonObject;
  readonly transient?: { readonly display_id?: string };
  /** Replaces what was shown under the same `display_id`. */
  readonly update?: boolean;
}

/** A cell may pass anything; what a client cannot read would go out as an odd message. */
function checkObject(value: unknown, what: string): void {
  const isBundle = typeof value === 'object' && value !== null && !Array.isArray(value);
  if (!isBundle) throw new TypeError(`${what} must be an object`);
}

function publish(outputs: Outputs, { data, metadata = {}, transient = {}, update }: PublishedMessage): void {
  checkObject(data, 'the data of a display');
  checkObject(metadata, 'the metadata of a display');
  outputs.send(update === true ? 'update_display_data' : 'display_data', { data, metadata, transient });
}

/** tslab makes its display ids of random bytes; these take their place, so that outputs do not differ. */
class DisplayIds {
  readonly #ids = new Map<string, string>();

  get(id: string): string {
    const known = this.#ids.get(id) ?? `tslab-${this.#ids.size + 1}`;
    this.#ids.set(id, known);
    return known;
  }
}

/** What `tslab.display` and `newDisplay` write to. */
export function tslabWriter(outputs: Outputs): (display: TslabDisplay, update?: boolean) => void {
  const ids = new DisplayIds();
  return ({ data, metadata, transient: { display_id: id } }, update = false) => {
    const transient = id === undefined ? {} : { display_id: ids.get(id) };
    publish(outputs, { data, metadata, transient, update });
  };
}

/**
 * Gives cells the functions a library can output with, without knowing this kernel: `Symbol.for('Jupyter.publish')`
 * shows or updates a display, `Symbol.for('Jupyter.clear')` clears the cell's outputs (with `true`: only when the next
 * one comes), `Symbol.for('Jupyter.show')` shows a value in the middle of a cell, and `Symbol.for('Jupyter.format')`
 * gives the bundle that a value is shown as.
 */
export function exposeDisplays(outputs: Outputs, render: (value: unknown) => Promise<Rendered>): void {
  Object.assign(globalThis, {
    [Symbol.for('Jupyter.publish')]: (message: PublishedMessage) => {
      publish(outputs, message);
    },
    [Symbol.for('Jupyter.show')]: async (value: unknown, how: Omit<PublishedMessage, keyof Rendered>) => {
      publish(outputs, { ...how, ...(await render(value)) });
    },
    [Symbol.for('Jupyter.clear')]: (wait?: boolean) => {
      outputs.send('clear_output', { wait: wait === true });
    },
  });
  const format = async (value: unknown): Promise<MimeBundle> => (await render(value)).data;
  Object.assign(globalThis, { [Symbol.for('Jupyter.format')]: format });
}

/** Gives cells `Symbol.for('Jupyter.variables')`, which lists the variables that cells have declared. */
export function exposeVariables(variables: () => readonly Variable[]): void {
  Object.assign(globalThis, { [Symbol.for('Jupyter.variables')]: variables });
}

/**
 * Gives cells `Symbol.for('Jupyter.comm')`, which opens a comm, `Symbol.for('Jupyter.commTarget')`, which takes those
 * that clients open, and `Symbol.for('Jupyter.broadcast')`, which sends any message.
 */
export function exposeComms(comms: Comms): void {
  Object.assign(globalThis, {
    [Symbol.for('Jupyter.comm')]: (options: CommOptions) => comms.open(options),
    [Symbol.for('Jupyter.commTarget')]: (target: string, opened: CommTarget) => {
      comms.listen(target, opened);
    },
    [Symbol.for('Jupyter.broadcast')]: (type: string, content: JsonObject, extra?: CommExtra) => {
      if (typeof type !== 'string') throw new TypeError('the type of a message must be a text');
      checkObject(content, 'the content of a message');
      comms.broadcast(type, content, extra);
    },
  });
}

/**
 * Gives cells `Symbol.for('Jupyter.signal')`, a function that returns an `AbortSignal` of the cell whose code calls it;
 * it aborts when the cell is interrupted. A library that works outside of JavaScript, such as a database, stops by it.
 *
 * @param signal of the cell whose code runs; undefined where none is known
 */
export function exposeSignal(signal: () => AbortSignal | undefined): void {
  Object.assign(globalThis, { [Symbol.for('Jupyter.signal')]: signal });
}
