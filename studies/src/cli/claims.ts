import { open, OptionsError } from 'tally';
import { verdictCounts } from 'tally/claims';
import { command, writeWhole } from 'tally/cli';
import { studiesMarkdown } from '../register/markdown.js';
import { judgeRegister, type RegisterInputs } from '../register/register.js';

const ARGS = {
  users: {
    type: 'string',
    description: 'User table, a file or a database URL (claims D-…)',
    valueHint: 'FILE',
  },
  events: {
    type: 'string',
    description: 'Events, csv, gzip, parquet or a database URL (claims T-…)',
    valueHint: 'FILE',
  },
  customers: { type: 'string', description: 'Customer table (claims A-…)', valueHint: 'FILE' },
  orders: { type: 'string', description: 'Dated orders (claims X-…)', valueHint: 'FILE' },
  out: { type: 'string', description: 'JSON file to write: one object for each claim', valueHint: 'FILE' },
  markdown: { type: 'string', description: 'Markdown file to write', valueHint: 'FILE' },
} as const;

export const claims = command({
  meta: {
    name: 'tally-studies claims',
    description: 'Recompute the claims of the four documents from real data, with a verdict for each',
  },
  args: ARGS,
  async run({ args }) {
    const inputs: RegisterInputs = {
      ...(args.users !== undefined && { users: args.users }),
      ...(args.events !== undefined && { events: args.events }),
      ...(args.customers !== undefined && { customers: args.customers }),
      ...(args.orders !== undefined && { orders: args.orders }),
    };
    if (Object.keys(inputs).length === 0) {
      throw new OptionsError(
        'Claims are recomputed from data. Give at least one file, such as --users FILE.',
      );
    }
    const tally = await open();
    try {
      const entries = await judgeRegister(tally, inputs);
      if (args.out !== undefined) writeWhole(args.out, `${JSON.stringify(entries, null, 2)}\n`, '--out');
      if (args.markdown !== undefined) writeWhole(args.markdown, studiesMarkdown(entries), '--markdown');
      console.log(verdictCounts(entries));
    } finally {
      tally.close();
    }
  },
});
