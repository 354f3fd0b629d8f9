import { readFileSync } from 'node:fs';
import { defineCommand, runCommand, type CommandDef } from 'citty';
import { RunnerError, UsageError } from '../errors.js';
import { nearest } from '../text/suggest.js';
import { helpText } from './help.js';

/** Loaded when needed: help and list shall not wait for the kernel and figure libraries. */
const COMMANDS = new Map<string, () => Promise<CommandDef>>([
  ['run', async () => (await import('./run.js')).runNotebooksCommand],
  ['list', async () => (await import('./list.js')).listCommand],
]);

const mainCommand = defineCommand({
  meta: {
    name: 'nbconvert-ts-runner',
    version: version(),
    description: 'Runs notebooks headless, byte for byte',
  },
  subCommands: Object.fromEntries(COMMANDS),
});

/** Finds the command and runs it, or prints help or the version. */
async function main([name, ...rest]: readonly string[]): Promise<void> {
  if (name === '--version') {
    process.stdout.write(`${version()}\n`);
    return;
  }
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    process.stdout.write(await helpText(mainCommand));
    return;
  }
  const load = COMMANDS.get(name);
  if (load === undefined) {
    const near = nearest(name, COMMANDS.keys());
    throw new UsageError(
      `no command "${name}".` +
        (near === undefined ? ' Commands: run, list. See --help.' : ` Did you mean ${near}?`),
    );
  }
  const command = await load();
  if (rest.includes('--help') || rest.includes('-h'))
    process.stdout.write(await helpText(command, mainCommand));
  else await runCommand(command, { rawArgs: rest });
}

function version(): string {
  const path = new URL('../../package.json', import.meta.url);
  const content = JSON.parse(readFileSync(path, 'utf8')) as { version: string };
  return content.version;
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof RunnerError)) throw error;
  process.stderr.write(`error: ${error.message}\n`);
  process.exitCode = error.exitCode;
}
