import { readFileSync } from 'node:fs';
import { runCommand } from 'citty';
import { withConfig } from '../config/apply.js';
import { RunnerError, UsageError } from '../errors.js';
import { nearest } from '../text/suggest.js';
import type { Command } from './command.js';
import { COMMANDS } from './commands.js';
import { commandHelp, programHelp } from './help.js';

/** Finds the command and runs it, or prints help or the version. */
async function main([name, ...rest]: readonly string[]): Promise<void> {
  if (name === '--version') {
    process.stdout.write(`${version()}\n`);
    return;
  }
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    process.stdout.write(programHelp(version()));
    return;
  }
  const entry = COMMANDS.get(name);
  if (entry === undefined) {
    const near = nearest(name, [...COMMANDS.keys()]);
    const advice =
      near === undefined
        ? `Commands: ${[...COMMANDS.keys()].join(', ')}. See --help.`
        : `Did you mean ${near}?`;
    throw new UsageError(`unknown command "${name}". ${advice}`);
  }
  const command = await entry.load();
  if (rest.includes('--help') || rest.includes('-h')) process.stdout.write(await commandHelp(command));
  else await runConfigured(name, command, rest);
}

/** Runs a command with the options of the project's configuration added to those given. */
async function runConfigured(name: string, command: Command, rest: readonly string[]): Promise<void> {
  const { rawArgs, explain } = await withConfig(name, command, rest);
  try {
    await runCommand(command.definition, { rawArgs });
  } catch (error) {
    throw explain(error);
  }
}

function version(): string {
  const path = new URL('../../package.json', import.meta.url);
  const content = JSON.parse(readFileSync(path, 'utf8')) as { version: string };
  return content.version;
}

// Who reads our output may leave before its end: `run --json | head`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

try {
  await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof RunnerError)) throw error;
  process.stderr.write(`error: ${error.message}\n`);
  process.exitCode = error.exitCode;
}
