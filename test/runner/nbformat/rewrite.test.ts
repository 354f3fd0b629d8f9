import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanNotebook } from '../../../runner/src/clean/notebook.js';
import { parseNotebook, rewriteNotebook, serializeNotebook } from '../../../runner/src/nbformat/index.js';
import { sortKeys, type JsonObject } from '../../../runner/src/json.js';
import { anyNotebookFile, anyStyle } from '../support/arbitrary.js';

const parse = (text: string) => parseNotebook(text, 'x');

describe('rewriteNotebook', () => {
  it('gives every file back byte for byte when nothing changed', () => {
    fc.assert(
      fc.property(anyNotebookFile, anyStyle, (content, write) => {
        const text = write(content);
        expect(rewriteNotebook(text, parse(text))).toBe(text);
      }),
      { numRuns: 300 },
    );
  });

  it('says what it was told to say, in the minor version and the style of the file', () => {
    fc.assert(
      fc.property(anyNotebookFile, anyStyle, (content, write) => {
        const text = write(content);
        const { notebook } = cleanNotebook(parse(text));
        const after = rewriteNotebook(text, notebook);
        expect(parse(after)).toEqual(notebook);
        const file = JSON.parse(after.replace(/^\uFEFF/, '')) as JsonObject;
        expect(Object.keys(file)).toEqual(Object.keys(content));
        expect(file['nbformat_minor']).toBe(content['nbformat_minor']);
        expect(write(file)).toBe(after);
      }),
      { numRuns: 300 },
    );
  });

  it('writes canonical files as a canonical writer would', () => {
    fc.assert(
      fc.property(anyNotebookFile, (content) => {
        const text = serializeNotebook(parse(JSON.stringify(content)));
        const { notebook } = cleanNotebook(parse(text));
        expect(rewriteNotebook(text, notebook)).toBe(serializeNotebook(notebook));
      }),
      { numRuns: 300 },
    );
  });

  it('upgrades to 4.5 with ids', () => {
    fc.assert(
      fc.property(anyNotebookFile, anyStyle, (content, write) => {
        const text = write(sortKeys(content) as JsonObject);
        const notebook = parse(text);
        const after = rewriteNotebook(text, notebook, { upgrade: true });
        expect(parse(after)).toEqual(notebook);
        const file = JSON.parse(after.replace(/^\uFEFF/, '')) as {
          nbformat_minor: number;
          cells: { id: string }[];
        };
        expect(file.nbformat_minor).toBe(5);
        expect(file.cells.map(({ id }) => id)).toEqual(notebook.cells.map(({ id }) => id));
        expect(write(sortKeys(file as unknown as JsonObject) as JsonObject)).toBe(after);
      }),
      { numRuns: 300 },
    );
  });

  it('touches the changed cell alone, in the order of its keys', () => {
    const text = `{"nbformat": 4, "nbformat_minor": 2, "metadata": {"x": 1.0},
  "cells": [ {"source": "caf\\u00e9", "cell_type": "markdown", "metadata": {}},
    {"source": "1",  "outputs": [{"output_type": "stream", "name": "stdout", "text": "1"}],
     "metadata": {"z": 1, "a": 2}, "execution_count": 3, "cell_type": "code"} ]}`;
    expect(rewriteNotebook(text, cleanNotebook(parse(text)).notebook))
      .toBe(`{"nbformat": 4, "nbformat_minor": 2, "metadata": {"x": 1.0},
  "cells": [ {"source": "caf\\u00e9", "cell_type": "markdown", "metadata": {}},
    {"source":"1","outputs":[],"metadata":{"z":1,"a":2},"execution_count":null,"cell_type":"code"} ]}`);
  });

  it('keeps keys that it does not know in a changed cell', () => {
    const text =
      '{"nbformat":4,"nbformat_minor":4,"metadata":{},"cells":[{"cell_type":"code","id":"own","x":[1],' +
      '"metadata":{},"source":"1","outputs":[],"execution_count":7}]}';
    expect(rewriteNotebook(text, cleanNotebook(parse(text)).notebook)).toBe(text.replace('7', 'null'));
  });
});
