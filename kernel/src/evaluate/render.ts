import { format } from 'node:util';
import { apply, get } from '../primordials.js';
import type { JsonObject } from '../wire/message.js';

/** MIME type to content, as in Jupyter's display_data. */
export type MimeBundle = Record<string, unknown>;

/** A value as Jupyter shows it. */
export interface Rendered {
  readonly data: MimeBundle;
  readonly metadata: JsonObject;
}

/** The method that makes an object rich, by Deno's convention. */
const DISPLAY = Symbol.for('Jupyter.display');

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null;
}

function displayMethod(value: unknown): (() => unknown) | undefined {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return undefined;
  const method: unknown = get(value, DISPLAY);
  return typeof method === 'function' ? () => apply(method, value, []) as unknown : undefined;
}

/** Without a prototype: where a cell has given all objects a `then`, one with it could not be awaited. */
const rendered = (data: MimeBundle, metadata: JsonObject): Rendered =>
  ({ __proto__: null, data, metadata }) as Rendered;

/**
 * Turns the value of a cell's last expression into MIME types.
 *
 * An object with `[Symbol.for('Jupyter.display')]()` decides itself, with a bundle or `{ data, metadata }`;
 * anything else is text as `console.log` prints it.
 *
 * @throws TypeError when the display method returns something else than an object
 */
export async function render(value: unknown): Promise<Rendered> {
  const display = displayMethod(value);
  if (!display) return rendered({ 'text/plain': format(value) }, {});
  const shown = await display();
  if (!isObject(shown)) {
    throw new TypeError(`[Symbol.for('Jupyter.display')]() must return a MIME bundle, not ${typeof shown}`);
  }
  const { data, metadata } = shown;
  return isObject(data) ? rendered(data, isObject(metadata) ? metadata : {}) : rendered(shown, {});
}
