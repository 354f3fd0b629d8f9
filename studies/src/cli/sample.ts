import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { open, OptionsError, type Session } from 'tally';
import { command, writeWhole } from 'tally/cli';
import { generateEvents } from '../taobao/sample/generate.js';
import { sampleUsersCsv } from '../douyin/sample/users.js';
import { sampleCustomersCsv } from '../netsuite/sample/customers.js';
import { writeSampleShop } from '../xiaoxiang/sample/write.js';

const ARGS = {
  out: { type: 'string', default: 'data/sample', description: 'Folder to write into' },
  users: { type: 'string', default: '1000', description: 'Users that meet the contract' },
  events: { type: 'string', default: '190000', description: 'Approximate number of events; 0 for none' },
  customers: { type: 'string', default: '150', description: 'Rows of the customer table; 0 for none' },
  shop: {
    type: 'string',
    default: '2400',
    description: 'Customers of the fresh-food shop, with dated orders; 0 for none',
  },
  seed: { type: 'string', default: '2024', description: 'Seed; the same seed gives the same bytes' },
  check: { type: 'boolean', default: false, description: 'Write nothing; fail if a file is not the same' },
} as const;

export const sample = command({
  meta: {
    name: 'tally-studies sample',
    description:
      'Write the sample data: synthetic users, customers and events in the format of the real files, and a shop with orders',
  },
  args: ARGS,
  async run({ args }) {
    const size = {
      users: Number(args.users),
      events: Number(args.events),
      customers: Number(args.customers),
      shop: Number(args.shop),
      seed: Number(args.seed),
    };
    if (args.check) await checkSample(args.out, size);
    else for (const line of await writeSample(args.out, size)) console.log(line);
  },
});

interface SampleSize {
  readonly users: number;
  readonly events: number;
  readonly customers: number;
  readonly shop: number;
  readonly seed: number;
}

/** @throws {OptionsError} naming the files that are missing or not as they would be written */
async function checkSample(folder: string, size: SampleSize): Promise<void> {
  const fresh = mkdtempSync(join(tmpdir(), 'tally-sample-'));
  try {
    await writeSample(fresh, size);
    const wrong = readdirSync(fresh).flatMap((name) => {
      const path = join(folder, name);
      if (!existsSync(path)) return [`${path} is missing`];
      return readFileSync(path).equals(readFileSync(join(fresh, name))) ? [] : [`${path} has been changed`];
    });
    if (wrong.length > 0)
      throw new OptionsError(
        `${wrong.join('; ')}. To write the sample anew: tally-studies sample --out ${folder}`,
      );
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

/** Writes the files; a line about each. */
async function writeSample(
  folder: string,
  { users, events, customers, shop, seed }: SampleSize,
): Promise<string[]> {
  const told = [writeTable(join(folder, 'users.csv'), sampleUsersCsv({ users, seed }))];
  if (customers !== 0)
    told.push(writeTable(join(folder, 'customers.csv'), sampleCustomersCsv({ rows: customers, seed })));
  if (events === 0 && shop === 0) return told;
  const tally = await open();
  try {
    if (events !== 0) told.push(await writeEvents(tally, join(folder, 'events.csv.gz'), events, seed));
    if (shop !== 0) told.push(...(await writeSampleShop(tally, folder, { customers: shop, seed })));
    return told;
  } finally {
    tally.close();
  }
}

async function writeEvents(tally: Session, path: string, events: number, seed: number): Promise<string> {
  const { rows } = await generateEvents(tally, path, { rows: events, seed });
  return `${path}: ${rows} rows`;
}

function writeTable(path: string, csv: string): string {
  writeWhole(path, csv, '--out');
  return `${path}: ${csv.trimEnd().split('\n').length - 1} rows`;
}
