import { parse } from 'node:path';
import { ParameterError, UsageError } from '../errors.js';
import type { JsonObject, JsonValue } from '../json.js';
import { nearest } from '../text/suggest.js';
import { planPaths, type NotebookPaths, type PathOptions } from './paths.js';

/** A notebook of a run and the parameters that are for it alone. */
export interface Variant {
  readonly paths: NotebookPaths;
  readonly parameters: JsonObject;
}

export interface VariantOptions extends PathOptions {
  /** The parameters of each output; undefined: one output for each notebook. */
  readonly each?: readonly JsonObject[] | undefined;
  /** The name of an output, with `{notebook}`, `{n}` and the names of parameters. */
  readonly outputName?: string | undefined;
}

const DEFAULT_NAME = '{notebook}-{n}';

/**
 * The outputs of a run: one for each notebook, or one for each notebook and entry of `each`.
 *
 * @throws {UsageError} when there is no folder for them, or two would write the same files
 * @throws {ParameterError} when a name asks for a parameter that an entry does not have
 */
export function planVariants(sources: readonly string[], options: VariantOptions): Variant[] {
  const { each, outputName = DEFAULT_NAME, outputDir } = options;
  if (each === undefined) {
    if (options.outputName !== undefined) throw new UsageError('--name needs --each.');
    return planPaths(sources, options).map((paths) => ({ paths, parameters: {} }));
  }
  if (outputDir === undefined) {
    throw new UsageError('--each makes several notebooks from one: choose a folder with --output-dir DIR.');
  }
  const planned = sources.flatMap((source) =>
    each.map((parameters, index) => {
      const own = { notebook: parse(source).name, n: index + 1 };
      return { parameters, source, stem: fileName(outputName, { ...parameters, ...own }) };
    }),
  );
  const paths = planPaths(
    planned.map(({ source }) => source),
    options,
    planned.map(({ stem }) => stem),
  );
  return paths.map((path, index) => ({ paths: path, parameters: planned[index]?.parameters ?? {} }));
}

/** `{notebook}-{region}` filled in; what cannot be in a file name becomes a hyphen. */
function fileName(template: string, values: JsonObject): string {
  const name = template.replace(/\{([^{}]*)\}/g, (_whole, key: string) => wordOf(key, values));
  if (/^[.\s-]*$/.test(name))
    throw new UsageError(`--name ${template} gives "${name}", which is not a file name.`);
  return name;
}

function wordOf(key: string, values: JsonObject): string {
  const value: JsonValue | undefined = Object.hasOwn(values, key) ? values[key] : undefined;
  if (value === undefined) {
    const names = Object.keys(values);
    const near = nearest(key, names);
    throw new ParameterError(
      `--name: an entry of --each has no {${key}}. ` +
        (near === undefined
          ? `Available: ${names.map((name) => `{${name}}`).join(', ')}.`
          : `Did you mean {${near}}?`),
    );
  }
  if (typeof value === 'object') {
    throw new ParameterError(
      `--name: {${key}} is ${JSON.stringify(value)}, which cannot be part of a file name.`,
    );
  }
  // eslint-disable-next-line no-control-regex -- these are what file systems refuse
  return String(value).replace(/[\u0000-\u001f/\\:*?"<>|\s]+/g, '-');
}
