import { defineCommand, type ArgsDef } from 'citty';
import { consoleReport } from '../../check/report/console.js';
import { acceptedReport } from '../../check/report/accepted.js';
import { acceptCheck, updateNotebooks } from '../../check/update.js';
import { UsageError } from '../../errors.js';
import { CHECK_ARGUMENTS, checkOptions } from '../check-arguments.js';
import type { Command } from '../command.js';
import { parseArguments, type ParsedArguments } from '../parse.js';
import { PlainProgress } from '../plain-progress.js';
import { stopOnSignals } from '../signals.js';

const args: ArgsDef = {
  ...CHECK_ARGUMENTS,
  from: {
    type: 'string',
    valueHint: 'DIR',
    description: 'Accept the results that check --output-dir DIR left there, without running anything',
  },
};

const definition = defineCommand({
  meta: { name: 'update', description: 'Execute notebooks again and accept the results' },
  args,
  async run({ rawArgs }) {
    const given = parseArguments(rawArgs, args);
    const from = given.value('from');
    if (from === undefined) await runAndAccept(given);
    else acceptFrom(from, given);
  },
});

function acceptFrom(folder: string, { words }: ParsedArguments): void {
  if (words.length > 0) {
    throw new UsageError(
      `--from ${folder} accepts the notebooks checked there; leave out ${words.join(' ')}.`,
    );
  }
  process.stdout.write(acceptedReport(acceptCheck(folder)));
}

async function runAndAccept(given: ParsedArguments): Promise<void> {
  const options = checkOptions(given);
  const stop = stopOnSignals();
  try {
    const { check, accepted } = await updateNotebooks(options, {
      progress: new PlainProgress(process.stderr),
      signal: stop.signal,
    });
    if (accepted.length > 0) process.stdout.write(acceptedReport(accepted));
    else {
      process.stdout.write(consoleReport(check));
      process.stderr.write('nothing is accepted\n');
      process.exitCode = check.exitCode;
    }
  } finally {
    stop.release();
  }
}

/** Writes what a run would and says what changed by it. */
export const command: Command = {
  definition,
  examples: [
    {
      line: 'update notebooks',
      does: 'Execute again; rewrite what differs. When a notebook fails, nothing is written.',
    },
    {
      line: 'update --from out/check',
      does: 'Accept what check --output-dir out/check found, without running again.',
    },
  ],
};
