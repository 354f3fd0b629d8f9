import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ParameterError } from '../../../runner/src/errors.js';
import { findConfig } from '../../../runner/src/config/find.js';
import { ConfigError } from '../../../runner/src/config/errors.js';
import { readEachFile, readParameterFile } from '../../../runner/src/run/parameter-file.js';

const folder = mkdtempSync(join(tmpdir(), 'parameter-file-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function file(text: string): string {
  const path = join(folder, 'p.yaml');
  writeFileSync(path, text);
  return path;
}

/** Each line repeats the one above ten times. */
const BOMB = [
  'a: &a [1]',
  ...Array.from('bcdefgh', (c, i) => `${c}: &${c} [${Array(10).fill(`*${'abcdefg'[i]}`).join()}]`),
];

describe('aliases', () => {
  it('stand for what they repeat', () => {
    expect(readParameterFile(file('a: &x [1]\nb: *x'))).toEqual({ a: [1], b: [1] });
  });

  it.each([
    ['a: &x [*x]', 'the alias *x stands inside of what it repeats.'],
    ['a: &x { b: &y [*x], c: *y }', 'the alias *x stands inside of what it repeats.'],
    [BOMB.join('\n'), 'its aliases repeat too much.'],
  ])('%j is an error in one sentence', (text, message) => {
    expect(() => readParameterFile(file(text))).toThrow(
      new ParameterError(`--params-file ${file(text)}: ${message}`),
    );
    expect(() => findConfig(folder, file(text))).toThrow(ConfigError);
  });

  it('are looked at in a list of outputs', () => {
    expect(() => readEachFile(file('&x [*x]'))).toThrow('stands inside of what it repeats');
  });
});

it.each(['__proto__: 5', '{"__proto__": 5}'])('a parameter %s is refused', (text) => {
  const message = '__proto__ cannot be the name of a parameter.';
  expect(() => readParameterFile(file(text))).toThrow(message);
  expect(() => readEachFile(file(`[${text.startsWith('{') ? text : `{ ${text} }`}]`))).toThrow(message);
});
