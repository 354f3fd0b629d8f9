import { defineCommand, type ArgsDef } from 'citty';
import { generateEvents } from '../data/sample/events/generate.js';
import { openDuckDb } from '../engine/duckdb.js';
import type { QueryProgress } from '../engine/engine.js';
import { OptionsError } from '../errors.js';

/** Options of `tally generate`. */
export const GENERATE_ARGS = {
  out: { type: 'string', description: 'File to write: .csv, .csv.gz or .parquet', valueHint: 'FILE' },
  rows: { type: 'string', default: '200000', description: 'Events, about: users come whole' },
  seed: { type: 'string', default: '2024', description: 'Seed; the same seed gives the same bytes' },
  memory: { type: 'string', default: '1400MB', description: 'Memory limit of the engine' },
} as const satisfies ArgsDef;

export const generate = defineCommand({
  meta: {
    name: 'tally generate',
    description: 'Write invented events of any number, in the shape of the study of 100 million',
  },
  args: GENERATE_ARGS,
  async run({ args }) {
    if (args.out === undefined) throw new OptionsError('Where to? Name a file with --out FILE.');
    const engine = await openDuckDb({ memoryLimit: args.memory });
    try {
      const { rows, users } = await generateEvents(engine, args.out, {
        rows: Number(args.rows),
        seed: Number(args.seed),
        ...(process.stderr.isTTY && { onProgress: showProgress }),
      });
      if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
      console.log(`${args.out}: ${rows} rows of ${users} users`);
    } finally {
      engine.close();
    }
  },
});

function showProgress({ percent }: QueryProgress): void {
  process.stderr.write(`\r\u001b[Kgenerating: ${percent.toFixed(0)} %`);
}
