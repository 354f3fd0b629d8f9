/** The content of a Jupyter output: representations by MIME type. */
export type MimeBundle = Readonly<Record<string, unknown>>;

export interface Output {
  readonly data: MimeBundle;
  readonly metadata?: Readonly<Record<string, unknown>>;
}

/** The method by which a value defines its display in a notebook; Deno's Jupyter kernel uses the same. */
export const DISPLAY: unique symbol = Symbol.for('Jupyter.display') as never;

/** Something a notebook can display. */
export interface Displayable {
  [DISPLAY](): Output | Promise<Output>;
}

/** Escapes text for HTML. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** Escapes text for markdown, including tables. */
export function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_[\]<>|~#]/g, (character) => `\\${character}`).replaceAll('\n', ' ');
}
