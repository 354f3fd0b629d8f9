import { relative } from 'node:path';
import { defineCommand, type ArgsDef } from 'citty';
import { convertedFiles, convertNotebooks, targetNamed } from '../../convert/convert.js';
import { TARGETS } from '../../convert/targets.js';
import { UsageError } from '../../errors.js';
import type { FileToWrite } from '../../files.js';
import type { Command } from '../command.js';
import { requireInputs } from '../inputs.js';
import { parseArguments, type ParsedArguments } from '../parse.js';

const COMMON: ArgsDef = {
  notebooks: {
    type: 'positional',
    required: false,
    description: 'Files, folders or glob patterns',
  },
  to: {
    type: 'string',
    valueHint: TARGETS.map(({ name }) => name).join('|'),
    description: 'What to convert to, see TARGETS',
  },
  'output-dir': {
    type: 'string',
    valueHint: 'DIR',
    description: 'Output folder; by default files are written next to each input',
  },
  'figures-dir': {
    type: 'string',
    valueHint: 'DIR',
    description: 'Folder for figures; by default "figures" in the project root or in the output folder',
  },
  'cache-dir': {
    type: 'string',
    valueHint: 'DIR',
    description:
      'Cache folder with the results of runs, for --lang; by default node_modules/.cache/nbconvert-ts-runner',
  },
  strict: {
    type: 'boolean',
    description: 'Fail on warnings about figures, such as characters that no font has',
  },
  stdout: { type: 'boolean', description: 'Print the document instead of writing files; for one input' },
};

const args: ArgsDef = Object.assign({}, COMMON, ...TARGETS.map((target) => target.args)) as ArgsDef;

const definition = defineCommand({
  meta: { name: 'convert', description: 'Convert notebooks as they are, without executing them' },
  args,
  async run({ rawArgs }) {
    const given = parseArguments(rawArgs, args);
    const inputs = requireInputs(given.words);
    const to = wantedTarget(given);
    const [outputDir, figuresDir] = [given.value('output-dir'), given.value('figures-dir')];
    const notice = (text: string): void => {
      process.stderr.write(`note: ${text}\n`);
    };
    const cacheDir = given.value('cache-dir');
    const options = {
      inputs,
      to,
      outputDir,
      figuresDir,
      cacheDir,
      strict: given.flag('strict'),
      options: given,
    };
    if (given.flag('stdout')) print(await convertedFiles(options, { notice }), to);
    else tell(await convertNotebooks(options, { notice }));
  },
});

/** The target asked for; an option that belongs to another one is a mistake. */
function wantedTarget(given: ParsedArguments): string {
  const to = given.value('to');
  if (to === undefined) {
    throw new UsageError(`choose a format: --to ${TARGETS.map(({ name }) => name).join('|')}.`);
  }
  const own = targetNamed(to).args;
  for (const target of TARGETS) {
    const foreign = Object.keys(target.args).find((name) => !(name in own) && given.values(name).length > 0);
    if (foreign !== undefined) throw new UsageError(`--${foreign} works only with --to ${target.name}.`);
  }
  return to;
}

function print(files: readonly FileToWrite[], to: string): void {
  const { extension } = targetNamed(to);
  const documents = files.filter(({ path }) => extension === undefined || path.endsWith(extension));
  const [document] = documents;
  if (document === undefined || documents.length > 1) {
    throw new UsageError(
      `--stdout prints one document, but there would be ${documents.length}. Convert one input.`,
    );
  }
  process.stdout.write(document.content);
}

function tell(paths: readonly string[]): void {
  for (const path of paths) process.stdout.write(`${relative(process.cwd(), path)}\n`);
}

const width = Math.max(...TARGETS.map(({ name }) => name.length));

/** Converts notebooks and prints the paths of the files, or the document itself. */
export const command: Command = {
  definition,
  examples: [
    {
      line: 'convert notebooks --to markdown --front-matter --output-dir docs',
      does: 'Every notebook in the folder as markdown for a site generator; figures in docs/figures.',
    },
    {
      line: 'convert notebooks --to site --lang zh --output-dir public',
      does: 'A site in public/zh, with the outputs of the last run --lang zh.',
    },
    {
      line: 'convert old.ipynb --to notebook',
      does: 'Upgrade a notebook of nbformat 4.0 to 4.4 in place.',
    },
  ],
  notes: `TARGETS\n\n${TARGETS.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`).join('\n')}`,
};
