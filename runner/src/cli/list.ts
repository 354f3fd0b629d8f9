import { relative } from 'node:path';
import { defineCommand, type ArgsDef } from 'citty';
import { discoverNotebooks } from '../run/discover.js';
import { parseArguments } from './parse.js';
import { requireInputs } from './inputs.js';

const args: ArgsDef = {
  notebooks: {
    type: 'positional',
    required: false,
    description: 'Files, folders or glob patterns',
  },
};

export const listCommand = defineCommand({
  meta: { name: 'list', description: 'Print the notebooks that run would execute, in order' },
  args,
  run({ rawArgs }) {
    const inputs = requireInputs(parseArguments(rawArgs, args).words);
    const cwd = process.cwd();
    for (const path of discoverNotebooks(inputs, cwd)) process.stdout.write(`${relative(cwd, path)}\n`);
  },
});
