import type { ArgsDef } from 'citty';
import { describe, expect, it } from 'vitest';
import { UsageError } from '../../../runner/src/errors.js';
import { PlainProgress } from '../../../runner/src/cli/plain-progress.js';
import { parseArguments } from '../../../runner/src/cli/parse.js';
import { parseRunOptions } from '../../../runner/src/run/options.js';

const definition: ArgsDef = {
  notebooks: { type: 'positional' },
  parameter: { type: 'string', alias: 'p' },
  'output-dir': { type: 'string' },
  'in-place': { type: 'boolean' },
};

describe('parseArguments', () => {
  it('keeps every value of a repeated option', () => {
    const given = parseArguments(['a', '-p', 'x=1', '--parameter=y=2', 'b', '--in-place'], definition);
    expect(given.values('parameter')).toEqual(['x=1', 'y=2']);
    expect(given.words).toEqual(['a', 'b']);
    expect(given.flag('in-place')).toBe(true);
    expect(given.value('output-dir')).toBeUndefined();
  });

  it('refuses unknown options and missing values', () => {
    expect(() => parseArguments(['--output-dri', 'x'], definition)).toThrow(
      'unknown option --output-dri. Did you mean --output-dir?',
    );
    expect(() => parseArguments(['--output-dir'], definition)).toThrow(UsageError);
  });
});

describe('parseRunOptions', () => {
  it('fills in the defaults', () => {
    expect(parseRunOptions({ inputs: ['x'] })).toMatchObject({
      timeoutSeconds: 600,
      parameters: {},
      env: [],
      inPlace: false,
    });
  });

  it.each([
    [{ inputs: [] }, 'inputs: give at least one notebook'],
    [{ inputs: ['x'], timeoutSeconds: 0 }, 'timeoutSeconds: must be more than 0'],
    [{ inputs: ['x'], timeoutSeconds: Number.NaN }, 'timeoutSeconds: must be a number of seconds'],
  ])('%j is refused', (options, message) => {
    expect(() => parseRunOptions(options)).toThrow(message);
  });
});

it('PlainProgress prints a line each', () => {
  const lines: string[] = [];
  const progress = new PlainProgress({ write: (text) => lines.push(text) });
  progress.notebookStarted({ notebook: 'n', codeCells: 12, kernel: 'k' });
  progress.cellFinished({ notebook: 'n', index: 3, codeCells: 12, cellId: 'c', ok: false, seconds: 1.234 });
  progress.notebookFinished({ notebook: 'n', status: 'ok', seconds: 2, figures: 1, claims: [], written: [] });
  expect(lines).toEqual([
    'n: 12 code cells, kernel k\n',
    '  [ 3/12] c 1.23 s FAILED\n',
    'n: ok in 2.0 s, 1 figure\n',
  ]);
});
