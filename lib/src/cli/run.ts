import { defineCommand, renderUsage, runCommand, type ArgsDef, type CommandDef } from 'citty';
import { EXIT, TallyError } from '../errors.js';
import { refuseUnknown } from './strict.js';

/** A command line: its name, description, and commands by name. */
export interface CommandLine {
  readonly name: string;
  readonly description: string;
  readonly commands: Readonly<Record<string, Command>>;
}

/** A command with options declared in its definition. */
export type Command = CommandDef & { readonly args: ArgsDef };

/** Defines a command; its `run` receives the declared options. */
export function command<const A extends ArgsDef>(definition: CommandDef<A> & { readonly args: A }): Command {
  // The parser passes each command what its own `args` declare, so their type can be dropped here.
  return definition as unknown as Command;
}

/** Runs a command line and sets the exit code; an error is reported in one line. */
export async function runCommandLine(
  { name, description, commands }: CommandLine,
  args: readonly string[],
): Promise<void> {
  const root = defineCommand({ meta: { name, description }, subCommands: { ...commands } });
  const [word, ...rest] = args;
  const chosen = word !== undefined && Object.hasOwn(commands, word) ? commands[word] : undefined;
  if (word === undefined || args.includes('--help')) {
    console.log(await renderUsage(chosen ?? root));
    return;
  }
  try {
    if (chosen !== undefined) refuseUnknown(rest, chosen.args);
    await runCommand(root, { rawArgs: [...args] });
  } catch (error) {
    const known = error instanceof TallyError;
    if (!known && !(error instanceof Error && error.name === 'CLIError')) throw error;
    console.error(`error: ${error.message}`);
    process.exitCode = known ? error.exitCode : EXIT.usage;
  }
}
