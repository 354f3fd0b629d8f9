import { describe, expect, it } from 'vitest';
import { EXACT, rulesOf, type CompareRules } from '../../../runner/src/check/rules.js';
import type { JsonObject } from '../../../runner/src/json.js';
import { code, notebook } from '../support/notebooks.js';

function ruleOf(tags: string[], metadata: JsonObject = {}, defaults = {}): CompareRules {
  const tagged = notebook([code('1', { tags })], metadata);
  return rulesOf(tagged, 'x.ipynb', defaults).of(tagged.cells[0] ?? code(''));
}

describe('rules of a cell', () => {
  it('are exact where nothing is said', () => {
    expect(ruleOf(['parameters', 'hide'])).toEqual(EXACT);
  });

  it('come from its tags', () => {
    expect(ruleOf(['check:skip'])).toMatchObject({ skip: true });
    expect(ruleOf(['check:ignore-outputs'])).toMatchObject({ ignoreOutputs: true });
    expect(ruleOf(['check:tolerance=1e-9', 'check:figure=size', 'check:pixels=0.01'])).toMatchObject({
      tolerance: 1e-9,
      figure: 'size',
      pixels: { threshold: 0, share: 0.01 },
    });
  });

  it('come from the metadata of the notebook and from the caller, and tags override them', () => {
    const check = {
      tolerance: 1e-6,
      figure: 'data',
      sanitize: ['uuid', { name: 'run', pattern: 'run-\\d+', replace: 'run-N' }],
    };
    const metadata = { runner: { check } };
    expect(ruleOf([], metadata, { tolerance: 1e-9 })).toMatchObject({ tolerance: 1e-6, figure: 'data' });
    expect(ruleOf(['check:tolerance=0'], metadata)).toMatchObject({ tolerance: 0 });
    expect(ruleOf([], metadata).sanitize).toHaveLength(1);
    const [, named] = ruleOf(['check:text=run'], metadata).sanitize;
    expect(named?.('run-17 of run-18')).toBe('run-N of run-N');
  });

  it('apply a pattern without a name to every cell', () => {
    const [own] = ruleOf([], {
      runner: { check: { sanitize: [{ pattern: 'v\\d', flags: 'i', replace: 'v' }] } },
    }).sanitize;
    expect(own?.('V1 v2')).toBe('v v');
  });

  it.each([
    [['check:skp'], 'x.ipynb, cell 1 (c1): unknown tag "check:skp". Did you mean check:skip?'],
    [['check:tolerence=1'], 'Did you mean check:tolerance=?'],
    [['check:text=uid'], 'unknown sanitizer "uid". Did you mean uuid?'],
    [['check:text=nonsense-name'], 'Known sanitizers: uuid, timestamp, hex-address, duration, path.'],
    [['check:tolerance=few'], 'needs a number from 0'],
    [['check:tolerance='], 'needs a number from 0'],
    [['check:figure=pixel'], 'Did you mean check:figure=pixels?'],
    [['check:'], 'Tags: check:skip, '],
  ])('that mean nothing are an error: %j', (tags, message) => {
    expect(() => ruleOf(tags)).toThrow(message);
  });

  it.each([
    [{ tolerance: 'x' }, 'x.ipynb, metadata runner.check: tolerance: '],
    [{ tolerances: 1 }, 'Unrecognized key'],
    [{ sanitize: [{ pattern: '(' }] }, 'invalid sanitizer pattern'],
    [{ figure: 'none' }, 'must be one of all, data, pixels, size'],
  ])('that the metadata get wrong are an error: %j', (check, message) => {
    expect(() => ruleOf([], { runner: { check } })).toThrow(message);
  });
});
