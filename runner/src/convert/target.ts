import type { ArgsDef } from 'citty';
import type { FigureRenderer } from '../figures/renderer.js';
import type { FigureWarning } from '../figures/warnings.js';
import type { FileToWrite } from '../files.js';
import type { Notebook } from '../nbformat/index.js';
import type { ParsedScript } from '../script/read.js';
import type { NotebookPaths } from '../run/paths.js';

/** One notebook or script to convert. */
export interface ConvertInput {
  /** Where it comes from and where files made of it go. */
  readonly paths: NotebookPaths;
  /** The notebook as it is; a script is a notebook without outputs. */
  readonly notebook: Notebook;
  /** The script that it was read from, if it was one. */
  readonly script?: ParsedScript;
  /** The text of the file, for targets that keep what they do not change. */
  readonly text: string;
  /** The language of its code, lower case; empty when the notebook names none. */
  readonly language: string;
}

/** What a conversion needs besides its inputs. */
export interface ConvertContext {
  /** The working directory; messages tell paths from here. */
  readonly cwd: string;
  /** The project root. */
  readonly root: string;
  /** Absolute; undefined: next to each input. */
  readonly outputDir: string | undefined;
  /** The language that the inputs are translated into, if they are. */
  readonly lang: string | undefined;
  readonly renderer: FigureRenderer;
  /** Hears what of a figure was left out or drawn otherwise. */
  readonly warn: FigureWarning;
  /** Receives a note about anything lost in the conversion. */
  readonly notice: (text: string) => void;
}

/** The values of the options of a target. */
export interface TargetOptions {
  value(name: string): string | undefined;
  values(name: string): string[];
  flag(name: string): boolean;
}

/** Turns all the inputs into files; nothing is written here. */
export type Converter = (
  inputs: readonly ConvertInput[],
  context: ConvertContext,
  options: TargetOptions,
) => Promise<FileToWrite[]>;

/** What notebooks can be converted to. */
export interface Target {
  /** As in `--to NAME`. */
  readonly name: string;
  /** One line for the help. */
  readonly summary: string;
  /** Of the file that `--stdout` prints, with its dot; undefined: it depends on the language. */
  readonly extension?: string;
  /** Options that only this target has, as citty describes them. */
  readonly args: ArgsDef;
  /** Where it has an option `lang`: `only` takes translations alone, `also` the language of the page as well. */
  readonly translates?: 'only' | 'also';
  /** Folders in which nothing of an earlier conversion stays that this one does not write. */
  readonly folders?: (inputs: readonly ConvertInput[], context: ConvertContext) => string[];
  /** Loaded only when it is asked for. */
  readonly load: () => Promise<Converter>;
}
