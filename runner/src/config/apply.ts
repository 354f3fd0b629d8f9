import type { ArgsDef, CommandDef } from 'citty';
import type { Command } from '../cli/command.js';
import { COMMANDS } from '../cli/commands.js';
import { UsageError } from '../errors.js';
import { configArguments } from './arguments.js';
import { ConfigError } from './errors.js';
import { findConfig } from './find.js';
import { configChoice, mergeArguments } from './merge.js';

/** The arguments of a command together with what the project's configuration sets for it. */
export interface ConfiguredArguments {
  readonly rawArgs: string[];
  /** Adds to an error the configuration file that set the invalid value, unless it came from the command line. */
  readonly explain: (error: unknown) => unknown;
}

/**
 * Adds the options of the project's configuration to those on the command line, which come first.
 *
 * @throws {ConfigError} when the configuration is wrong
 */
export async function withConfig(
  name: string,
  { definition }: Command,
  rest: readonly string[],
  cwd = process.cwd(),
): Promise<ConfiguredArguments> {
  const choice = configChoice(rest);
  const config = choice.none ? undefined : findConfig(cwd, choice.file);
  if (config === undefined) return { rawArgs: [...choice.rest], explain: (error) => error };
  const args = await argsOf(definition);
  const configured = await configArguments(config, {
    command: { name, args },
    commands: [...COMMANDS.keys()],
    allOptions,
    cwd,
  });
  const rawArgs = mergeArguments(choice.rest, configured, args);
  const set = [...configured.keys()].filter((key) => !choice.rest.some((word) => isOption(word, key)));
  return {
    rawArgs,
    explain: (error) => {
      if (!(error instanceof UsageError)) return error;
      const key = set.find((each) => isOption(error.message.split(/[ :]/, 1)[0] ?? '', each));
      return key === undefined ? error : new ConfigError(config.file, error.message, { cause: error });
    },
  };
}

function isOption(word: string, key: string): boolean {
  return word === `--${key}` || word.startsWith(`--${key}=`);
}

async function allOptions(): Promise<string[]> {
  const commands = await Promise.all([...COMMANDS.values()].map((entry) => entry.load()));
  const all = await Promise.all(commands.map(({ definition }) => argsOf(definition)));
  return all.flatMap((args) => Object.keys(args));
}

async function argsOf({ args }: CommandDef): Promise<ArgsDef> {
  return (await (typeof args === 'function' ? args() : args)) ?? {};
}
