import { resolve } from 'node:path';
import { UsageError } from '../errors.js';
import { SharedRenderer, type FigureRenderer } from '../figures/renderer.js';
import { figureWarnings } from '../figures/warnings.js';
import { writeFilesAtomically, type FileToWrite } from '../files.js';
import { findProjectRoot } from '../run/project.js';
import { linkFrom } from '../run/paths.js';
import { nearest } from '../text/suggest.js';
import { readInputs } from './inputs.js';
import { settle } from './record.js';
import type { Target, TargetOptions } from './target.js';
import { TARGETS } from './targets.js';
import { isAnyTranslated, translatedInputs } from './translated.js';

/** What to convert, and to what. */
export interface ConvertOptions {
  /** Files, folders or glob patterns, relative to `cwd`. */
  readonly inputs: readonly string[];
  /** The name of a target: `markdown`, `notebook` … */
  readonly to: string;
  /** Default: the working directory of the process. */
  readonly cwd?: string;
  /** Where the files go instead of next to each input. */
  readonly outputDir?: string | undefined;
  /** Default: `figures` in the project root, or in `outputDir` where that is given. */
  readonly figuresDir?: string | undefined;
  /** Where runs keep their results, for `--lang`. Default: as for a run. */
  readonly cacheDir?: string | undefined;
  /** Makes errors of warnings about figures. */
  readonly strict?: boolean | undefined;
  /** Options of the target by name: `{ 'front-matter': true }`. */
  readonly options?: Readonly<Record<string, string | boolean | readonly string[]>> | TargetOptions;
}

/** What a caller may watch or replace. */
export interface ConvertHooks {
  /** Receives a note about anything lost in the conversion. */
  notice?(text: string): void;
  /** Default: one `plotly-static` renderer, loaded when the first figure has to be drawn. */
  readonly renderer?: FigureRenderer;
}

/**
 * Converts notebooks as they are, without executing them, and writes the files, all or none. A figure that has no
 * picture yet is drawn. Pictures of markdown and pages of a site that an earlier conversion wrote and this one
 * does not are removed.
 *
 * @returns the paths of the files
 * @throws {UsageError} when the target is unknown, or two inputs would write the same file
 * @throws {NotebookNotFoundError} when an input matches nothing
 * @throws {NotebookFormatError} when a file is not a notebook
 * @throws {TranslationError} when outputs in another language are requested and no run has produced them
 * @throws {FigureError} when a figure cannot be drawn
 * @throws {OutputWriteError} when a file cannot be written
 * @example
 * await convertNotebooks({ inputs: ['notebooks'], to: 'markdown', outputDir: 'docs' });
 */
export async function convertNotebooks(options: ConvertOptions, hooks: ConvertHooks = {}): Promise<string[]> {
  const { files, folders, cwd } = await conversion(options, hooks);
  writeFilesAtomically(files);
  for (const path of folders.flatMap((folder) => settle(folder, files)))
    hooks.notice?.(`${linkFrom(cwd, path)} removed: an earlier conversion wrote it, this one does not`);
  return files.map(({ path }) => path);
}

/** Like {@link convertNotebooks}, but returns the files instead of writing them. */
export async function convertedFiles(
  options: ConvertOptions,
  hooks: ConvertHooks = {},
): Promise<FileToWrite[]> {
  return (await conversion(options, hooks)).files;
}

/** The files of a conversion, and the folders that hold nothing else of conversions. */
interface Conversion {
  readonly files: FileToWrite[];
  readonly folders: readonly string[];
  readonly cwd: string;
}

async function conversion(options: ConvertOptions, hooks: ConvertHooks): Promise<Conversion> {
  const target = targetNamed(options.to);
  const convert = await target.load();
  const cwd = resolve(options.cwd ?? process.cwd());
  const root = findProjectRoot(cwd);
  const { outputDir, figuresDir } = options;
  const notice = (text: string): void => hooks.notice?.(text);
  const chosen = targetOptions(options.options ?? {});
  const lang = 'lang' in target.args ? chosen.value('lang') : undefined;
  const places = { cwd, root, outputDir, figuresDir };
  const read = readInputs(options.inputs, places, notice);
  const translated = lang !== undefined && isAnyTranslated(read, lang);
  if (lang !== undefined && !translated && target.translates === 'only')
    throw new UsageError(`--lang ${lang}: none of these notebooks has a ${lang}/NAME.yaml next to it.`);
  const inputs = translated ? translatedInputs(read, { ...places, lang, cacheDir: options.cacheDir }) : read;
  const shared = new SharedRenderer();
  try {
    const context = {
      cwd,
      root,
      outputDir: outputDir === undefined ? undefined : resolve(cwd, outputDir, translated ? lang : ''),
      lang: translated ? lang : undefined,
      renderer: hooks.renderer ?? shared,
      warn: figureWarnings(notice, options.strict),
      notice,
    };
    const files = await convert(inputs, context, chosen);
    checkApart(files, cwd);
    return { files, folders: target.folders?.(inputs, context) ?? [], cwd };
  } finally {
    await shared.dispose();
  }
}

/**
 * The target with this name.
 *
 * @throws {UsageError} listing the known targets
 */
export function targetNamed(name: string): Target {
  const target = TARGETS.find((each) => each.name === name);
  if (target !== undefined) return target;
  const names = TARGETS.map((each) => each.name);
  const near = nearest(name, names);
  throw new UsageError(
    `--to ${name}: unknown target. ` +
      (near === undefined ? `Use one of ${names.join(', ')}.` : `Did you mean ${near}?`),
  );
}

function targetOptions(given: NonNullable<ConvertOptions['options']>): TargetOptions {
  if (isTargetOptions(given)) return given;
  const all = (name: string): (string | boolean)[] => [given[name] ?? []].flat();
  const strings = (name: string): string[] => all(name).map(String);
  return {
    values: strings,
    value: (name) => strings(name).at(-1),
    flag: (name) => all(name).at(-1) === true,
  };
}

function isTargetOptions(given: NonNullable<ConvertOptions['options']>): given is TargetOptions {
  return typeof given.flag === 'function';
}

/** Inputs of the same name from different folders would overwrite each other in one output folder. */
function checkApart(files: readonly FileToWrite[], cwd: string): void {
  const seen = new Set<string>();
  for (const { path } of files) {
    if (seen.has(path)) {
      throw new UsageError(
        `two inputs would both write ${linkFrom(cwd, path)}. Rename one, or convert them separately with different --output-dir.`,
      );
    }
    seen.add(path);
  }
}
