import { dirname, relative } from 'node:path';
import type { RunnerError } from '../errors.js';
import { isJsonObject } from '../json.js';
import { isRich, readNotebook, type Notebook, type Output } from '../nbformat/index.js';
import { claimOf, describeVerdict } from '../run/claims.js';
import type { NotebookReport } from '../run/report.js';
import { cellLines } from './cell-lines.js';
import { claimName } from './compare/claim.js';
import { compareNotebooks } from './compare/notebook.js';
import { compareWritten } from './compare/written.js';
import type { CellRef, Difference } from './difference.js';
import { compareFigureFiles, compareMarkdown } from './files.js';
import type { CellCheck, NotebookCheck } from './report.js';
import type { NotebookRules } from './rules.js';
import type { CheckContext, Subject } from './subject.js';
import { readWritten } from './put-back.js';
import { compareTranslations } from './translations.js';

/** Compares one notebook and all its files with what the run gave. */
export function judgeNotebook(
  subject: Subject,
  report: NotebookReport | undefined,
  context: CheckContext,
): NotebookCheck {
  const { paths, fresh, committed } = subject;
  const about = {
    notebook: paths.name,
    seconds: report?.seconds ?? 0,
    uncompared: uncomparedBy(subject, context),
  };
  if (report === undefined || report.status === 'skipped') {
    const differences = blocked(report);
    return { ...about, status: 'skipped', differences, cells: cellChecks(subject, [], context, false) };
  }
  if (report.error !== undefined) {
    const differences = [failure(report.error)];
    const cells = cellChecks(subject, differences, context, false);
    return { ...about, status: 'failed', error: report.error, differences, cells };
  }
  if (committed === undefined) return { ...about, status: 'skipped', differences: [], cells: [] };
  const differences = compareAll(subject, readNotebook(fresh.notebook, paths.name), context);
  const status = differences.length === 0 ? 'same' : 'different';
  return { ...about, status, differences, cells: cellChecks(subject, differences, context, true) };
}

function compareAll(
  { paths, fresh, committed }: Subject,
  result: Notebook,
  context: CheckContext,
): Difference[] {
  if (committed === undefined) return [];
  const { options, root, cwd } = context;
  const { notebook, rules, writes, written } = committed;
  const differences = compareNotebooks(notebook, result, rules);
  const told = options.claims === 'report' ? differences : withBrokenClaims(differences, result, rules);
  if (options.notebooksOnly === true) return told;
  const ignored = ignoredFiles(paths.figures, context);
  const files = {
    committed: notebook,
    fresh: result,
    paths,
    freshFigures: fresh.figures,
    rules,
    cwd,
    ignored,
  };
  return [
    ...told,
    ...compareFigureFiles(files, told),
    ...compareMarkdown(files),
    ...compareTranslations(result, paths, cwd),
    ...compareWritten(written, readWritten(writes, root), { rules: rules.notebook, ignored, cwd }),
  ];
}

/** A figure folder that git ignores stands for every picture in it. */
function ignoredFiles(figures: string, { ignored }: CheckContext): { has: (path: string) => boolean } {
  return { has: (path) => ignored.has(path) || (dirname(path) === figures && ignored.has(figures)) };
}

function uncomparedBy({ paths, committed }: Subject, { ignored, root, cwd }: CheckContext): string[] {
  const written = readWritten(committed?.writes ?? [], root);
  const files = [paths.markdown, paths.figures, ...written.keys()];
  return files.filter((path) => ignored.has(path)).map((path) => relative(cwd, path));
}

/** Marks the claims that do not hold; those whose verdict is as committed are differences too. */
function withBrokenClaims(told: readonly Difference[], fresh: Notebook, rules: NotebookRules): Difference[] {
  const broken = fresh.cells.flatMap((cell, index) => {
    if (cell.cell_type !== 'code' || rules.of(cell).skip) return [];
    const place = { number: index + 1, id: cell.id };
    return cell.outputs.flatMap((output, n) => brokenClaim(output, place, n + 1));
  });
  const marked = told.map((difference): Difference => {
    const found = broken.find((claim) => isSameClaim(claim, difference));
    return found === undefined
      ? difference
      : { ...difference, broken: true, ...(found.claim && { claim: found.claim }) };
  });
  return [...marked, ...broken.filter((claim) => !told.some((difference) => isSameClaim(claim, difference)))];
}

function brokenClaim(output: Output, cell: CellRef, number: number): Difference[] {
  if (!isRich(output)) return [];
  const claim = claimOf(output);
  if (claim === undefined || claim.ok) return [];
  const what = claim.kind === 'finding' ? 'does not hold' : 'does not have the expected verdict';
  const message = `${claimName(output)} ${what} (${describeVerdict(claim)})`;
  const path = claimName(output);
  return [{ kind: 'claim', cell, output: number, path, message, broken: true, claim: claim.kind }];
}

function isSameClaim(claim: Difference, { kind, cell, message }: Difference): boolean {
  return kind === 'claim' && cell?.id === claim.cell?.id && message.startsWith(claim.path ?? ' ');
}

function blocked(report: NotebookReport | undefined): Difference[] {
  const blocker = report?.blockedBy;
  if (blocker === undefined) return [];
  const message = `not run: it reads ${blocker.path}, and ${blocker.producer} failed`;
  return [{ kind: 'error', message }];
}

function failure(error: RunnerError): Difference {
  const cell = placeOf(error);
  return { kind: 'error', ...(cell && { cell }), message: error.message };
}

/** The cell that an error names, if it names one. */
function placeOf(error: RunnerError): CellRef | undefined {
  const place = 'place' in error ? error.place : undefined;
  if (!isJsonObject(place)) return undefined;
  const { number, id } = place;
  return typeof number === 'number' && typeof id === 'string' ? { number, id } : undefined;
}

function cellChecks(
  { paths, committed }: Subject,
  differences: readonly Difference[],
  { times }: CheckContext,
  complete: boolean,
): CellCheck[] {
  if (committed === undefined) return [];
  const lines = cellLines(committed.text);
  return committed.notebook.cells.map((cell, index) => {
    const seconds = times.of(paths.name, cell.id);
    const found = differences.filter((difference) => difference.cell?.id === cell.id);
    const runs = cell.cell_type === 'code' && cell.source.trim() !== '';
    const status = (): CellCheck['status'] => {
      if (found.some(({ kind }) => kind === 'error')) return 'failed';
      if (found.length > 0) return 'different';
      if (!complete && runs) return 'not-run';
      return committed.rules.of(cell).skip ? 'skipped' : 'same';
    };
    return {
      number: index + 1,
      id: cell.id,
      line: lines[index] ?? 1,
      status: status(),
      ...(seconds !== undefined && { seconds }),
    };
  });
}
