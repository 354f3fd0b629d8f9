import { DISPLAY, type Displayable, type Output } from '../core/display.js';
import { Result } from '../core/result.js';
import type { ViewOptions } from '../core/result-view.js';

/** The function that a kernel provides for output in the middle of a cell. */
const PUBLISH = Symbol.for('Jupyter.publish');

/** Sends an output: rich in a notebook, as text elsewhere. */
export function publish(output: Output): void {
  const send = (globalThis as { [PUBLISH]?: (output: Output) => void })[PUBLISH];
  if (send === undefined) console.log(String(output.data['text/plain']));
  else send(output);
}

/**
 * Shows a result, table or figure in the middle of a cell; the last expression of a cell is shown automatically.
 *
 * @param options for a result: how many rows to show.
 * @example
 * await show(sizes, { limit: 5 });
 */
export async function show(value: Displayable, options: ViewOptions = {}): Promise<void> {
  publish(value instanceof Result ? value.output(options) : await value[DISPLAY]());
}
