import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stripAnsi } from '../../../runner/src/text/ansi.js';
import { pathScrubber } from '../../../runner/src/text/scrub.js';
import { nearest } from '../../../runner/src/text/suggest.js';

describe('stripAnsi', () => {
  it('removes colors, cursor movements and links', () => {
    expect(stripAnsi('\u001b[1;31mred\u001b[0m \u001b[2K\u001b]8;;http://x\u0007link\u001b]8;;\u0007')).toBe(
      'red link',
    );
  });
});

describe('pathScrubber', () => {
  const scrub = pathScrubber(['/home/ann/tally']);

  it.each([
    ['at /home/ann/tally/lib/x.js:3:1', 'at lib/x.js:3:1'],
    ['file:///home/ann/tally/lib/x.js', 'lib/x.js'],
    ["cwd '/home/ann/tally'", "cwd '.'"],
    ['in /home/ann/tally.', 'in ..'],
    ['/home/ann/tally-2/x', '/home/ann/tally-2/x'],
    ['/home/ann/tally.old/x', '/home/ann/tally.old/x'],
    ['/backup/home/ann/tally/x', '/backup/home/ann/tally/x'],
  ])('%j becomes %j', (text, wanted) => {
    expect(scrub(text)).toBe(wanted);
  });

  it('leaves text without the root alone, and does nothing for the root folder', () => {
    fc.assert(fc.property(fc.string(), (text) => scrub(text) === text));
    expect(pathScrubber(['/'])('/usr/lib')).toBe('/usr/lib');
  });
});

describe('nearest', () => {
  it.each([
    ['user', ['users', 'orders', 'User', 'x'], 'User'],
    ['usre', ['orders', 'users', 'User'], 'User'],
    ['LSIT', ['run', 'list'], 'list'],
    ['notebok', ['notebooks', 'notebook'], 'notebook'],
    ['fo', ['fb', 'fa'], 'fa'],
    ['user', ['zebra', 'order'], undefined],
    ['x', ['y'], undefined],
  ])('of %j among %j is %j', (wanted, candidates, near) => {
    expect(nearest(wanted, candidates)).toBe(near);
  });
});
