import { defineCommand, type ArgsDef } from 'citty';
import { runNotebooks } from '../../run/run.js';
import type { Command } from '../command.js';
import { parseArguments } from '../parse.js';
import { PROGRESS_ARGUMENTS } from '../progress/arguments.js';
import { RUN_ENDING } from '../progress/ending.js';
import { show } from '../progress/show.js';
import { RUN_ARGUMENTS, runOptions } from '../run-arguments.js';

const args: ArgsDef = { ...RUN_ARGUMENTS, ...PROGRESS_ARGUMENTS };

const definition = defineCommand({
  meta: { name: 'run', description: 'Execute notebooks and write notebooks, markdown and figures' },
  args,
  async run({ rawArgs }) {
    const given = parseArguments(rawArgs, args);
    await show(given, RUN_ENDING, (hooks) => runNotebooks(runOptions(given), hooks));
  },
});

/** Executes notebooks and sets the exit code of the process. */
export const command: Command = {
  definition,
  examples: [
    {
      line: 'run notebooks',
      does: 'Execute every notebook in the folder and rewrite it, its .md and its figures in place.',
    },
    {
      line: 'run notebooks/02-portrait.ipynb --timeout 120',
      does: 'One notebook, at most two minutes per cell.',
    },
    {
      line: 'run notebooks -p users=/data/my-users.csv --output-dir out',
      does: 'Your own file; notebooks, markdown and figures go to out/, committed files stay unchanged.',
    },
    {
      line: `run 'notebooks/0*.ipynb' -p top=20 -p regions='["East","West"]' --output-dir out`,
      does: 'Several parameters, parsed by their declared types.',
    },
    {
      line: "run report.ipynb --each regions.yaml --name '{notebook}-{region}' --output-dir out",
      does: 'One output per entry of the list in regions.yaml.',
    },
    {
      line: 'run notebooks --lang zh',
      does: 'In Chinese, from the translations in notebooks/zh/X.yaml: notebooks/zh/X.md and figures/zh/X.',
    },
    {
      line: 'run notebooks --json --timings timings.json',
      does: 'Events on stdout for another program; the time of each cell in a file.',
    },
  ],
  notes: `CLAIMS

  Notebooks publish sentences as claims (MIME type application/vnd.claim.v1+json), each with whether it holds.
  --claims fail    a claim that does not hold fails its notebook after all cells have run: exit code 4, outputs
                   in X.partial.ipynb, committed files untouched. The default in place.
  --claims report  such claims are listed at the end and everything is written. The default with --output-dir.`,
};
