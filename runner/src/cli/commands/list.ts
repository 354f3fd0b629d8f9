import { defineCommand, type ArgsDef } from 'citty';
import { drawGraph } from '../../graph/draw.js';
import { planRun } from '../../run/plan.js';
import { parseArguments } from '../parse.js';
import type { Command } from '../command.js';
import { requireInputs } from '../inputs.js';

const args: ArgsDef = {
  notebooks: {
    type: 'positional',
    required: false,
    description: 'Files, folders or glob patterns',
  },
  graph: {
    type: 'boolean',
    description: 'Show what each notebook reads, which notebook writes that, and what it writes itself',
  },
};

const definition = defineCommand({
  meta: { name: 'list', description: 'Print the notebooks that run would execute, in order' },
  args,
  run({ rawArgs }) {
    const given = parseArguments(rawArgs, args);
    const { graph } = planRun({ inputs: requireInputs(given.words) });
    const names = graph.order.map((index) => `${graph.nodes[index]?.name ?? ''}\n`);
    process.stdout.write(given.flag('graph') ? drawGraph(graph) : names.join(''));
  },
});

/** Prints the paths of the notebooks that the inputs name, or their graph. */
export const command: Command = {
  definition,
  examples: [
    { line: 'list notebooks', does: 'What run would execute, in order.' },
    { line: 'list notebooks --graph', does: 'Which notebook reads what from which.' },
  ],
};
