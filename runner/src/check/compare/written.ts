import { isUtf8 } from 'node:buffer';
import { relative } from 'node:path';
import type { Difference } from '../difference.js';
import type { CompareRules } from '../rules.js';
import type { FileContents } from '../put-back.js';
import { comparePng } from './pixels.js';
import { compareText } from './text.js';

export interface WrittenContext {
  readonly rules: CompareRules;
  /** Paths no one commits. */
  readonly ignored: { has: (path: string) => boolean };
  readonly cwd: string;
}

/** Compares the files a notebook writes: as they were before the check, and as the fresh run left them. */
export function compareWritten(
  before: FileContents,
  after: FileContents,
  { rules, ignored, cwd }: WrittenContext,
): Difference[] {
  const paths = [...new Set([...before.keys(), ...after.keys()])].filter((path) => !ignored.has(path)).sort();
  return paths.flatMap((path): Difference[] => {
    const name = relative(cwd, path);
    const [was, is] = [before.get(path), after.get(path)];
    if (was === undefined)
      return [{ kind: 'file', path: name, message: `${name} is written by the run but not committed` }];
    if (is === undefined)
      return [{ kind: 'file', path: name, message: `${name} is committed but no longer written` }];
    const difference = compareContents(was, is, rules, name);
    return difference === undefined ? [] : [difference];
  });
}

/** Compares two files by what they are: PNG by pixels, text by lines, others byte for byte. */
export function compareContents(
  was: Buffer,
  is: Buffer,
  rules: CompareRules,
  name: string,
): Difference | undefined {
  if (was.equals(is)) return undefined;
  if (name.endsWith('.png')) return comparePng(was, is, rules, name);
  if (!isUtf8(was) || !isUtf8(is)) {
    const message = `${name} differs (${was.length} bytes -> ${is.length} bytes)`;
    return { kind: 'file', path: name, message };
  }
  const difference = compareText(was.toString('utf8'), is.toString('utf8'), rules, name);
  return difference && { ...difference, kind: 'file' };
}
