import { relative } from 'node:path';
import { defineCommand, type ArgsDef } from 'citty';
import { runNotebooks } from '../../run/run.js';
import { watchNotebooks } from '../../watch/watch.js';
import type { Command } from '../command.js';
import { parseArguments } from '../parse.js';
import { PROGRESS_ARGUMENTS } from '../progress/arguments.js';
import { RUN_ENDING } from '../progress/ending.js';
import { openProgress } from '../progress/output.js';
import { RUN_ARGUMENTS, runOptions } from '../run-arguments.js';
import { stopOnSignals } from '../signals.js';

const args: ArgsDef = { ...RUN_ARGUMENTS, ...PROGRESS_ARGUMENTS };
const say = (text: string): void => {
  process.stderr.write(`${text}\n`);
};

const definition = defineCommand({
  meta: { name: 'watch', description: 'Run notebooks again whenever something they depend on changes' },
  args,
  async run({ rawArgs }) {
    const given = parseArguments(rawArgs, args);
    const stop = stopOnSignals();
    try {
      await watchNotebooks(runOptions(given), {
        signal: stop.signal,
        changed: (paths) => {
          for (const path of paths) say(`changed: ${relative(process.cwd(), path)}`);
        },
        failed: (error) => {
          say(`error: ${error.message}`);
        },
        waiting: () => {
          say('waiting for changes; press Ctrl-C to stop');
        },
        run: async (options, hooks) => {
          const shown = openProgress(given, process, RUN_ENDING);
          try {
            const report = await runNotebooks(options, { ...hooks, progress: shown.listener });
            shown.finish(report);
            return report;
          } catch (error) {
            shown.fail(error);
            throw error;
          }
        },
      });
    } finally {
      stop.release();
    }
  },
});

/** Runs notebooks until it is stopped. */
export const command: Command = {
  definition,
  examples: [
    {
      line: 'watch notebooks',
      does: 'Run all, then rerun what depends on each changed notebook, data file or module.',
    },
    { line: 'watch notebooks --output-dir out', does: 'The same; committed files stay unchanged.' },
  ],
};
