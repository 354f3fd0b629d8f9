import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import type { Difference } from '../../../runner/src/check/difference.js';
import type { CheckReport } from '../../../runner/src/check/report.js';
import { annotations } from '../../../runner/src/check/report/annotations.js';
import { consoleReport } from '../../../runner/src/check/report/console.js';
import { htmlReport } from '../../../runner/src/check/report/html.js';
import { jsonReport } from '../../../runner/src/check/report/json.js';
import { junitReport } from '../../../runner/src/check/report/junit.js';
import { png } from './support.js';

const SCHEMA = readFileSync(new URL('junit.xsd', import.meta.url), 'utf8');

function reportOf(differences: Difference[]): CheckReport {
  const differ = new Set(differences.map(({ cell }) => cell?.id));
  const cells = [1, 2, 3].map((number) => ({
    number,
    id: `c${number}`,
    line: 10 * number,
    seconds: number / 2,
    status: differ.has(`c${number}`) ? ('different' as const) : ('same' as const),
  }));
  return {
    notebooks: [
      {
        notebook: 'notebooks/a.ipynb',
        status: 'different',
        differences,
        cells,
        uncompared: ['b.csv'],
        seconds: 3,
      },
    ],
    exitCode: 5,
  };
}

const table: Difference = {
  kind: 'table',
  cell: { number: 2, id: 'c2' },
  output: 1,
  message: 'table differs in 12 places',
  items: [{ path: 'row "East", column "n"', expected: '3', actual: '4' }],
  more: 11,
  also: ['text/plain'],
};
const file: Difference = { kind: 'file', path: 'a.md', message: 'a.md differs', diff: ' x\n-<a> & b\n+]]>' };
const picture: Difference = {
  kind: 'figure-pixels',
  cell: { number: 3, id: 'c3' },
  output: 2,
  message: 'image/png: 1 of 4 pixels differ',
  pictures: { expected: png(2, 2), actual: png(2, 2, [[0, 0, 0]]), difference: png(2, 2, [[1, 1, 0]]) },
};
const all = reportOf([table, file, picture]);

async function isJunit(xml: string): Promise<readonly unknown[]> {
  const { errors } = await validateXML({
    xml: [{ fileName: 'report.xml', contents: xml }],
    schema: [SCHEMA],
  });
  return errors;
}

describe('the report', () => {
  it('for a terminal groups by notebook and cell', () => {
    expect(consoleReport(all)).toBe(
      [
        'notebooks/a.ipynb: 3 differences (not compared, as git ignores it: b.csv)',
        '  cell 2 (c2), output 1: table differs in 12 places',
        '      row "East", column "n": 3 -> 4',
        '      … and 11 more',
        '      (text/plain differs too)',
        '  a.md differs',
        '       x',
        '      -<a> & b',
        '      +]]>',
        '  cell 3 (c3), output 2: image/png: 1 of 4 pixels differ',
        '1 notebook: 0 as committed, 1 different',
        '',
      ].join('\n'),
    );
  });

  it('as JUnit XML is valid, with a suite a notebook and a case a cell', async () => {
    const xml = junitReport(all);
    expect(await isJunit(xml)).toEqual([]);
    expect(xml).toContain(
      '<testsuites name="nbconvert-ts-runner check" tests="4" failures="3" errors="0" time="3.000">',
    );
    expect(xml).toContain('<testcase name="cell 1 (c1)" classname="notebooks/a.ipynb" time="0.500"/>');
    expect(xml).toContain('<failure message="table differs in 12 places" type="table">');
    expect(xml).toContain('-&lt;a&gt; &amp; b');
    expect(await isJunit(xml.replace('type="table"', ''))).not.toEqual([]);
  });

  it('as JUnit XML is valid whatever the texts are', async () => {
    const texts = fc.sample(fc.string({ unit: 'binary', maxLength: 40 }), { numRuns: 30, seed: 7 });
    const messages = ['\u0000\u001b[31m', '\ud800', '\uffff', '"\'<>&]]>', ...texts];
    const differences = messages.map((message): Difference => ({ ...table, message, diff: message }));
    expect(await isJunit(junitReport(reportOf(differences)))).toEqual([]);
  });

  it('as annotations names file and line, once a cell, escaped as GitHub asks', () => {
    const lines = annotations(reportOf([table, { ...table, message: '50%\nmore' }, file]), {
      cwd: '/repo/sub',
      workspace: '/repo',
    }).split('\n');
    expect(lines).toEqual([
      '::error file=sub/notebooks/a.ipynb,line=20,title=cell 2 (c2)::table differs in 12 places%0A' +
        '  row "East", column "n": 3 -> 4%0A  … and 11 more%0A  (text/plain differs too)%0A50%25%0Amore%0A' +
        '  row "East", column "n": 3 -> 4%0A  … and 11 more%0A  (text/plain differs too)',
      '::error file=sub/notebooks/a.ipynb,line=1,title=notebooks/a.ipynb::a.md differs%0A   x%0A  -<a> & b%0A  +]]>',
      '',
    ]);
    const [odd] = annotations(
      { ...all, notebooks: all.notebooks.map((check) => ({ ...check, notebook: 'a,b:c.ipynb' })) },
      { cwd: '/repo', workspace: '/repo' },
    ).split('\n');
    expect(odd).toContain('file=a%2Cb%3Ac.ipynb,');
  });

  it('as a page shows pictures beside and over each other and runs nothing that notebooks say', () => {
    const hostile = '<script>alert(1)</script><img src=x onerror=alert(1)>';
    const page = htmlReport(
      reportOf([
        picture,
        { ...table, message: hostile, diff: hostile, items: [{ path: hostile, expected: hostile }] },
      ]),
    );
    expect(page.match(/<img alt="/g)).toHaveLength(7);
    expect(page).not.toMatch(/<script|<img src=x/);
    expect(page).toContain("default-src 'none'; img-src data:");
    expect(page).not.toMatch(/(?:src|href)="(?!data:image\/png;base64,|#)/);
  });

  it('as JSON holds what programs need', () => {
    const parsed = JSON.parse(jsonReport(all)) as CheckReport;
    expect(parsed.exitCode).toBe(5);
    expect(parsed.notebooks[0]?.differences.map(({ kind }) => kind)).toEqual([
      'table',
      'file',
      'figure-pixels',
    ]);
    expect(parsed.notebooks[0]?.differences[2]).not.toHaveProperty('pictures');
  });
});
