import { audit } from './audit/audit.js';
import { factcheck } from './factcheck.js';
import { ingest } from './ingest.js';
import { init } from './init/init.js';
import { monitor } from './monitor/monitor.js';
import { profile } from './profile/profile.js';
import { runCommandLine } from './run.js';

/** The command line of the library. */
export function main(args: readonly string[]): Promise<void> {
  return runCommandLine(
    {
      name: 'tally',
      description: 'E-commerce user analytics with numbers that can be checked',
      commands: { init, profile, audit, monitor, factcheck, ingest },
    },
    args,
  );
}
