import type { Folders } from '../../compile/resolver.js';
import { nativeImport } from '../importer.js';

/** What is used of the package plotly-static. */
interface PlotlyStatic {
  readonly Renderer: { create(): Promise<{ png(figure: unknown): Promise<Uint8Array> }> };
}
type Draw = (figure: unknown) => Promise<Uint8Array>;

const PACKAGE = 'plotly-static';
/** Set by the runner, which adds the pictures of all figures itself. */
const RUNNER_VARIABLE = 'NBCONVERT_TS_RUNNER';

/** Draws plotly figures for viewers without plotly, by the package plotly-static where a project has it. */
export class PlotlyPng {
  readonly #folders: readonly string[];
  /** One renderer for all figures: to start it takes longer than to draw. */
  #draw: Promise<Draw | undefined> | undefined;

  constructor({ root, notebook }: Folders) {
    this.#folders = [root, notebook];
  }

  /** A figure as PNG in base64; undefined where it cannot be drawn here, or another one draws it. */
  async of(figure: unknown): Promise<string | undefined> {
    if (process.env[RUNNER_VARIABLE] !== undefined) return undefined;
    this.#draw ??= this.#load();
    try {
      const png = await (await this.#draw)?.(figure);
      return png && Buffer.from(png).toString('base64');
    } catch {
      return undefined; // plotly may draw what plotly-static refuses
    }
  }

  async #load(): Promise<Draw | undefined> {
    for (const folder of this.#folders) {
      try {
        const { Renderer } = (await nativeImport(folder)(PACKAGE)) as unknown as PlotlyStatic;
        const renderer = await Renderer.create();
        return (figure) => renderer.png(figure);
      } catch {
        // It is not installed there.
      }
    }
    return undefined;
  }
}
