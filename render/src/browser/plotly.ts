import type { Element } from '../dom/element.js';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { compileFunction } from 'node:vm';

/** One finding of `Plotly.validate`. */
export interface SchemaFinding {
  readonly code: 'object' | 'array' | 'schema' | 'unused' | 'invisible' | 'value' | 'dynamic';
  readonly container: 'data' | 'layout';
  /** Index of the trace, null in the layout. */
  readonly trace: number | null;
  /** Attribute path below the trace or the layout, for example `annotations[0].align`. */
  readonly astr: string;
  readonly msg: string;
}

/** The part of plotly.js that is called here. */
export interface Plotly {
  newPlot(div: Element, data: unknown, layout: unknown, config: object): Promise<unknown>;
  purge(div: Element): void;
  validate(data: unknown, layout: unknown): readonly SchemaFinding[] | undefined;
  readonly PlotSchema: { get: () => unknown };
}

/** `Plotly.validate` puts the whole schema together again on every call, 50 to 150 ms; once is enough. */
function rememberSchema({ PlotSchema }: Plotly): void {
  const build = PlotSchema.get.bind(PlotSchema);
  let schema: unknown;
  PlotSchema.get = () => (schema ??= build());
}

/**
 * Runs plotly.js with `globals` in place of the browser's. They are parameters of the compiled function, so
 * nothing leaks into Node's own globals, and several renderers can stand side by side.
 */
export function loadPlotly(globals: Readonly<Record<string, unknown>>): Plotly {
  const file = createRequire(import.meta.url).resolve('plotly.js-dist-min/plotly.min.js');
  const module: { exports: unknown } = { exports: {} };
  const scope = { ...globals, module, exports: module.exports };
  const run = compileFunction(readFileSync(file, 'utf8'), Object.keys(scope), { filename: file });
  Reflect.apply(run, globals['window'], Object.values(scope));
  const plotly = module.exports as Plotly;
  rememberSchema(plotly);
  return plotly;
}
