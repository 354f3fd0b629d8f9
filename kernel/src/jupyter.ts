/** What `Deno.jupyter` has, for cells and libraries: `import { display, html } from 'tally-kernel/jupyter'`. */
import { readFileSync } from 'node:fs';
import type { CommExtra } from './comm.js';
import { $display, type Displayable, type MediaBundle } from './displayable.js';
import type { Variable } from './evaluate/variables.js';
import { service } from './service.js';

export {
  type Comm,
  type CommExtra,
  type CommListener,
  type CommMessage,
  type CommOptions,
  type CommTarget,
  commTarget,
  openComm,
} from './comm.js';
export { $display, type Displayable, type MediaBundle } from './displayable.js';
export type { Variable } from './evaluate/variables.js';
export { widget, WidgetModel, type WidgetOptions } from './widget.js';

export interface DisplayOptions {
  /** The value is a bundle itself. */
  readonly raw?: boolean;
  /** Replaces what is shown under the same `display_id`. */
  readonly update?: boolean;
  readonly display_id?: string;
}

const displayable = (bundle: MediaBundle): Displayable => ({ [$display]: () => bundle });

/** Joins the parts of a template. */
const joined = (parts: TemplateStringsArray, values: readonly unknown[]): string =>
  String.raw({ raw: parts.raw }, ...values);

/** Shows a value in the middle of a cell. */
export async function display(value: unknown, options: DisplayOptions = {}): Promise<void> {
  const { raw = false, update = false, display_id } = options;
  const how = { update, transient: display_id === undefined ? {} : { display_id } };
  if (raw) service('publish')({ data: value, ...how });
  else await service('show')(value, how);
}

/** Markdown: md`# Title`. */
export const md = (parts: TemplateStringsArray, ...values: readonly unknown[]): Displayable => {
  const text = joined(parts, values);
  return displayable({ 'text/plain': text, 'text/markdown': text });
};

/** HTML: html`<b>bold</b>`. */
export const html = (parts: TemplateStringsArray, ...values: readonly unknown[]): Displayable => {
  const text = joined(parts, values);
  return displayable({ 'text/plain': text, 'text/html': text });
};

/** A picture: svg`<svg>…</svg>`. */
export const svg = (parts: TemplateStringsArray, ...values: readonly unknown[]): Displayable => {
  const text = joined(parts, values);
  return displayable({ 'text/plain': 'SVG image', 'image/svg+xml': text });
};

/** A PNG or JPEG: its bytes, or the path of its file. */
export function image(file: Uint8Array | string): Displayable {
  const bytes = typeof file === 'string' ? readFileSync(file) : file;
  const type = bytes[0] === 0xff ? 'image/jpeg' : 'image/png';
  const text = `${type === 'image/png' ? 'PNG' : 'JPEG'} image, ${bytes.length} bytes`;
  return displayable({ 'text/plain': text, [type]: Buffer.from(bytes).toString('base64') });
}

/** The bundle that a value is shown as. */
export const format = async (value: unknown): Promise<MediaBundle> =>
  (await service('format')(value)) as MediaBundle;

export interface InputOptions {
  /** What is typed is not shown. */
  readonly password?: boolean;
}

/**
 * Asks the person at the keyboard for a line of text.
 *
 * @throws InputError where no one can be asked, as in a run without a notebook
 * @throws InterruptedError when the cell is interrupted meanwhile
 *
 * @example
 *
 *     const token = await input('Token: ', { password: true });
 */
export const input = async (prompt = '', { password = false }: InputOptions = {}): Promise<string> =>
  (await service('input')(prompt, password)) as string;

/** Asks for a line of text, as `prompt` of browsers and Deno, but to be awaited; an empty line is the default. */
export async function prompt(message = 'Prompt', otherwise?: string): Promise<string | null> {
  const given = await input(otherwise === undefined ? `${message} ` : `${message} [${otherwise}] `);
  return given === '' ? (otherwise ?? null) : given;
}

/** Asks a question that `y` answers with true, and anything else with false. */
export const confirm = async (message = 'Confirm'): Promise<boolean> =>
  /^y(?:es)?$/i.test((await input(`${message} [y/N] `)).trim());

/** Shows a message until Enter is pressed. */
export async function alert(message = 'Alert'): Promise<void> {
  await input(`${message} [Enter] `);
}

/** The variables of the cells before this one, by name; as a cell's last expression it is shown as a table. */
export const variables = (): Variable[] => service('variables')() as Variable[];

/** Sends a message to all clients. */
export async function broadcast(
  type: string,
  content: Record<string, unknown>,
  extra: CommExtra = {},
): Promise<void> {
  await service('broadcast')(type, content, extra);
}
