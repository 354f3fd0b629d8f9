import { format } from 'node:util';
import { apply, get } from '../primordials.js';
import type { JsonObject } from '../wire/message.js';
import { shownText } from './any-value.js';
import type { MimeBundle } from './mime-bundle.js';
import { insteadOf, PLOTLY, richBundle } from './show/rich.js';

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
  try {
    const method: unknown = get(value, DISPLAY);
    return typeof method === 'function' ? () => apply(method, value, []) as unknown : undefined;
  } catch {
    return undefined; // it throws when it is looked at
  }
}

/** Without a prototype: where a cell has given all objects a `then`, one with it could not be awaited. */
const rendered = (data: MimeBundle, metadata: JsonObject): Rendered =>
  ({ __proto__: null, data, metadata }) as Rendered;

/** Draws a plotly figure as PNG in base64; undefined where that cannot be done here. */
export type DrawPng = (figure: unknown) => Promise<string | undefined>;

/** A bundle that has a text, and has it first, for clients that show nothing else. */
function withText(value: unknown, data: MimeBundle): MimeBundle {
  if (typeof data['text/plain'] === 'string') return data;
  return { ...{ 'text/plain': '' }, ...data, 'text/plain': shownText(value, format) };
}

/**
 * Turns the value of a cell's last expression into MIME types.
 *
 * An object with `[Symbol.for('Jupyter.display')]()` decides itself, with a bundle or `{ data, metadata }`; tables,
 * plots, images and elements are shown as what they are; anything else is text as `console.log` prints it. There is
 * always a text.
 *
 * @param png draws a plotly figure for viewers without plotly
 * @throws TypeError when the display method returns something else than an object
 */
export async function render(value: unknown, png: DrawPng): Promise<Rendered> {
  const display = displayMethod(value);
  const own = display ? insteadOf(value) : (richBundle(value) ?? {});
  if (own) {
    const picture = PLOTLY in own ? await png(own[PLOTLY]) : undefined;
    return rendered(withText(value, { ...own, ...(picture !== undefined && { 'image/png': picture }) }), {});
  }
  const shown = await display?.();
  if (!isObject(shown) || Array.isArray(shown)) {
    const kind = Array.isArray(shown) ? 'an array' : shown === null ? 'null' : typeof shown;
    throw new TypeError(`[Symbol.for('Jupyter.display')]() must return a MIME bundle, not ${kind}`);
  }
  const { data, metadata } = shown;
  if (!isObject(data)) return rendered(withText(value, shown), {});
  return rendered(withText(value, data), isObject(metadata) ? metadata : {});
}
