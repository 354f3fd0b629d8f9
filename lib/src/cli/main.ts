import { defineCommand, renderUsage, runCommand } from 'citty';
import { EXIT, TallyError } from '../errors.js';
import { sample } from './sample.js';

const tally = defineCommand({
  meta: { name: 'tally', description: 'E-commerce user analytics whose numbers check out' },
  subCommands: { sample },
});

/** Runs the command line and sets the exit code; errors are told in one line. */
export async function main(args: readonly string[]): Promise<void> {
  if (args.length === 0 || args.includes('--help')) {
    console.log(args[0] === 'sample' ? await renderUsage(sample) : await renderUsage(tally));
    return;
  }
  try {
    await runCommand(tally, { rawArgs: [...args] });
  } catch (error) {
    const known = error instanceof TallyError;
    if (!known && !(error instanceof Error && error.name === 'CLIError')) throw error;
    console.error(`error: ${error.message}`);
    process.exitCode = known ? error.exitCode : EXIT.usage;
  }
}
