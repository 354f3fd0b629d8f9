import { runCommandLine } from 'tally/cli';
import { claims } from './claims.js';
import { generate } from './generate.js';
import { sample } from './sample.js';

/** The command line of the studies. */
export function main(args: readonly string[]): Promise<void> {
  return runCommandLine(
    {
      name: 'tally-studies',
      description: 'Recompute published studies, and write sample data modeled on them',
      commands: { claims, generate, sample },
    },
    args,
  );
}
