import { describe, expect, it } from 'vitest';
import { compareNumbers } from '../../../../runner/src/check/compare/numbers.js';
import { compareText, lineDiff } from '../../../../runner/src/check/compare/text.js';
import { EXACT, rulesOf } from '../../../../runner/src/check/rules.js';
import { BUILT_IN_SANITIZERS } from '../../../../runner/src/check/sanitize.js';
import { code, notebook } from '../../support/notebooks.js';

describe('numbers within a relative tolerance', () => {
  it.each([
    ['mean 3.1400', 'mean 3.1401', 1e-3, []],
    ['mean 3.14', 'mean 3.15', 1e-3, ['3.14 3.15']],
    ['1,999.99 USD', '2,000.01 USD', 1e-4, []],
    ['1,999.99 USD', '2,000.01 USD', 1e-6, ['1,999.99 2,000.01']],
    ['-0.5 and 2e-9', '-0.5 and 2.0000001e-9', 1e-6, []],
    ['x = -1', 'x = 1', 0.5, ['-1 1']],
    ['0', '1e-300', 0.1, ['0 1e-300']],
    ['(9.99   9)', '(10.0  9)', 0.01, []],
  ])('%j and %j within %d', (a, b, tolerance, expected) => {
    expect(compareNumbers(a, b, tolerance)?.map((n) => `${n.expected} ${n.actual}`)).toEqual(expected);
  });

  it.each([
    ['East 3', 'West 3'],
    ['2024-01-05', '2025-01-05'],
    ['10:30', '10:31'],
    ['version 1.2.3', 'version 1.2.4'],
    ['cell1', 'cell2'],
    ['1 2', '1 2 3'],
    ['NaN', '1'],
  ])('%j and %j differ in more than numbers', (a, b) => {
    expect(compareNumbers(a, b, 0.5)).toBeUndefined();
  });

  it('says by how much', () => {
    expect(compareNumbers('8', '10', 0.1)).toEqual([{ expected: '8', actual: '10', relative: 0.2 }]);
    expect(compareText('8', '10', { ...EXACT, tolerance: 0.1 }, 'stdout')).toMatchObject({
      kind: 'number',
      items: [{ expected: '8', actual: '10' }],
    });
  });
});

describe('texts', () => {
  it.each([
    ['uuid', 'id 123e4567-e89b-12d3-a456-426614174000.', 'id <uuid>.'],
    [
      'timestamp',
      'at 2024-05-01T10:11:12.345Z, 2024-05-01 and 9:05:01',
      'at <timestamp>, <timestamp> and <timestamp>',
    ],
    ['hex-address', '<Engine at 0x7f3c2a>', '<Engine at <address>>'],
    [
      'duration',
      'took 12 ms, then 3.5s and 2 minutes; 7 sheep',
      'took <duration>, then <duration> and <duration>; 7 sheep',
    ],
    ['path', 'read /home/me/data/x.csv and C:\\data\\y.csv, a/b', 'read <path>/x.csv and <path>/y.csv, a/b'],
  ])('lose what the sanitizer %s takes out', (name, text, expected) => {
    expect(BUILT_IN_SANITIZERS.get(name)?.(text)).toBe(expected);
  });

  it('are the same when only what a sanitizer takes out differs', () => {
    const rules = rulesOf(notebook([code('1', { tags: ['check:text=uuid,duration'] })]), 'x').of({
      ...code('1'),
      id: 'c1',
    });
    expect(compareText('took 3 s', 'took 4 s', rules, 'stdout')).toBeUndefined();
    expect(compareText('took 3 s', 'cost 4 s', rules, 'stdout')).toMatchObject({
      diff: '-took <duration>\n+cost <duration>',
    });
  });

  it('show the lines around a change, and no more than forty lines', () => {
    const lines = Array.from({ length: 100 }, (_, index) => `line ${index}`);
    const changed = lines.map((line, index) => (index === 50 ? 'other' : line));
    expect(lineDiff(lines.join('\n'), changed.join('\n'))).toBe(
      ' line 48\n line 49\n-line 50\n+other\n line 51\n line 52',
    );
    const all = lineDiff(lines.join('\n'), lines.map((line) => `${line}!`).join('\n')).split('\n');
    expect(all).toHaveLength(41);
    expect(all.at(-1)).toBe('… 160 more lines');
  });

  it('show where a long line changed', () => {
    const long = 'x'.repeat(1000);
    const diff = lineDiff(`${long}A${long}`, `${long}B${long}`);
    expect(diff.length).toBeLessThan(500);
    expect(diff).toMatch(/^-…x+Ax+…\n\+…x+Bx+…$/);
  });
});
