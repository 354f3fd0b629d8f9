import { join } from 'node:path';
import { defineCommand, type ArgsDef } from 'citty';
import { sampleUsersCsv } from '../data/sample/users.js';
import { writeWhole } from './write.js';

/** Options of `tally sample`. */
export const SAMPLE_ARGS = {
  out: { type: 'string', default: 'data/sample', description: 'Folder to write into' },
  users: { type: 'string', default: '1000', description: 'Users that fit the contract' },
  seed: { type: 'string', default: '2024', description: 'Seed; the same seed gives the same bytes' },
} as const satisfies ArgsDef;

export const sample = defineCommand({
  meta: {
    name: 'tally sample',
    description: 'Write the sample data: invented users in the shape of the real file',
  },
  args: SAMPLE_ARGS,
  run({ args }) {
    const csv = sampleUsersCsv({ users: Number(args.users), seed: Number(args.seed) });
    const path = join(args.out, 'users.csv');
    writeWhole(path, csv, '--out');
    console.log(`${path}: ${csv.trimEnd().split('\n').length - 1} rows`);
  },
});
