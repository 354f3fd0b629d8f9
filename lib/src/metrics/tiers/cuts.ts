import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { OptionsError, OutputError, SourceNotFoundError } from '../../errors.js';

/**
 * What a customer is scored by: `spending` is the role `monetary`; `basket` is the mean of how a customer ranks in
 * frequency and in order value; `rfm` the mean of the ranks in recency, frequency and spending.
 */
export const SCORES = ['spending', 'basket', 'rfm'] as const;
export type TierScore = (typeof SCORES)[number];

const CUTS = z.strictObject({
  score: z.enum(SCORES).describe('What customers are scored by'),
  customers: z.number().int().nonnegative().describe('Customers with a score when the cuts were made'),
  percentiles: z
    .record(z.string(), z.array(z.number()))
    .describe('By dimension, the values below which 1 to 99 percent of customers are; none for spending'),
  least: z.record(z.string(), z.number()).describe('By share of customers, the least score of those in it'),
});

/** The scores that divide customers, measured on one date and possibly applied at another. */
export type TierCuts = z.infer<typeof CUTS>;

const FILE = CUTS.extend({ digest: z.string().describe('SHA-256 of the rest, to see a change by hand') });

const digestOf = (cuts: TierCuts): string =>
  createHash('sha256')
    .update(JSON.stringify(ordered(cuts)))
    .digest('hex');

const ordered = ({ score, customers, percentiles, least }: TierCuts): TierCuts => ({
  ...{ score, customers },
  percentiles: sorted(percentiles),
  least: sorted(least),
});

const sorted = <V>(record: Readonly<Record<string, V>>): Record<string, V> =>
  Object.fromEntries(Object.entries(record).toSorted(([a], [b]) => (a < b ? -1 : 1)));

/**
 * Writes the cuts of one date as JSON, with a digest, to be committed and applied later.
 *
 * @throws OutputError where the file cannot be written.
 * @example
 * writeCuts('tiers-2011-06.json', (await assignTiers(shop.customers)).cuts);
 */
export function writeCuts(path: string, cuts: TierCuts): void {
  const text = `${JSON.stringify({ ...ordered(cuts), digest: digestOf(cuts) }, null, 2)}\n`;
  try {
    writeFileSync(path, text);
  } catch (cause) {
    throw new OutputError(`${path}: the cuts cannot be written. Choose another path.`, { cause });
  }
}

/**
 * Reads cuts that `writeCuts` wrote.
 *
 * @throws SourceNotFoundError if there is no such file; OptionsError if it is none of cuts, or was changed since.
 */
export function readCuts(path: string): TierCuts {
  const found = FILE.safeParse(parsed(path));
  if (!found.success) {
    const [issue] = found.error.issues;
    throw new OptionsError(
      `${path}: not a file of cuts (${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}).`,
    );
  }
  const { digest, ...cuts } = found.data;
  if (digest === digestOf(cuts)) return cuts;
  throw new OptionsError(
    `${path}: the cuts were changed after they were written. Make them anew with writeCuts.`,
  );
}

function parsed(path: string): unknown {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    throw new SourceNotFoundError(`${path}: no such file of cuts.`, { cause });
  }
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new OptionsError(`${path}: not a file of cuts: it is not JSON.`, { cause });
  }
}
