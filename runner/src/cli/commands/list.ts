import { relative } from 'node:path';
import { defineCommand, type ArgsDef } from 'citty';
import { discoverNotebooks } from '../../run/discover.js';
import { parseArguments } from '../parse.js';
import type { Command } from '../command.js';
import { requireInputs } from '../inputs.js';

const args: ArgsDef = {
  notebooks: {
    type: 'positional',
    required: false,
    description: 'Files, folders or glob patterns',
  },
};

const definition = defineCommand({
  meta: { name: 'list', description: 'Print the notebooks that run would execute, in order' },
  args,
  run({ rawArgs }) {
    const inputs = requireInputs(parseArguments(rawArgs, args).words);
    const cwd = process.cwd();
    for (const path of discoverNotebooks(inputs, cwd)) process.stdout.write(`${relative(cwd, path)}\n`);
  },
});

/** Prints the paths of the notebooks that the inputs name. */
export const command: Command = {
  definition,
  examples: [{ line: 'list notebooks', does: 'What run would execute, in order.' }],
};
