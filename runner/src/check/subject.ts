import { RunnerError } from '../errors.js';
import { declarationOf } from '../graph/declaration.js';
import { parseNotebook, readNotebookText, type Notebook } from '../nbformat/index.js';
import { discoverNotebooks } from '../run/discover.js';
import { planPaths, type NotebookPaths } from '../run/paths.js';
import type { RunReport } from '../run/report.js';
import type { CellTimes } from './cell-times.js';
import type { CheckOptions } from './options.js';
import { rulesOf, type NotebookRules } from './rules.js';
import { refuseOverwriting, type Scratch } from './scratch.js';
import { readWritten, type FileContents } from './put-back.js';

/** A notebook under check. */
export interface Subject {
  /** Where the committed notebook and its files are. */
  readonly paths: NotebookPaths;
  /** Where the fresh ones go. */
  readonly fresh: NotebookPaths;
  /** Undefined when the file cannot be read, which the run then reports. */
  readonly committed?: Committed;
}

/** What is committed, and how it is compared. */
export interface Committed {
  readonly text: string;
  readonly notebook: Notebook;
  readonly rules: NotebookRules;
  /** What the notebook says it writes. */
  readonly writes: readonly string[];
  /** Those files before the check. */
  readonly written: FileContents;
}

/** Where a check takes place. */
export interface CheckPlace {
  readonly options: CheckOptions;
  readonly cwd: string;
  readonly root: string;
  readonly scratch: Scratch;
}

/** What the parts of one check share after the run. */
export interface CheckContext extends CheckPlace {
  readonly run: RunReport;
  readonly times: CellTimes;
  /** Paths no one commits. */
  readonly ignored: ReadonlySet<string>;
}

/**
 * Reads what is to be checked, before anything runs.
 *
 * @throws {CheckRuleError} when a notebook has an unknown check tag or setting
 */
export function findSubjects({ options, cwd, root, scratch }: CheckPlace): Subject[] {
  const sources = discoverNotebooks(options.inputs, cwd);
  const committed = planPaths(sources, { cwd, root, figuresDir: options.figuresDir });
  const fresh = planPaths(sources, { cwd, root, outputDir: scratch.folder });
  refuseOverwriting(fresh, scratch.folder);
  return committed.map((paths, index) => {
    const read = readCommitted(paths, options, root);
    return { paths, fresh: fresh[index] ?? paths, ...(read && { committed: read }) };
  });
}

function readCommitted(
  { source, name }: NotebookPaths,
  { settings }: CheckOptions,
  root: string,
): Committed | undefined {
  const read = readIfPossible(source, name, root);
  if (read === undefined) return undefined;
  const rules = rulesOf(read.notebook, name, settings);
  return { ...read, rules, written: readWritten(read.writes, root) };
}

/** What is wrong with a file is for the run to say, which reads it again. */
function readIfPossible(
  path: string,
  name: string,
  root: string,
): Pick<Committed, 'text' | 'notebook' | 'writes'> | undefined {
  try {
    const text = readNotebookText(path, name);
    const notebook = parseNotebook(text, name);
    return { text, notebook, writes: declarationOf(notebook, name, root).writes };
  } catch (error) {
    if (error instanceof RunnerError || (error instanceof Error && 'code' in error)) return undefined;
    throw error;
  }
}
