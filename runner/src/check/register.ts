import { dirname, join, relative } from 'node:path';
import type { RegisterEntry } from '../claims/entry.js';
import {
  registerContents,
  registerFiles,
  parseRegister,
  readClaims,
  readIfThere,
  type RegisterFiles,
} from '../claims/register.js';
import { projectNotebooks, type RegisterNotebook } from '../claims/scope.js';
import { RunnerError } from '../errors.js';
import { compareEntries } from './compare/register.js';
import { compareContents } from './compare/written.js';
import type { Difference } from './difference.js';
import type { NotebookCheck } from './report.js';
import { EXACT } from './rules.js';
import type { CheckContext, Subject } from './subject.js';

/** The files of the project's register; undefined where nothing is under check. */
export function registerOf([first]: readonly Subject[]): RegisterFiles | undefined {
  return first && registerFiles(dirname(first.paths.figures));
}

/**
 * Adds to the checks how the committed claims register differs from the one that belongs to the committed
 * notebooks: what differs between those and the fresh run is reported where it differs. A difference goes to the
 * notebook whose claims it is about, else to the first.
 */
export function withRegister(
  checks: readonly NotebookCheck[],
  subjects: readonly Subject[],
  context: CheckContext,
): NotebookCheck[] {
  const files = registerOf(subjects);
  const { options, ignored } = context;
  const silent = options.register === false || options.notebooksOnly === true;
  if (silent || files === undefined || ignored.has(files.json)) return [...checks];
  const found = compareRegister(files, subjects, context);
  return checks.map((check, index) => {
    const own = found.filter(({ owner }) => owner === index).map(({ difference }) => difference);
    if (own.length === 0) return check;
    const status = check.status === 'same' ? 'different' : check.status;
    return { ...check, status, differences: [...check.differences, ...own] };
  });
}

/** A difference and the number of the notebook that it goes to. */
interface Found {
  readonly owner: number;
  readonly difference: Difference;
}

function compareRegister(
  files: RegisterFiles,
  subjects: readonly Subject[],
  { root, cwd }: CheckContext,
): Found[] {
  const path = relative(cwd, files.json);
  const first = (message: string): Found[] => [{ owner: 0, difference: { kind: 'file', path, message } }];
  const sources = subjects.map(({ paths }) => paths.source);
  const is = claimsOf(projectNotebooks(sources, files.json, root));
  if (is instanceof RunnerError) return first(`${path} cannot be checked: ${is.message}`);
  const json = readIfThere(files.json);
  const was = json === undefined ? undefined : parseRegister(json);
  const contents = registerContents(is, files, root);
  if (contents === undefined)
    return was === undefined ? [] : first(`${path} is committed but no notebook has claims`);
  if (json === undefined) return first(`${path} is missing; a run would write it`);
  if (was === undefined) return first(`${path} is not a claims register; a run would write one`);
  const rows = compareEntries(was, is, path).map(({ notebook, difference }) => ({
    owner: Math.max(0, sources.indexOf(join(root, notebook))),
    difference,
  }));
  if (rows.length > 0) return rows;
  const differing = [
    compareFile(files.json, contents.json, cwd),
    compareFile(files.markdown, contents.markdown, cwd),
  ];
  return differing.flatMap((difference) => (difference === undefined ? [] : [{ owner: 0, difference }]));
}

function claimsOf(notebooks: readonly RegisterNotebook[]): RegisterEntry[] | RunnerError {
  try {
    return readClaims(notebooks);
  } catch (error) {
    if (error instanceof RunnerError) return error;
    throw error;
  }
}

/** Whether a file is as a run would write it. */
function compareFile(file: string, content: string, cwd: string): Difference | undefined {
  const path = relative(cwd, file);
  const was = readIfThere(file);
  if (was === undefined) return { kind: 'file', path, message: `${path} is missing; a run would write it` };
  return compareContents(Buffer.from(was), Buffer.from(content), EXACT, path);
}
