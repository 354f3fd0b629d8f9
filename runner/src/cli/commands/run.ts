import { defineCommand } from 'citty';
import { runNotebooks } from '../../run/run.js';
import type { Command } from '../command.js';
import { parseArguments } from '../parse.js';
import { PlainProgress } from '../plain-progress.js';
import { RUN_ARGUMENTS, runOptions } from '../run-arguments.js';
import { stopOnSignals } from '../signals.js';
import { summary } from '../summary.js';

const definition = defineCommand({
  meta: { name: 'run', description: 'Execute notebooks and write notebooks, markdown and figures' },
  args: RUN_ARGUMENTS,
  async run({ rawArgs }) {
    const options = runOptions(parseArguments(rawArgs, RUN_ARGUMENTS));
    const stop = stopOnSignals();
    try {
      const report = await runNotebooks(options, {
        progress: new PlainProgress(process.stderr),
        signal: stop.signal,
      });
      process.stderr.write(summary(report));
      process.exitCode = report.exitCode;
    } finally {
      stop.release();
    }
  },
});

/** Executes notebooks and sets the exit code of the process. */
export const command: Command = {
  definition,
  examples: [
    {
      line: 'run notebooks',
      does: 'Execute every notebook of the folder and rewrite it, its .md and its figures in place.',
    },
    {
      line: 'run notebooks/02-portrait.ipynb --timeout 120',
      does: 'One notebook, each cell within two minutes.',
    },
    {
      line: 'run notebooks -p users=/data/my-users.csv --output-dir out',
      does: 'Your own file; notebooks, markdown and figures go to out/, the committed ones stay as they are.',
    },
    {
      line: `run 'notebooks/0*.ipynb' -p top=20 -p regions='["East","West"]' --output-dir out`,
      does: `Several parameters; a value that is JSON is that, any other is a string ('"20"' is the string 20).`,
    },
  ],
  notes: `CLAIMS

  Notebooks publish sentences as claims (MIME type application/vnd.claim.v1+json), each with whether it holds.
  --claims fail    a claim that does not hold fails its notebook after all cells have run: exit code 4, outputs
                   in X.partial.ipynb, committed files untouched. The default in place.
  --claims report  such claims are listed at the end and everything is written. The default with --output-dir.`,
};
