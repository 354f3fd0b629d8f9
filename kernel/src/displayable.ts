/** MIME type to content. */
export type MediaBundle = Record<string, unknown>;

/** The name of the method by which an object says how it is shown. */
export const $display: unique symbol = Symbol.for('Jupyter.display') as never;

/** Something that is shown as the bundle it holds. */
export interface Displayable {
  [$display]: () => MediaBundle;
}
