import { relative, resolve } from 'node:path';
import { omit } from '../omit.js';
import type { RunHooks, RunOptions } from '../run/options.js';
import { findProjectRoot } from '../run/project.js';
import { runNotebooks } from '../run/run.js';
import { CellTimes } from './cell-times.js';
import { gitIgnored } from './ignored.js';
import { recoverAndTell } from './interrupted.js';
import { judgeNotebook } from './judge.js';
import { registerOf, withRegister } from './register.js';
import type { CheckOptions } from './options.js';
import { checkExitCode, type CheckReport } from './report.js';
import { dropScratch, makeScratch } from './scratch.js';
import { storeResults } from './store.js';
import { findSubjects, type CheckContext, type CheckPlace, type Subject } from './subject.js';
import { WrittenFiles } from './written.js';

/**
 * Executes notebooks in a scratch folder and compares everything a run would write with what is committed:
 * notebooks, markdown, figures, and the files that notebooks declare to write, which are restored afterwards.
 *
 * @returns the differences by notebook; the exit code is 5 if there are any
 * @throws {CheckRuleError} when a notebook has an unknown check tag or setting
 * @throws {UsageError} when an option is invalid
 * @throws {NotebookNotFoundError} when an input matches no notebook
 * @example
 * const report = await checkNotebooks({ inputs: ['notebooks'] });
 * for (const { notebook, differences } of report.notebooks) {
 *   for (const { cell, message } of differences) console.log(notebook, cell?.id, message);
 * }
 */
export async function checkNotebooks(options: CheckOptions, hooks: RunHooks = {}): Promise<CheckReport> {
  const cwd = resolve(options.cwd ?? process.cwd());
  const place = { options, cwd, root: findProjectRoot(cwd), scratch: makeScratch(options.outputDir, cwd) };
  try {
    recoverAndTell(place.root, hooks.progress?.notice?.bind(hooks.progress));
    return await checkIn(place, hooks);
  } catch (error) {
    dropScratch(place.scratch);
    throw error;
  }
}

async function checkIn(place: CheckPlace, hooks: RunHooks): Promise<CheckReport> {
  const { root } = place;
  const subjects = findSubjects(place);
  const writes = subjects.flatMap(({ committed }) => committed?.writes ?? []);
  const written = new WrittenFiles([...new Set(writes)], root, hooks.progress);
  try {
    const times = new CellTimes(hooks.progress);
    const run = await runNotebooks(runOptions(place), { ...hooks, progress: times });
    const ignored = gitIgnored(committedFiles(subjects, written), root);
    return conclude(subjects, { ...place, run, times, ignored });
  } finally {
    written.restore();
  }
}

/** The run that gives the results to compare: into the scratch folder, claims looked at afterwards. */
function runOptions({ options, root, scratch }: CheckPlace): RunOptions {
  const run = omit(options, 'settings', 'notebooksOnly', 'figuresDir');
  // A check that believed what an earlier run left would find nothing that came since.
  const { cache = false } = options;
  // What notebooks write themselves is compared where it is committed, and put back.
  return { ...run, cache, outputDir: scratch.folder, outputRoot: root, claims: 'report' };
}

function committedFiles(subjects: readonly Subject[], written: WrittenFiles): string[] {
  const files = subjects.flatMap(({ paths }) => [paths.markdown, paths.figures]);
  const register = registerOf(subjects)?.json ?? [];
  return [...new Set([...files.concat(register), ...written.before.keys(), ...written.now().keys()])];
}

function conclude(subjects: readonly Subject[], context: CheckContext): CheckReport {
  const { run, scratch, cwd } = context;
  const judged = subjects.map((subject) => {
    const report = run.notebooks.find(({ notebook }) => notebook === subject.paths.name);
    return judgeNotebook(subject, report, context);
  });
  const notebooks = withRegister(judged, subjects, context);
  const exitCode = checkExitCode(run.notebooks, notebooks);
  storeResults(subjects, notebooks, context);
  if (scratch.temporary && notebooks.every(({ status }) => status === 'same')) {
    dropScratch(scratch);
    return { notebooks, exitCode };
  }
  const outputDir = scratch.temporary ? scratch.folder : relative(cwd, scratch.folder);
  return { notebooks, exitCode, outputDir };
}
