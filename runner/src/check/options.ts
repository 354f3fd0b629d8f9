import type { RunOptions } from '../run/options.js';
import type { CheckSettings } from './rules.js';

/** What to check and how; only `inputs` is required. */
export interface CheckOptions extends Omit<
  RunOptions,
  | 'parameters'
  | 'parameterTexts'
  | 'each'
  | 'outputName'
  | 'lang'
  | 'inPlace'
  | 'outputDir'
  | 'outputRoot'
  | 'claims'
  | 'cache'
  | 'resume'
> {
  /** Reuses results of earlier runs if nothing they depend on has changed. Default: false. */
  readonly cache?: boolean;
  /**
   * Folder for fresh results and images of differences. Default: a temporary folder, which is kept if something
   * differs.
   */
  readonly outputDir?: string | undefined;
  /** Rules for all notebooks, in the form of `runner.check` in the metadata of one. */
  readonly settings?: CheckSettings;
  /** Compares only the notebooks, not their markdown, figure files and the files they write. */
  readonly notebooksOnly?: boolean;
  /** With `report` a claim that does not hold is a difference only if its verdict changed. Default: `fail`. */
  readonly claims?: 'fail' | 'report' | undefined;
}
