import { defineCommand, renderUsage, runCommand, type ArgsDef, type CommandDef } from 'citty';
import { EXIT, TallyError } from '../errors.js';
import { claims, CLAIMS_ARGS } from './claims.js';
import { generate, GENERATE_ARGS } from './generate.js';
import { ingest, INGEST_ARGS } from './ingest.js';
import { sample, SAMPLE_ARGS } from './sample.js';
import { refuseUnknown } from './strict.js';

const ARGS: ReadonlyMap<string, ArgsDef> = new Map<string, ArgsDef>([
  ['claims', CLAIMS_ARGS],
  ['generate', GENERATE_ARGS],
  ['ingest', INGEST_ARGS],
  ['sample', SAMPLE_ARGS],
]);

const tally: CommandDef = defineCommand({
  meta: { name: 'tally', description: 'E-commerce user analytics whose numbers check out' },
  subCommands: { claims, generate, ingest, sample },
});

/** Runs the command line and sets the exit code; errors are told in one line. */
export async function main(args: readonly string[]): Promise<void> {
  const [command, ...rest] = args;
  if (command === undefined || args.includes('--help')) {
    console.log(await usageOf(command));
    return;
  }
  try {
    const definition = ARGS.get(command);
    if (definition !== undefined) refuseUnknown(rest, definition);
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
  switch (command) {
    case 'claims':
      return renderUsage(claims);
    case 'generate':
      return renderUsage(generate);
    case 'ingest':
      return renderUsage(ingest);
    case 'sample':
      return renderUsage(sample);
    case undefined:
    default:
      return renderUsage(tally);
  }
}
