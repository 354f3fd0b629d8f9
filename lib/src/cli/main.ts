import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineCommand, runMain } from 'citty';
import { sampleUsersCsv } from '../data/sample/users.js';

const sample = defineCommand({
  meta: {
    name: 'sample',
    description: 'Write the sample data: invented users in the shape of the real file',
  },
  args: {
    out: { type: 'string', default: 'data/sample', description: 'Folder to write into' },
    users: { type: 'string', default: '1000', description: 'Users that fit the contract' },
    seed: { type: 'string', default: '2024', description: 'Seed; the same seed gives the same bytes' },
  },
  run({ args }) {
    const csv = sampleUsersCsv({ users: Number(args.users), seed: Number(args.seed) });
    mkdirSync(args.out, { recursive: true });
    const path = join(args.out, 'users.csv');
    writeFileSync(`${path}.unfinished`, csv);
    renameSync(`${path}.unfinished`, path);
    console.log(`${path}: ${csv.trimEnd().split('\n').length - 1} rows`);
  },
});

export async function main(): Promise<void> {
  await runMain(
    defineCommand({
      meta: { name: 'tally', description: 'E-commerce user analytics whose numbers check out' },
      subCommands: { sample },
    }),
  );
}
