import { relative, resolve } from 'node:path';
import type { ArgsDef } from 'citty';
import { z } from 'zod';
import { nearest } from '../text/suggest.js';
import { ConfigError } from './errors.js';
import type { Config } from './find.js';

/** A command, as far as its configuration needs it. */
export interface ConfigurableCommand {
  readonly name: string;
  readonly args: ArgsDef;
}

export interface ArgumentCircumstances {
  readonly command: ConfigurableCommand;
  /** Names of all commands: each may have a section. */
  readonly commands: readonly string[];
  /** Options of all commands; asked for only when a key is none of this command's. */
  readonly allOptions: () => Promise<readonly string[]>;
  readonly cwd: string;
}

const scalar = z.union([z.string(), z.number()]).transform(String);
const flag = z.boolean('must be true or false');
const text = z.union(
  [scalar.transform((value) => [value]), z.array(scalar)],
  'must be a string, a number or a list of these',
);
const assignments = z
  .record(z.string(), z.json())
  .transform((record) => Object.entries(record).map(([name, value]) => `${name}=${JSON.stringify(value)}`));
const repeated = z.union(
  [text, assignments],
  'must be a string, a list of strings, or an object of names and values',
);

/**
 * The options that a configuration sets for a command, as arguments by option name. Those in the section of the
 * command come before those at the top; paths are made relative to the working directory.
 *
 * @throws {ConfigError} when a key is not an option of any command, suggesting the closest one, or a value is invalid
 */
export async function configArguments(
  config: Config,
  { command, commands, allOptions, cwd }: ArgumentCircumstances,
): Promise<Map<string, string[]>> {
  const section = sectionOf(config, command.name);
  const found = new Map<string, string[]>();
  for (const [key, value] of Object.entries(config.settings)) {
    if (commands.includes(key) && isSection(value)) continue;
    if (key in command.args) found.set(key, argumentsOf(key, value, config, command.args, cwd));
    else expectKnown(key, config, [...commands, ...(await allOptions())]);
  }
  for (const [key, value] of Object.entries(section)) {
    if (!(key in command.args)) refuse(`${command.name}.${key}`, key, config, Object.keys(command.args));
    found.set(key, argumentsOf(key, value, config, command.args, cwd));
  }
  return found;
}

function sectionOf({ settings }: Config, name: string): Record<string, unknown> {
  const value = settings[name];
  return isSection(value) ? value : {};
}

function isSection(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function argumentsOf(key: string, value: unknown, config: Config, args: ArgsDef, cwd: string): string[] {
  const option = args[key];
  const { data, error } = z.safeParse(
    option?.type === 'boolean' ? flag.transform((on) => [on ? `--${key}` : '']) : repeated,
    value,
  );
  if (data === undefined)
    throw new ConfigError(config.file, `${key} ${error.issues[0]?.message ?? 'is malformed'}.`);
  if (option?.type === 'boolean') return data.filter((each) => each !== '');
  const hint = option !== undefined && 'valueHint' in option ? option.valueHint : undefined;
  const isPath = option?.type === 'positional' || hint === 'DIR' || hint === 'FILE';
  const values = isPath ? data.map((path) => relative(cwd, resolve(config.folder, path)) || '.') : data;
  return option?.type === 'positional' ? values : values.map((each) => `--${key}=${each}`);
}

function expectKnown(key: string, config: Config, known: readonly string[]): void {
  if (!known.includes(key)) refuse(key, key, config, known);
}

function refuse(where: string, key: string, { file }: Config, known: readonly string[]): never {
  const near = nearest(key, known);
  throw new ConfigError(
    file,
    `unknown key ${where}.` +
      (near === undefined ? ' Keys are the long names of options.' : ` Did you mean ${near}?`),
  );
}
