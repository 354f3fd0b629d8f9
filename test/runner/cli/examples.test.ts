import { execFileSync } from 'node:child_process';
import type { ArgsDef } from 'citty';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../../runner/src/cli/commands.js';
import { commandHelp, programHelp } from '../../../runner/src/cli/help.js';
import { parseArguments } from '../../../runner/src/cli/parse.js';

/** The words of a line as a shell hands them over. */
function words(line: string): string[] {
  return execFileSync('/bin/sh', ['-c', `set -f; printf '%s\\0' ${line}`], { encoding: 'utf8' })
    .split('\0')
    .slice(0, -1);
}

async function optionsOf(name: string): Promise<ArgsDef> {
  const command = await COMMANDS.get(name)?.load();
  return (command?.definition.args ?? {}) as ArgsDef;
}

/** The example lines of a help text, without the name of the program. */
function examplesIn(help: string): string[] {
  const [, examples = ''] = /EXAMPLES\n\n([\s\S]*?)\n\n/.exec(help) ?? [];
  return [...examples.matchAll(/^ {2}nbconvert-ts-runner (.*)$/gm)].map(([, line]) => line ?? '');
}

async function expectParses(line: string): Promise<void> {
  // What follows a pipe or a redirection is the shell's.
  const [name = '', ...rest] = words(line.replace(/ (?:\||&&|>|<) .*$/, ''));
  expect([...COMMANDS.keys()], line).toContain(name);
  const options = await optionsOf(name);
  expect(() => parseArguments(rest, options), line).not.toThrow();
}

describe('the examples in help', () => {
  it.each([...COMMANDS.keys()])('of %s are there and parse', async (name) => {
    const command = await COMMANDS.get(name)?.load();
    if (command === undefined) throw new Error(name);
    const lines = examplesIn(await commandHelp(command));
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.some((line) => line.startsWith(`${name} `))).toBe(true);
    for (const line of lines) await expectParses(line);
  });

  it('of the program parse', async () => {
    const lines = examplesIn(programHelp('1.0.0'));
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) await expectParses(line);
  });
});
