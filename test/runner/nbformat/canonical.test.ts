import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sortKeys, type JsonObject } from '../../../runner/src/json.js';
import {
  parseNotebook,
  serializeNotebook,
  type Cell,
  type Notebook,
  type Output,
} from '../../../runner/src/nbformat/index.js';
import { code, markdown, notebook } from '../support/notebooks.js';

const text = fc.string({ unit: 'binary' });
const json = fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value)) as JsonObject[string]);
const object: fc.Arbitrary<JsonObject> = fc.dictionary(text, json);
const bundle = fc.record({ 'text/plain': text, 'image/png': fc.base64String(), 'application/x+json': json });
const count = fc.option(fc.nat());
const output: fc.Arbitrary<Output> = fc.oneof(
  fc.record({
    output_type: fc.constant('stream' as const),
    name: fc.constantFrom('stdout' as const, 'stderr' as const),
    text,
  }),
  fc.record({ output_type: fc.constant('display_data' as const), data: bundle, metadata: object }),
  fc.record({
    output_type: fc.constant('execute_result' as const),
    execution_count: count,
    data: bundle,
    metadata: object,
  }),
  fc.record({
    output_type: fc.constant('error' as const),
    ename: text,
    evalue: text,
    traceback: fc.array(text),
  }),
);
const cell: fc.Arbitrary<Cell> = fc.oneof(
  fc.record({
    cell_type: fc.constant('code' as const),
    id: fc.constant(''),
    metadata: object,
    source: text,
    execution_count: count,
    outputs: fc.array(output),
  }),
  fc.record({
    cell_type: fc.constantFrom('markdown' as const, 'raw' as const),
    id: fc.constant(''),
    metadata: object,
    source: text,
  }),
);
const anyNotebook: fc.Arbitrary<Notebook> = fc
  .record({ cells: fc.array(cell), metadata: object })
  .map(({ cells, metadata }) => notebook(cells, metadata));

describe('serializeNotebook', () => {
  it('gives back what was read, whatever it was', () => {
    fc.assert(
      fc.property(anyNotebook, (original) => {
        expect(parseNotebook(serializeNotebook(original), 'x')).toEqual(original);
      }),
    );
  });

  it('gives the same bytes whatever the order of keys', () => {
    const reversed = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(reversed);
      if (typeof value !== 'object' || value === null) return value;
      return Object.fromEntries(
        Object.entries(value)
          .reverse()
          .map(([key, inner]) => [key, reversed(inner)]),
      );
    };
    fc.assert(
      fc.property(anyNotebook, (original) => {
        const once = serializeNotebook(original);
        expect(serializeNotebook(reversed(original) as Notebook)).toBe(once);
        expect(serializeNotebook(parseNotebook(once, 'x'))).toBe(once);
      }),
    );
  });

  it('writes lines as arrays, pictures as one string, and a newline at the end', () => {
    const shown: Output = {
      output_type: 'display_data',
      data: { 'image/png': 'QUJD', 'image/svg+xml': '<svg>\n</svg>', 'application/json': { b: 1, a: [] } },
      metadata: {},
    };
    expect(serializeNotebook(notebook([markdown('# A\nb'), code('1;\n2', {}, [shown])])))
      .toMatchInlineSnapshot(`
      "{
       "cells": [
        {
         "cell_type": "markdown",
         "id": "c1",
         "metadata": {},
         "source": [
          "# A\\n",
          "b"
         ]
        },
        {
         "cell_type": "code",
         "execution_count": null,
         "id": "c2",
         "metadata": {},
         "outputs": [
          {
           "data": {
            "application/json": {
             "a": [],
             "b": 1
            },
            "image/png": "QUJD",
            "image/svg+xml": [
             "<svg>\\n",
             "</svg>"
            ]
           },
           "metadata": {},
           "output_type": "display_data"
          }
         ],
         "source": [
          "1;\\n",
          "2"
         ]
        }
       ],
       "metadata": {
        "kernelspec": {
         "display_name": "TypeScript",
         "language": "typescript",
         "name": "tally-ts"
        }
       },
       "nbformat": 4,
       "nbformat_minor": 5
      }
      "
    `);
  });
});

it('sortKeys keeps a key named __proto__', () => {
  const value = JSON.parse('{"b": 1, "__proto__": {"d": 1, "c": 2}}') as JsonObject;
  expect(JSON.stringify(sortKeys(value))).toBe('{"__proto__":{"c":2,"d":1},"b":1}');
});
