import { KernelError } from '../errors.js';
import { type Command, HELP, parseCommand } from './command.js';
import { examine } from './doctor.js';
import { installKernelspec, uninstallKernelspec } from './install.js';

/** Runs a command and returns the exit code. */
async function run(command: Command): Promise<number> {
  switch (command.kind) {
    case 'help':
      process.stdout.write(HELP);
      return 0;
    case 'install':
      console.log(`installed in ${installKernelspec({ destination: command.destination })}`);
      return 0;
    case 'uninstall': {
      const removed = uninstallKernelspec(command.destination);
      console.log(removed === undefined ? 'nothing to remove' : `removed ${removed}`);
      return 0;
    }
    case 'doctor': {
      const findings = await examine();
      for (const { ok, text } of findings) console.log(`${ok ? 'ok     ' : 'PROBLEM'} ${text}`);
      return findings.every(({ ok }) => ok) ? 0 : 1;
    }
  }
}

try {
  process.exitCode = await run(parseCommand(process.argv.slice(2)));
} catch (error) {
  if (!(error instanceof KernelError)) throw error;
  console.error(`${error.name}: ${error.message}`);
  process.exitCode = error.exitCode;
}
