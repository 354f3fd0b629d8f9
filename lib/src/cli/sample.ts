import { join } from 'node:path';
import { defineCommand, type ArgsDef } from 'citty';
import { generateEvents } from '../data/sample/events/generate.js';
import { sampleUsersCsv } from '../data/sample/users.js';
import { openDuckDb } from '../engine/duckdb.js';
import { writeWhole } from './write.js';

/** Options of `tally sample`. */
export const SAMPLE_ARGS = {
  out: { type: 'string', default: 'data/sample', description: 'Folder to write into' },
  users: { type: 'string', default: '1000', description: 'Users that fit the contract' },
  events: { type: 'string', default: '190000', description: 'Events, about; 0 for none' },
  seed: { type: 'string', default: '2024', description: 'Seed; the same seed gives the same bytes' },
} as const satisfies ArgsDef;

export const sample = defineCommand({
  meta: {
    name: 'tally sample',
    description: 'Write the sample data: invented users and events in the shape of the real files',
  },
  args: SAMPLE_ARGS,
  async run({ args }) {
    const seed = Number(args.seed);
    const csv = sampleUsersCsv({ users: Number(args.users), seed });
    const users = join(args.out, 'users.csv');
    writeWhole(users, csv, '--out');
    console.log(`${users}: ${csv.trimEnd().split('\n').length - 1} rows`);
    if (Number(args.events) !== 0)
      await sampleEvents(join(args.out, 'events.csv.gz'), Number(args.events), seed);
  },
});

async function sampleEvents(path: string, events: number, seed: number): Promise<void> {
  const engine = await openDuckDb();
  try {
    const { rows } = await generateEvents(engine, path, { rows: events, seed });
    console.log(`${path}: ${rows} rows`);
  } finally {
    engine.close();
  }
}
