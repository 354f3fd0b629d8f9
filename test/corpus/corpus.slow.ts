import { afterAll, beforeAll, describe, it } from 'vitest';
import { open, type Tally } from 'tally';
import { Files } from '../lib/load/files.js';
import { Project } from '../runner/support/project.js';
import { casesOf } from './cases.js';
import { judgeNotebook, type NotebookCase } from './notebook-case.js';
import { judgeTable, type TableCase } from './table-case.js';

describe('a table', () => {
  const files = new Files();
  let tally: Tally;
  beforeAll(async () => (tally = await open({ threads: 2 })));
  afterAll(() => {
    tally.close();
    files.remove();
  });

  const cases = casesOf<TableCase>('tables', '.csv');

  it.each(cases.map((test) => ({ test, name: test.name, why: test.says.why })))('$name: $why', ({ test }) =>
    judgeTable(tally, files.folder, test),
  );
});

describe('a notebook', () => {
  const cases = casesOf<NotebookCase>('notebooks', '.ipynb');

  it.each(cases.map((test) => ({ test, name: test.name, why: test.says.why, project: new Project() })))(
    '$name: $why',
    ({ project, test }) => judgeNotebook(project, test),
  );
});
