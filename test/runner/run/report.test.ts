import { describe, expect, it } from 'vitest';
import {
  CellError,
  ClaimsBrokenError,
  InterruptedError,
  type RunnerError,
} from '../../../runner/src/errors.js';
import { deadKernel } from '../../../runner/src/kernel/errors.js';
import { summary } from '../../../runner/src/cli/summary.js';
import type { JsonObject } from '../../../runner/src/json.js';
import type { Output } from '../../../runner/src/nbformat/index.js';
import { claimLine, collectClaims, describeClaim } from '../../../runner/src/run/claims.js';
import { errorLine } from '../../../runner/src/run/error-line.js';
import { finishNotebook } from '../../../runner/src/run/finish.js';
import { exitCodeOf, type NotebookReport } from '../../../runner/src/run/report.js';
import { code, KERNELSPEC, markdown, notebook } from '../support/notebooks.js';

const place = { notebook: 'n.ipynb', number: 3, id: 'c3' };
const report = (error?: RunnerError): NotebookReport => ({
  notebook: 'n.ipynb',
  status: error === undefined ? 'ok' : 'failed',
  ...(error && { error }),
  written: [],
  figures: 0,
  claims: [],
  seconds: 0,
});
const failed = new CellError(place, 2, 'Error', 'boom');
const dead = deadKernel(place, { kind: 'crashed', signal: 'SIGKILL', text: 'signal SIGKILL', log: '' });
const claims = new ClaimsBrokenError('n.ipynb', [{ kind: 'finding', text: 'a' }]);

describe('exitCodeOf', () => {
  it.each<[number, (RunnerError | undefined)[]]>([
    [0, [undefined, undefined]],
    [1, [undefined, failed, dead]],
    [3, [dead, failed]],
    [4, [claims, undefined]],
    [1, [claims, failed]],
    [143, [failed, new InterruptedError('SIGTERM')]],
  ])('%i', (wanted, errors) => {
    expect(exitCodeOf(errors.map(report))).toBe(wanted);
  });
});

it('summary names notebook, cell, line and the saved outputs', () => {
  const text = summary({
    notebooks: [
      { ...report(failed), partial: 'out/n.partial.ipynb' },
      report(),
      { ...report(), status: 'skipped', blockedBy: { producer: 'n.ipynb', path: 'data/x' } },
    ],
    exitCode: 1,
  });
  expect(text).toBe(
    'error: n.ipynb, cell 3 (c3), line 2: Error: boom\n  outputs so far: out/n.partial.ipynb\n' +
      'notebook  result   cell  time   error\n' +
      'n.ipynb   failed   c3    0.0 s  Error: boom\n' +
      'n.ipynb   ok             0.0 s\n' +
      'n.ipynb   not run               reads data/x, and n.ipynb failed\n' +
      '3 notebooks: 1 ok, 1 failed, 1 not run\n',
  );
});

it('lists what the data cannot tell apart from what is not as expected', () => {
  const claim = (text: string, verdict: string) => ({
    ...{ kind: 'finding' as const, id: undefined, text, verdict, expected: 'holds', ok: verdict === 'holds' },
    ...{ values: {}, missed: [], cell: 1, cellId: 'c1' },
  });
  const found = [
    claim('A.', 'holds'),
    claim('B.', 'fails'),
    claim('C.', 'undefined'),
    claim('D.', 'undefined'),
  ];
  const text = summary({ notebooks: [{ ...report(), claims: found }], exitCode: 0 });
  expect(text).toBe(
    'n.ipynb: 1 finding not as expected, of 4 findings:\n' +
      '  - cell 1 (c1): B. (verdict: fails, expected: holds)\n' +
      'n.ipynb: 2 findings cannot be told from these data, of 4 findings:\n' +
      '  - cell 1 (c1): C. (verdict: undefined, expected: holds)\n' +
      '  - cell 1 (c1): D. (verdict: undefined, expected: holds)\n' +
      '1 notebook: 1 ok, 0 failed\n',
  );
  expect(new ClaimsBrokenError('n.ipynb', found.slice(2).map(claimLine)).message).toMatch(
    /^n\.ipynb: 2 findings cannot be told from these data:\n/,
  );
});

describe('errorLine', () => {
  it.each([
    [['Error: boom', '    at f (cell 1:2:9)', '    at cell 3:12:5'], 3, 12],
    [['Error: boom', '    at f (cell 1:2:9)'], 3, undefined],
    [['Cell In[3], line 4'], 3, 4],
    [[], 1, undefined],
  ])('%j, count %i: %s', (traceback, count, line) => {
    expect(errorLine(traceback, count)).toBe(line);
  });
});

describe('collectClaims', () => {
  const shown = (content: JsonObject): Output => ({
    output_type: 'display_data',
    data: { 'application/vnd.claim.v1+json': content },
    metadata: {},
  });

  it('finds claims with their cells, and counts an unreadable one as broken', () => {
    const outputs = [
      shown({ id: null, text: 'Gini is 0.3', verdict: 'broken', expected: 'holds', ok: false, extra: 'x' }),
      shown({ text: 'no verdict' }),
    ];
    const found = collectClaims(notebook([markdown(''), code('', {}, outputs)]));
    expect(found).toMatchObject([
      { text: 'Gini is 0.3', ok: false, cell: 2, cellId: 'c2' },
      { verdict: 'unreadable', ok: false },
    ]);
    expect(found.map(describeClaim)[0]).toBe('cell 2 (c2): Gini is 0.3 (verdict: broken, expected: holds)');
  });
});

it('finishNotebook leaves nothing of the machine in the notebook', () => {
  const outputs: Output[] = [
    { output_type: 'stream', name: 'stdout', text: '\u001b[31m/r/a\u001b[0m' },
    { output_type: 'error', ename: 'E', evalue: 'at /r/b', traceback: ['\u001b[1mat /r/b'] },
    { output_type: 'display_data', data: { 'application/json': { path: ['/r/c'] } }, metadata: {} },
  ];
  const book = notebook([code('', { execution: { t: 1 }, keep: 1 }, outputs)], {
    widgets: {},
    execution: {},
    title: 'T',
  });
  const kernelspec = {
    name: KERNELSPEC.name,
    language: KERNELSPEC.language,
    displayName: KERNELSPEC.display_name,
  };
  finishNotebook(book, {
    scrub: (text) => text.replaceAll('/r/', ''),
    kernelspec,
    languageInfo: { name: 'typescript' },
  });
  expect(book.metadata).toEqual({
    title: 'T',
    kernelspec: KERNELSPEC,
    language_info: { name: 'typescript' },
  });
  expect(book.cells[0]).toMatchObject({
    metadata: { keep: 1 },
    outputs: [
      { text: 'a' },
      { evalue: 'at b', traceback: ['at b'] },
      { data: { 'application/json': { path: ['c'] } } },
    ],
  });
});
