import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawGraph } from '../../../runner/src/graph/draw.js';
import { buildGraph } from '../../../runner/src/graph/graph.js';
import type { GraphNode } from '../../../runner/src/graph/node.js';
import { readsFrom } from '../../../runner/src/graph/path-match.js';

const node = (
  name: string,
  reads: string[] = [],
  writes: string[] = [],
  products: string[] = [],
): GraphNode => ({
  name,
  reads,
  writes,
  products,
});
const build = (nodes: GraphNode[], there: string[] = []) =>
  buildGraph(nodes, { exists: (path) => there.includes(path) });

describe('buildGraph', () => {
  it('puts a notebook behind all that write what it reads, and leaves the order else', () => {
    const { order, edges } = build(
      [
        node('report', ['data/clean.parquet', 'data/rfm/*.csv', 'data/raw.csv']),
        node('rfm', ['data/clean.parquet'], ['data/rfm/scores.csv']),
        node('other'),
        node('clean', ['data/raw.csv'], ['data/clean.parquet']),
      ],
      ['data/raw.csv'],
    );
    expect(order).toEqual([2, 3, 1, 0]);
    expect(edges).toEqual([
      { from: 3, to: 0, path: 'data/clean.parquet' },
      { from: 1, to: 0, path: 'data/rfm/scores.csv' },
      { from: 3, to: 1, path: 'data/clean.parquet' },
    ]);
  });

  it('waits for the writer of a file that is there already', () => {
    expect(build([node('b', ['x']), node('a', [], ['x'])], ['x']).order).toEqual([1, 0]);
  });

  it('waits for notebooks and figures that others make, and not for its own', () => {
    const nodes = [
      node('index', ['notebooks/*.ipynb'], [], ['notebooks/index.ipynb']),
      node('a', [], [], ['notebooks/a.ipynb']),
    ];
    expect(build(nodes).order).toEqual([1, 0]);
  });

  it('draws the shortest cycle', () => {
    const nodes = [
      node('start.ipynb', [], ['s']),
      node('a.ipynb', ['s', 'w'], ['x']),
      node('b.ipynb', ['x'], ['y']),
      node('c.ipynb', ['y'], ['z', 'w']),
      node('d.ipynb', ['z', 'v'], ['u']),
      node('e.ipynb', ['u'], ['v']),
      node('behind.ipynb', ['v']),
    ];
    expect(() => build(nodes)).toThrow('\n  d.ipynb -> u -> e.ipynb -> v -> d.ipynb\n');
    expect(() => build(nodes.slice(0, 4))).toThrow(
      '\n  a.ipynb -> x -> b.ipynb -> y -> c.ipynb -> w -> a.ipynb\n',
    );
  });

  it('calls a notebook that reads what it writes a cycle', () => {
    expect(() => build([node('a.ipynb', ['x'], ['x'])], ['x'])).toThrow('a.ipynb -> x -> a.ipynb');
  });

  it('names the nearest written path when nobody writes what is read', () => {
    const nodes = [node('a.ipynb', [], ['data/clean.parquet']), node('b.ipynb', ['data/claen.parquet'])];
    expect(() => build(nodes)).toThrow(
      /b\.ipynb reads data\/claen\.parquet, which does not exist.*\n {2}\(nobody\) -> data\/claen\.parquet -> b\.ipynb\nDid you mean data\/clean\.parquet/,
    );
    expect(() => build([node('b.ipynb', ['data/*.csv'])])).toThrow('data/*.csv, which does not exist');
    expect(build([node('b.ipynb', ['https://example.org/x.csv'])]).order).toEqual([0]);
  });

  it.each([
    ['x', 'x'],
    ['data', 'data/x.csv'],
  ])('refuses two writers of the same file: %s and %s', (one, other) => {
    expect(() => build([node('a', [], [one]), node('b', [], [other])])).toThrow(/a and b both write/);
  });

  it('orders any graph without cycles so that nothing comes before what it reads', () => {
    const random = fc.array(fc.array(fc.nat(), { maxLength: 4 }), { minLength: 1, maxLength: 9 });
    fc.assert(
      fc.property(random, fc.array(fc.nat(), { minLength: 9, maxLength: 9 }), (links, keys) => {
        // Node k reads only from nodes below k; then the nodes are given in any order.
        const nodes = links.map((choices, k) =>
          node(`n${k}`, k === 0 ? [] : choices.map((choice) => `f${choice % k}`), [`f${k}`]),
        );
        const given = nodes
          .map((each, k) => ({ each, by: keys[k] ?? 0 }))
          .sort((a, b) => a.by - b.by)
          .map(({ each }) => each);
        const { order } = build(given);
        const position = new Map(order.map((index, place) => [given[index]?.writes[0], place]));
        expect(position.size).toBe(nodes.length);
        for (const { reads, writes } of nodes) {
          for (const read of reads) {
            expect(position.get(read)).toBeLessThan(position.get(writes[0]) ?? -1);
          }
        }
      }),
    );
  });
});

describe('readsFrom', () => {
  it.each([
    ['data/x.csv', 'data/x.csv', true],
    ['data/x.csv', 'data/x.csv2', false],
    ['data', 'data/x.csv', true],
    ['data/x.csv', 'data', true],
    ['data/*.csv', 'data/x.csv', true],
    ['data/*.csv', 'data/in/x.csv', false],
    ['data/**/*.csv', 'data/in/x.csv', true],
    ['data/in/*.csv', 'data', true],
    ['data/*.csv', 'database', false],
    ['.', 'data/x.csv', true],
  ])('%s from %s: %s', (read, written, wanted) => {
    expect(readsFrom(read, written)).toBe(wanted);
  });
});

it('drawGraph shows who reads what from whom', () => {
  const nodes = [node('b.ipynb', ['x.csv', 'y.csv']), node('a.ipynb', [], ['y.csv'])];
  expect(drawGraph(build(nodes, ['x.csv']))).toBe(
    '1. a.ipynb\n     -> y.csv\n2. b.ipynb\n     <- x.csv\n     <- y.csv (1. a.ipynb)\n',
  );
});
