import { open, OptionsError, type QueryProgress } from 'tally';
import { command } from 'tally/cli';
import { generateEvents } from '../taobao/sample/generate.js';

const ARGS = {
  out: { type: 'string', description: 'File to write: .csv, .csv.gz or .parquet', valueHint: 'FILE' },
  rows: {
    type: 'string',
    default: '200000',
    description: 'Approximate number of events; users are kept whole',
  },
  seed: { type: 'string', default: '2024', description: 'Seed; the same seed gives the same bytes' },
  memory: { type: 'string', default: '1400MB', description: 'Memory limit of the engine' },
} as const;

export const generate = command({
  meta: {
    name: 'tally-studies generate',
    description: 'Write any number of synthetic events, modeled on the study of 100 million',
  },
  args: ARGS,
  async run({ args }) {
    if (args.out === undefined) throw new OptionsError('Name the output file with --out FILE.');
    const tally = await open({ memoryLimit: args.memory });
    try {
      const { rows, users } = await generateEvents(tally, args.out, {
        rows: Number(args.rows),
        seed: Number(args.seed),
        ...(process.stderr.isTTY && { onProgress: showProgress }),
      });
      if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
      console.log(`${args.out}: ${rows} rows of ${users} users`);
    } finally {
      tally.close();
    }
  },
});

function showProgress({ percent }: QueryProgress): void {
  process.stderr.write(`\r\u001b[Kgenerating: ${percent.toFixed(0)} %`);
}
