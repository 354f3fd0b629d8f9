import { expect, it } from 'vitest';
import { cellLines } from '../../../runner/src/check/cell-lines.js';
import { serializeNotebook } from '../../../runner/src/nbformat/index.js';
import { code, markdown, notebook } from '../support/notebooks.js';

it('finds the line on which each cell begins', () => {
  const text = serializeNotebook(notebook([markdown('a\nb'), code('1'), code('2\n3')]));
  const lines = text.split('\n');
  const found = cellLines(text);
  expect(found.map((line) => lines[line - 1])).toEqual(['  {', '  {', '  {']);
  expect(found.map((line) => lines.slice(line).findIndex((each) => each.includes('"id"')))).toEqual([
    1, 2, 2,
  ]);
  expect(cellLines('{"cells": [{"id": 1}, {"id": 2}]}')).toEqual([1, 1]);
  expect(cellLines('{}')).toEqual([]);
});
