import { defineCommand, renderUsage, runCommand } from 'citty';
import { EXIT, TallyError } from '../errors.js';
import { claims } from './claims.js';
import { sample } from './sample.js';

const tally = defineCommand({
  meta: { name: 'tally', description: 'E-commerce user analytics whose numbers check out' },
  subCommands: { claims, sample },
});

/** Runs the command line and sets the exit code; errors are told in one line. */
export async function main(args: readonly string[]): Promise<void> {
  if (args.length === 0 || args.includes('--help')) {
    console.log(await usageOf(args[0]));
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

/** Usage of a command, or of all where none is named. */
function usageOf(command: string | undefined): Promise<string> {
  if (command === 'claims') return renderUsage(claims);
  return command === 'sample' ? renderUsage(sample) : renderUsage(tally);
}
