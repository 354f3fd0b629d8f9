import type { CellCheck, CheckReport, NotebookCheck } from '../report.js';
import type { Difference } from '../difference.js';
import { describeDetails, describeWhere } from './describe.js';

/**
 * The report as JUnit XML for CI: a test suite for each notebook, in it a test case for each
 * cell and one for its files and everything else that belongs to no cell.
 */
export function junitReport({ notebooks }: CheckReport): string {
  const suites = notebooks.map(suiteOf);
  const sum = (count: (suite: Suite) => number): number =>
    suites.reduce((total, suite) => total + count(suite), 0);
  const totals = attributes({
    name: 'nbconvert-ts-runner check',
    tests: sum(({ cases }) => cases.length),
    failures: sum((suite) => countOf(suite, 'failure')),
    errors: sum((suite) => countOf(suite, 'error')),
    time: sum(({ seconds }) => seconds).toFixed(3),
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${totals}>`,
    ...suites.map(suiteXml),
    '</testsuites>\n',
  ].join('\n');
}

type Outcome = 'ok' | 'failure' | 'error' | 'skipped';

interface Case {
  readonly name: string;
  readonly seconds: number;
  readonly outcome: Outcome;
  readonly differences: readonly Difference[];
}

interface Suite {
  readonly name: string;
  readonly seconds: number;
  readonly cases: readonly Case[];
}

function suiteOf({ notebook, seconds, cells, differences, status }: NotebookCheck): Suite {
  const elsewhere = differences.filter(({ cell }) => cells.every(({ id }) => id !== cell?.id));
  const files: Case = {
    name: 'files',
    seconds: 0,
    outcome: elsewhere.length > 0 ? severity(elsewhere) : status === 'skipped' ? 'skipped' : 'ok',
    differences: elsewhere,
  };
  return { name: notebook, seconds, cases: [...cells.map((cell) => caseOf(cell, differences)), files] };
}

function caseOf({ id, number, seconds = 0, status }: CellCheck, differences: readonly Difference[]): Case {
  const own = differences.filter(({ cell }) => cell?.id === id);
  const quiet = status === 'skipped' || status === 'not-run' ? 'skipped' : 'ok';
  return {
    name: `cell ${number} (${id})`,
    seconds,
    outcome: own.length > 0 ? severity(own) : quiet,
    differences: own,
  };
}

function severity(differences: readonly Difference[]): Outcome {
  return differences.some(({ kind }) => kind === 'error') ? 'error' : 'failure';
}

function countOf({ cases }: Suite, outcome: Outcome): number {
  return cases.filter((each) => each.outcome === outcome).length;
}

function suiteXml(suite: Suite): string {
  const { name, seconds, cases } = suite;
  const counts = attributes({
    name,
    tests: cases.length,
    failures: countOf(suite, 'failure'),
    errors: countOf(suite, 'error'),
    skipped: countOf(suite, 'skipped'),
    time: seconds.toFixed(3),
  });
  return [` <testsuite${counts}>`, ...cases.map((each) => caseXml(each, name)), ' </testsuite>'].join('\n');
}

function caseXml({ name, seconds, outcome, differences }: Case, classname: string): string {
  const head = `  <testcase${attributes({ name, classname, time: seconds.toFixed(3) })}`;
  if (outcome === 'ok') return `${head}/>`;
  if (outcome === 'skipped') return `${head}><skipped/></testcase>`;
  const [first] = differences;
  const type = first?.kind ?? outcome;
  const text = differences.map(differenceText).join('\n');
  const marks = attributes({ message: first?.message ?? '', type });
  return `${head}>\n   <${outcome}${marks}>${escapeXml(text)}</${outcome}>\n  </testcase>`;
}

function differenceText(difference: Difference): string {
  const where = describeWhere(difference);
  const head = where === undefined ? difference.message : `${where}: ${difference.message}`;
  return [head, ...describeDetails(difference).map((line) => `    ${line}`)].join('\n');
}

function attributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${escapeXml(String(value)).replace(/[\n\t]/g, ' ')}"`)
    .join('');
}

// What XML 1.0 cannot hold at all, not even escaped: control characters and half surrogate pairs.
const UNFIT = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;
const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

function escapeXml(text: string): string {
  return text.replace(UNFIT, '\u{FFFD}').replace(/[&<>"']/g, (mark) => ENTITIES[mark] ?? mark);
}
