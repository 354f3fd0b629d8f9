import { defineCommand, type ArgsDef } from 'citty';
import { checkNotebooks } from '../../check/check.js';
import { consoleReport } from '../../check/report/console.js';
import { CHECK_ARGUMENTS, checkOptions } from '../check-arguments.js';
import type { Command } from '../command.js';
import { parseArguments } from '../parse.js';
import { PlainProgress } from '../plain-progress.js';
import { stopOnSignals } from '../signals.js';

const args: ArgsDef = { ...CHECK_ARGUMENTS };

const definition = defineCommand({
  meta: { name: 'check', description: 'Execute notebooks again and compare with what is committed' },
  args,
  async run({ rawArgs }) {
    const options = checkOptions(parseArguments(rawArgs, args));
    const stop = stopOnSignals();
    try {
      const report = await checkNotebooks(options, {
        progress: new PlainProgress(process.stderr),
        signal: stop.signal,
      });
      process.stdout.write(consoleReport(report));
      if (report.outputDir !== undefined) {
        process.stderr.write(`fresh results: ${report.outputDir}\n`);
      }
      process.exitCode = report.exitCode;
    } finally {
      stop.release();
    }
  },
});

/** Compares fresh results with committed ones and sets the exit code of the process. */
export const command: Command = {
  definition,
  examples: [
    {
      line: 'check notebooks',
      does: 'Everything exactly: notebooks, markdown, figures, files that notebooks write.',
    },
    {
      line: 'check notebooks --tolerance 1e-9 --sanitize timestamp',
      does: 'Numbers nearly the same, and points in time, count as the same.',
    },
  ],
};
