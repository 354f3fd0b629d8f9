import { renderUsage, type CommandDef } from 'citty';
import { stripAnsi } from '../text/ansi.js';

const EXAMPLES = `EXAMPLES

  nbconvert-ts-runner run notebooks
      Execute every notebook of the folder and rewrite it, its .md and its figures in place.
  nbconvert-ts-runner run notebooks/02-portrait.ipynb --timeout 120
      One notebook, each cell within two minutes.
  nbconvert-ts-runner run notebooks -p users=/data/my-users.csv --output-dir out
      Your own file; notebooks, markdown and figures go to out/, the committed ones stay as they are.
  nbconvert-ts-runner run 'notebooks/0*.ipynb' -p top=20 -p regions='["East","West"]' --output-dir out
      Several parameters; a value that is JSON is that, any other is a string ('"20"' is the string 20).
  nbconvert-ts-runner list notebooks
      What run would execute, in order.

CLAIMS

  Notebooks publish sentences as claims (MIME type application/vnd.claim.v1+json), each with whether it holds.
  --claims fail    a claim that does not hold fails its notebook after all cells have run: exit code 4, outputs
                   in X.partial.ipynb, committed files untouched. The default in place.
  --claims report  such claims are listed at the end and everything is written. The default with --output-dir.

EXIT CODES

  0 all well   1 a cell failed   2 wrong usage or input   3 kernel did not start, died or ran out of time
  4 claims do not hold   129, 130, 143 stopped by SIGHUP, SIGINT, SIGTERM`;

/** The help of a command: what citty makes of its definition, without colours, and the examples. */
export async function helpText(command: CommandDef, parent?: CommandDef): Promise<string> {
  const usage = stripAnsi(await renderUsage(command, parent))
    .replace(/ +$/gm, '')
    .trimEnd();
  return `${usage}\n\n${EXAMPLES}\n`;
}
