import { describe, expect, it } from 'vitest';
import { declarationOf } from '../../../runner/src/graph/declaration.js';
import type { JsonValue } from '../../../runner/src/json.js';
import { notebook } from '../support/notebooks.js';

const of = (runner: JsonValue) => declarationOf(notebook([], { runner }), 'n.ipynb', '/project');

describe('declarationOf', () => {
  it('brings paths into one form', () => {
    const paths = [
      './data//x.csv',
      '/project/data/y.csv',
      '/elsewhere/z.csv',
      '../shared/w.csv',
      'data/out/',
    ];
    expect(of({ reads: paths, writes: [] }).reads).toEqual([
      'data/x.csv',
      'data/y.csv',
      '/elsewhere/z.csv',
      '../shared/w.csv',
      'data/out',
    ]);
    expect(of({ reads: ['https://example.org//a'] }).reads).toEqual(['https://example.org//a']);
  });

  it('tells a notebook that reads nothing from one that does not say', () => {
    expect(of({ reads: [] }).reads).toEqual([]);
    expect(of({ writes: ['x'] })).toEqual({ reads: undefined, writes: ['x'] });
    expect(declarationOf(notebook([], {}), 'n.ipynb', '/')).toEqual({ reads: undefined, writes: [] });
  });

  it.each<[JsonValue, RegExp]>([
    [{ reads: 'x' }, /n\.ipynb: metadata\.runner\.reads must be a list of paths/],
    [{ reads: [3] }, /metadata\.runner\.reads\.0/],
    [{ reads: [' '] }, /must not be empty/],
    ['x', /metadata\.runner must be an object/],
    [{ writes: ['data/*.csv'] }, /writes contains the pattern data\/\*\.csv/],
  ])('refuses %j', (runner, message) => {
    expect(() => of(runner)).toThrow(message);
  });
});
