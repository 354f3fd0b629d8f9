import type { RunOptions } from '../run/options.js';
import type { CheckSettings } from './rules.js';

/** What to check and how; only `inputs` is required. */
export interface CheckOptions extends Omit<
  RunOptions,
  | 'parameters'
  | 'parameterTexts'
  | 'each'
  | 'outputName'
  | 'inPlace'
  | 'outputDir'
  | 'outputRoot'
  | 'claims'
  | 'cache'
  | 'resume'
> {
  /** Believes results of earlier runs where nothing they depend on has changed. Default: false. */
  readonly cache?: boolean;
  /**
   * Where fresh results and difference pictures go. Default: a temporary folder, which is kept when something
   * differs.
   */
  readonly outputDir?: string | undefined;
  /** Loosens all notebooks, as `runner.check` in the metadata of one does. */
  readonly settings?: CheckSettings;
  /** Compares the notebooks alone, not their markdown, figure files and what they write. */
  readonly notebooksOnly?: boolean;
  /** With `report` a claim that does not hold is a difference only when its verdict turned. Default: `fail`. */
  readonly claims?: 'fail' | 'report' | undefined;
}
