import { defineCommand, type ArgsDef } from 'citty';
import { cleanNotebooks, cleanText, removeLeftovers, type CleanReport } from '../../clean/clean.js';
import { KEEPABLE } from '../../clean/notebook.js';
import { EXIT_CODES } from '../../errors.js';
import { readNotebookText } from '../../nbformat/index.js';
import type { Command } from '../command.js';
import { requireInputs } from '../inputs.js';
import { parseArguments } from '../parse.js';

const args: ArgsDef = {
  notebooks: {
    type: 'positional',
    required: false,
    description: 'Files, folders or glob patterns; - reads one notebook and prints it',
  },
  check: {
    type: 'boolean',
    description: 'Write nothing; exit with 1 and name the notebooks that are not clean',
  },
  keep: { type: 'string', valueHint: 'NAME', description: 'Keep this, see KEEP; repeatable' },
  leftovers: {
    type: 'boolean',
    description: 'Only remove the partial notebooks that failed runs left in these folders',
  },
};

const definition = defineCommand({
  meta: {
    name: 'clean',
    description: 'Remove outputs, execution counts and volatile metadata from notebooks',
  },
  args,
  run({ rawArgs }) {
    const given = parseArguments(rawArgs, args);
    const inputs = requireInputs(given.words);
    const keep = given.values('keep');
    const check = given.flag('check');
    if (given.flag('leftovers')) {
      for (const path of removeLeftovers(inputs)) process.stdout.write(`removed ${path}\n`);
    } else if (inputs.length === 1 && inputs[0] === '-') filter(keep, check);
    else report(cleanNotebooks({ inputs, keep, check }), check);
  },
});

/** Standard input to standard output, as git's clean filter wants it. */
function filter(keep: readonly string[], check: boolean): void {
  const input = readNotebookText(0, 'standard input');
  // Git passes an empty file through its filters too.
  const { text, findings } =
    input === '' ? { text: '', findings: [] } : cleanText(input, 'standard input', keep);
  if (check) report([{ notebook: 'standard input', findings }], check);
  else process.stdout.write(text);
}

function report(reports: readonly CleanReport[], check: boolean): void {
  for (const { notebook, findings, error } of reports) {
    if (error !== undefined) process.stderr.write(`error: ${error.message}\n`);
    if (findings.length === 0) continue;
    process.stdout.write(`${notebook}: ${check ? '' : 'removed '}${findings.join(', ')}\n`);
  }
  const failed = reports.some(({ error }) => error !== undefined);
  const dirty = check && reports.some(({ findings }) => findings.length > 0);
  if (failed) process.exitCode = EXIT_CODES.badInput;
  else if (dirty) process.exitCode = EXIT_CODES.cellFailed;
}

/** Cleans notebooks and tells what was removed. */
export const command: Command = {
  definition,
  examples: [
    {
      line: 'clean notebooks',
      does: 'Clean every notebook in the folder, in place; clean ones are not touched.',
    },
    {
      line: 'clean --check notebooks',
      does: 'For a pre-commit hook or CI: exit 1 unless all notebooks are clean.',
    },
    {
      line: 'clean - < a.ipynb > b.ipynb',
      does: "As git's clean filter: outputs stay on disk and never get committed.",
    },
    { line: 'clean --leftovers notebooks out', does: 'Remove X.partial.ipynb of failed runs.' },
  ],
  notes: `KEEP\n\n  ${KEEPABLE.join(', ')}\n\n  A cell tagged keep-output keeps its outputs.`,
};
