/** What a Jupyter output carries: representations by MIME type. */
export type MimeBundle = Readonly<Record<string, unknown>>;

export interface Output {
  readonly data: MimeBundle;
  readonly metadata?: Readonly<Record<string, unknown>>;
}

/** The method by which a value says how a notebook should draw it; Deno's Jupyter kernel uses the same. */
export const DISPLAY: unique symbol = Symbol.for('Jupyter.display') as never;

/** Something a notebook can draw. */
export interface Displayable {
  [DISPLAY](): Output | Promise<Output>;
}

/** The function a kernel offers for output in the middle of a cell. */
const PUBLISH = Symbol.for('Jupyter.publish');

/**
 * Shows a table, figure or claim: as a rich output in a notebook, as its text anywhere else.
 *
 * @example
 * await show(table(rows, { columns }));
 */
export async function show(value: Displayable): Promise<void> {
  const output = await value[DISPLAY]();
  const publish = (globalThis as { [PUBLISH]?: (output: Output) => void })[PUBLISH];
  if (publish === undefined) {
    console.log(String(output.data['text/plain']));
  } else {
    publish(output);
  }
}

/** Text that HTML shows as it is. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** Text that markdown shows as it is, also inside a table. */
export function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_[\]<>|~#]/g, (character) => `\\${character}`).replaceAll('\n', ' ');
}
