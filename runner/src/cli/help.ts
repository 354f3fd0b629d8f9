import { renderUsage } from 'citty';
import { stripAnsi } from '../text/ansi.js';
import type { Command, Example } from './command.js';
import { COMMANDS } from './commands.js';

/** The name by which people call the program. */
export const PROGRAM = 'nbconvert-ts-runner';

const FIRST_STEPS: readonly Example[] = [
  {
    line: 'run notebooks',
    does: 'Execute every notebook in the folder; rewrite it, its .md and its figures.',
  },
  {
    line: 'run notebooks -p users=my.csv --output-dir out',
    does: 'Your own file; committed files stay unchanged.',
  },
];

const EXIT_CODES = `EXIT CODES

  0 success   1 a cell failed   2 invalid usage or input   3 kernel did not start, died or ran out of time
  4 a claim does not hold   5 outputs differ from the committed ones   129, 130, 143 stopped by SIGHUP, SIGINT, SIGTERM`;

const CONFIGURATION = `CONFIGURATION

  Options can be set in nbconvert-ts-runner.config.json or .yaml in the project root, or under the key
  "nbconvert-ts-runner" of package.json, by their long names. The command line wins.
  --config FILE reads another file, --no-config none.`;

/** The text of `--help` without a command: the commands and first steps. */
export function programHelp(version: string): string {
  const width = Math.max(...[...COMMANDS.keys()].map((name) => name.length));
  const commands = [...COMMANDS].map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`);
  return [
    `Runs Jupyter notebooks headless, byte-identical on every run (${PROGRAM} ${version})`,
    `USAGE\n\n  ${PROGRAM} COMMAND [OPTIONS]`,
    `COMMANDS\n\n${commands.join('\n')}\n\n  ${PROGRAM} COMMAND --help shows the options of a command and more examples.`,
    examplesText(FIRST_STEPS),
    CONFIGURATION,
    `${EXIT_CODES}\n`,
  ].join('\n\n');
}

/** The help of one command: its options, its examples and its notes. */
export async function commandHelp({ definition, examples, notes }: Command): Promise<string> {
  const parent = { meta: { name: PROGRAM } };
  const usage = stripAnsi(await renderUsage(definition, parent))
    .replace(/ +$/gm, '')
    .trimEnd();
  const parts = [usage, examplesText(examples), notes, CONFIGURATION, EXIT_CODES].filter(
    (part) => part !== undefined,
  );
  return `${parts.join('\n\n')}\n`;
}

function examplesText(examples: readonly Example[]): string {
  const lines = examples.map(({ line, does }) => `  ${PROGRAM} ${line}\n      ${does}`);
  return `EXAMPLES\n\n${lines.join('\n')}`;
}
