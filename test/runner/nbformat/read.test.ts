import { describe, expect, it } from 'vitest';
import { NotebookFormatError, NotebookNotFoundError } from '../../../runner/src/errors.js';
import { parseNotebook, readNotebook } from '../../../runner/src/nbformat/index.js';

const file = (content: object): string =>
  JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells: [], ...content });

describe('parseNotebook', () => {
  it('joins arrays of lines and keeps metadata', () => {
    const cells = [{ cell_type: 'markdown', id: 'intro', metadata: { a: 1 }, source: ['# One\n', 'two'] }];
    const { cells: read, metadata } = parseNotebook(file({ cells, metadata: { title: 'T' } }), 'x.ipynb');
    expect(read).toEqual([{ cell_type: 'markdown', id: 'intro', metadata: { a: 1 }, source: '# One\ntwo' }]);
    expect(metadata).toEqual({ title: 'T' });
  });

  it('upgrades 4.0 with ids that depend on the place alone, avoiding those taken', () => {
    const cells = ['a', 'b', 'c'].map((source) => ({ cell_type: 'markdown', metadata: {}, source }));
    const withOne = [cells[0], { ...cells[1], id: 'cell-03' }, cells[2]];
    const ids = (list: unknown): string[] =>
      parseNotebook(file({ nbformat_minor: 0, cells: list }), 'x').cells.map(({ id }) => id);
    expect(ids(cells)).toEqual(['cell-01', 'cell-02', 'cell-03']);
    expect(ids(withOne)).toEqual(['cell-01', 'cell-03', 'cell-03-2']);
  });

  it('replaces ids that are invalid or used twice', () => {
    const cells = ['same', 'same', 'no spaces'].map((id) => ({
      cell_type: 'raw',
      id,
      metadata: {},
      source: '',
    }));
    const ids = parseNotebook(file({ cells }), 'x').cells.map(({ id }) => id);
    expect(ids).toEqual(['same', 'cell-02', 'cell-03']);
  });

  it('reads a file with a byte-order mark', () => {
    expect(parseNotebook(`\uFEFF${file({})}`, 'x').cells).toEqual([]);
  });

  it.each([
    ['', 'x.ipynb:1:1: the file is empty'],
    ['{\n "cells": [}', 'x.ipynb:2:12: not JSON'],
    ['<<<<<<< ours\n{}', 'unresolved merge conflict'],
    ['[]', 'no "nbformat" number'],
    [file({ nbformat: 3 }), 'uses nbformat 3; 4.0 to 4.5 are supported. Open and save it once in Jupyter'],
    [file({ nbformat_minor: 6 }), 'uses nbformat 4.6'],
    [file({ cells: [{ cell_type: 'code', source: 3 }] }), 'cells[0].source: expected a string or an array'],
    [file({ cells: [{ cell_type: 'poem', source: '' }] }), 'cells[0].cell_type'],
  ])('refuses %j and says why', (text, message) => {
    expect(() => parseNotebook(text, 'x.ipynb')).toThrow(NotebookFormatError);
    expect(() => parseNotebook(text, 'x.ipynb')).toThrow(message);
  });

  it('carries line and column as numbers', () => {
    try {
      parseNotebook('{\n "a": tru }', 'x');
      expect.unreachable();
    } catch (error) {
      expect(error).toMatchObject({ line: 2, column: 7, exitCode: 2 });
    }
  });
});

it('tells a file that is not there from a broken one', () => {
  expect(() => readNotebook('/nowhere/x.ipynb')).toThrow(NotebookNotFoundError);
});
