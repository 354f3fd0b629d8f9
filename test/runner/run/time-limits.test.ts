import { describe, expect, it } from 'vitest';
import { NotebookFormatError } from '../../../runner/src/errors.js';
import type { JsonObject } from '../../../runner/src/json.js';
import { timeLimits } from '../../../runner/src/run/time-limits.js';
import { code, notebook } from '../support/notebooks.js';

function limit(cellMetadata: JsonObject, metadata: JsonObject = {}, elapsed = 0, whole?: number) {
  const made = notebook([code('1', cellMetadata)], metadata);
  const [cell] = made.cells;
  if (cell?.cell_type !== 'code') throw new Error('a code cell');
  const defaults = { timeoutSeconds: 600, notebookTimeoutSeconds: whole };
  return timeLimits(made, 'n.ipynb', defaults)(cell, elapsed);
}

describe('timeLimits', () => {
  it.each<[string, JsonObject, JsonObject, number]>([
    ['the option', {}, {}, 600],
    ['the notebook before the option', {}, { runner: { timeout: 20, reads: ['a'] } }, 20],
    ['the cell before the notebook', { runner: { timeout: 5 } }, { runner: { timeout: 20 } }, 5],
    ['a longer limit of the cell too', { tags: ['x', 'timeout=1200'] }, { runner: { timeout: 20 } }, 1200],
  ])('takes %s', (_, cell, metadata, seconds) => {
    expect(limit(cell, metadata)).toEqual({ of: 'cell', seconds, leftSeconds: seconds });
  });

  it('gives a cell what is left of the notebook', () => {
    expect(limit({}, {}, 12, 60)).toEqual({ of: 'notebook', seconds: 60, leftSeconds: 48 });
    expect(limit({ tags: ['timeout=30'] }, {}, 12, 60)).toMatchObject({ of: 'cell', leftSeconds: 30 });
    expect(limit({ tags: ['timeout=30'] }, {}, 45, 60)).toMatchObject({ of: 'notebook', leftSeconds: 15 });
    expect(limit({}, { runner: { notebook_timeout: 10 } }, 12, 60)).toMatchObject({
      seconds: 10,
      leftSeconds: 0,
    });
  });

  it.each<[JsonObject, JsonObject, string]>([
    [
      { tags: ['timeout=soon'] },
      {},
      'n.ipynb, cell 1 (c1): the tag timeout=soon must be a number of seconds',
    ],
    [{ tags: ['timeout='] }, {}, 'the tag timeout= must be a number'],
    [{ tags: ['timeout=0'] }, {}, 'must be more than 0'],
    [
      { runner: { timeout: '5' } },
      {},
      'n.ipynb, cell 1 (c1): metadata.runner.timeout must be a number of seconds',
    ],
    [{}, { runner: { notebook_timeout: 1e9 } }, 'n.ipynb: metadata.runner.notebook_timeout must be at most'],
  ])('refuses %j %j', (cell, metadata, message) => {
    expect(() => limit(cell, metadata)).toThrow(NotebookFormatError);
    expect(() => limit(cell, metadata)).toThrow(message);
  });
});
