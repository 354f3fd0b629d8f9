import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NotebookFormatError } from '../../../runner/src/errors.js';
import type { JsonObject } from '../../../runner/src/json.js';
import {
  formatProblems,
  parseNotebook,
  rewriteNotebook,
  serializeNotebook,
} from '../../../runner/src/nbformat/index.js';
import { anyJson, anyNotebookFile } from '../support/arbitrary.js';
import { runs } from '../../runs.js';

const minorOf = (content: JsonObject): number => Number(content['nbformat_minor']);
const fileOf = (text: string) => JSON.parse(text) as JsonObject;

describe('reading and upgrading', () => {
  it('takes any valid notebook of 4.0 to 4.5 without a word and makes a valid 4.5 of it', () => {
    fc.assert(
      fc.property(anyNotebookFile, (content) => {
        expect(formatProblems(content, minorOf(content))).toEqual([]);
        const told: string[] = [];
        const text = JSON.stringify(content);
        const notebook = parseNotebook(text, 'x', (line) => told.push(line));
        expect(told).toEqual([]);
        const canonical = serializeNotebook(notebook);
        expect(formatProblems(fileOf(canonical), 5)).toEqual([]);
        expect(formatProblems(fileOf(rewriteNotebook(text, notebook, { upgrade: true })), 5)).toEqual([]);
        expect(parseNotebook(canonical, 'x')).toEqual(notebook);
        const ids = notebook.cells.map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
        expect(parseNotebook(text, 'x').cells.map(({ id }) => id)).toEqual(ids);
      }),
      { numRuns: runs(200) },
    );
  });
});

describe('formatProblems', () => {
  const code = { cell_type: 'code', id: 'a', metadata: {}, source: '', outputs: [], execution_count: null };
  const problems = (cell: object, minor = 5, more: object = {}): string[] => {
    const content = {
      nbformat: 4,
      nbformat_minor: minor,
      metadata: {},
      cells: [cell],
      ...more,
    } as JsonObject;
    return formatProblems(content, minor).map(({ path, message }) => `${path}: ${message}`);
  };

  it.each<[object, string[]]>([
    [code, []],
    [{ ...code, source: 3 }, ['cells[0].source: expected a string or a list of strings']],
    [{ ...code, prompt: 1 }, ['cells[0].prompt: is not a key of the format']],
    [{ ...code, id: 'a b' }, ['cells[0].id: expected 1 to 64 letters, digits, hyphens and underscores']],
    [{ ...code, execution_count: 'x' }, ['cells[0].execution_count: expected integer or null']],
    [{ ...code, metadata: { tags: ['a', 'a'] } }, ['cells[0].metadata.tags: contains a duplicate value']],
    [{ cell_type: 'raw', id: 'a', source: '' }, ['cells[0]: "metadata" is missing']],
    [{ cell_type: 'poem' }, ['cells[0].cell_type: expected "code", "markdown" or "raw"']],
    [
      { ...code, outputs: [{ output_type: 'stream', name: 'stdout', text: 4 }] },
      ['cells[0].outputs[0].text: expected a string or a list of strings'],
    ],
  ])('says what is wrong with %j', (cell, expected) => {
    expect(problems(cell)).toEqual(expected);
  });

  it('knows that ids came with 4.5, and that they are unique', () => {
    expect(problems(code, 4)).toEqual(['cells[0].id: is not a key of the format']);
    expect(problems(code, 5, { cells: [code, code] })).toEqual(['cells[1].id: is also the id of cells[0]']);
    expect(problems(code, 5, { metadata: { kernelspec: {} } })).toEqual([
      'metadata.kernelspec: "name" is missing',
      'metadata.kernelspec: "display_name" is missing',
    ]);
  });

  it('is told of what is harmless; unknown keys go when the notebook is upgraded, and stay when it is not', () => {
    const content = { nbformat: 4, nbformat_minor: 5, metadata: {}, cells: [{ ...code, prompt: 1 }] };
    const text = JSON.stringify(content);
    const told: string[] = [];
    const notebook = parseNotebook(text, 'x', (line) => told.push(line));
    expect(told).toEqual(['x is not fully valid nbformat 4.5: cells[0].prompt: is not a key of the format']);
    expect(rewriteNotebook(text, notebook)).toBe(text);
    expect(formatProblems(fileOf(rewriteNotebook(text, notebook, { upgrade: true })), 5)).toEqual([]);
  });
});

describe('the parser under fuzz', () => {
  /** A notebook, or an error that says where. */
  const survives = (text: string): void => {
    try {
      parseNotebook(text, 'x.ipynb', () => undefined);
    } catch (error) {
      expect(error).toBeInstanceOf(NotebookFormatError);
      expect((error as Error).message).toMatch(/^x\.ipynb(?::\d+:\d+: | is | uses nbformat )/);
    }
  };

  it('takes bytes of notebooks changed by chance', () => {
    const change = fc.record({ at: fc.nat(), cut: fc.nat({ max: 9 }), put: fc.string({ maxLength: 3 }) });
    fc.assert(
      fc.property(anyNotebookFile, fc.array(change, { minLength: 1, maxLength: 3 }), (content, changes) => {
        let text = JSON.stringify(content, null, 1);
        for (const { at, cut, put } of changes) {
          const place = at % (text.length + 1);
          text = text.slice(0, place) + put + text.slice(place + cut);
        }
        survives(text);
      }),
      { numRuns: runs(5000) },
    );
  }, 120_000);

  it('takes any JSON in any place of a notebook', () => {
    const cell = fc.oneof(
      anyJson,
      fc.record(
        {
          cell_type: fc.constantFrom('code', 'markdown', 'raw', 'x'),
          id: anyJson,
          metadata: anyJson,
          source: anyJson,
          outputs: fc.oneof(
            anyJson,
            fc.array(
              fc.record(
                {
                  output_type: fc.constantFrom('stream', 'display_data', 'execute_result', 'error', 'x'),
                  name: anyJson,
                  text: anyJson,
                  data: anyJson,
                  metadata: anyJson,
                },
                { requiredKeys: [] },
              ),
              { maxLength: 2 },
            ),
          ),
          execution_count: anyJson,
        },
        { requiredKeys: [] },
      ),
    );
    const file = fc.record(
      {
        nbformat: fc.oneof(fc.constant(4), anyJson),
        nbformat_minor: fc.oneof(fc.integer({ min: 0, max: 5 }), anyJson),
        metadata: anyJson,
        cells: fc.oneof(anyJson, fc.array(cell, { maxLength: 3 })),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(file, (content) => {
        survives(JSON.stringify(content));
      }),
      { numRuns: runs(5000) },
    );
  }, 120_000);

  it('takes texts that are deep, long or full of escapes', () => {
    for (const text of [
      '['.repeat(200_000),
      `{"nbformat": 4, "nbformat_minor": 5, "metadata": ${'['.repeat(50_000)}${']'.repeat(50_000)}, "cells": []}`,
      `{"nbformat": 4, "cells": "${'a'.repeat(20_000_000)}`,
      `{"nbformat": 4, "cells": "${'\\n'.repeat(2_000_000)}" x`,
      '{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [{"\\ud800": 1}]}',
    ])
      survives(text);
  });
});
