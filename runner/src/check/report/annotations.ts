import { relative, resolve, sep } from 'node:path';
import type { Difference } from '../difference.js';
import type { CheckReport, NotebookCheck } from '../report.js';
import { describeDetails } from './describe.js';

const MOST_LINES = 20;

export interface AnnotationPlace {
  /** What the paths of the report are relative to. */
  readonly cwd: string;
  /** What GitHub's are: the root of the repository. */
  readonly workspace: string;
}

/**
 * The report as workflow commands, which GitHub shows next to the lines of the notebook's file: one for each cell,
 * since GitHub shows ten a step.
 *
 * @example
 * // ::error file=notebooks/x.ipynb,line=12,title=cell 3 (totals)::table differs in 2 places
 */
export function annotations({ notebooks }: CheckReport, place: AnnotationPlace): string {
  return notebooks
    .flatMap((check) => notebookAnnotations(check, place))
    .map((line) => `${line}\n`)
    .join('');
}

function notebookAnnotations(
  { notebook, cells, differences }: NotebookCheck,
  place: AnnotationPlace,
): string[] {
  const file = inWorkspace(notebook, place);
  const byCell = cells.flatMap(({ id, number, line }) => {
    const own = differences.filter(({ cell }) => cell?.id === id);
    return own.length === 0 ? [] : [command({ file, line, title: `cell ${number} (${id})` }, own)];
  });
  const elsewhere = differences.filter(({ cell }) => cells.every(({ id }) => id !== cell?.id));
  return [
    ...byCell,
    ...elsewhere.map((difference) => command({ file, line: 1, title: notebook }, [difference])),
  ];
}

function command(
  { file, line, title }: { file: string; line: number; title: string },
  differences: readonly Difference[],
): string {
  const text = differences.flatMap((difference) => [
    difference.message,
    ...describeDetails(difference).map((each) => `  ${each}`),
  ]);
  const shown = text.length > MOST_LINES ? [...text.slice(0, MOST_LINES), '…'] : text;
  const properties = `file=${escapeProperty(file)},line=${line},title=${escapeProperty(title)}`;
  return `::error ${properties}::${escapeData(shown.join('\n'))}`;
}

function inWorkspace(path: string, { cwd, workspace }: AnnotationPlace): string {
  return relative(workspace, resolve(cwd, path)).split(sep).join('/');
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
