import { defineCommand, type ArgsDef } from 'citty';
import { LEDGER_VERDICTS } from '../claims/ledger/finding.js';
import { recomputeClaims, type LedgerEntry, type LedgerInputs } from '../claims/ledger/ledger.js';
import { ledgerMarkdown } from '../claims/ledger/markdown.js';
import { openDuckDb } from '../engine/duckdb.js';
import { OptionsError } from '../errors.js';
import { writeWhole } from './write.js';

/** Options of `tally claims`. */
export const CLAIMS_ARGS = {
  users: { type: 'string', description: 'User table (claims D-…)', valueHint: 'FILE' },
  events: { type: 'string', description: 'Events, csv, gzip or parquet (claims T-…)', valueHint: 'FILE' },
  customers: { type: 'string', description: 'Customer table (claims A-…): not yet', valueHint: 'FILE' },
  orders: { type: 'string', description: 'Dated orders (claims X-…): not yet', valueHint: 'FILE' },
  out: { type: 'string', description: 'JSON file to write: one object for each claim', valueHint: 'FILE' },
  markdown: { type: 'string', description: 'Markdown file to write', valueHint: 'FILE' },
} as const satisfies ArgsDef;

export const claims = defineCommand({
  meta: {
    name: 'tally claims',
    description: 'Recompute what the four documents publish from real data, one verdict for each claim',
  },
  args: CLAIMS_ARGS,
  async run({ args }) {
    const inputs: LedgerInputs = {
      ...(args.users !== undefined && { users: args.users }),
      ...(args.events !== undefined && { events: args.events }),
      ...(args.customers !== undefined && { customers: args.customers }),
      ...(args.orders !== undefined && { orders: args.orders }),
    };
    if (Object.keys(inputs).length === 0) {
      throw new OptionsError(
        'Claims are recomputed from data: give at least one file, such as --users FILE.',
      );
    }
    const engine = await openDuckDb();
    try {
      const entries = await recomputeClaims(engine, inputs);
      if (args.out !== undefined) writeWhole(args.out, `${JSON.stringify(entries, null, 2)}\n`, '--out');
      if (args.markdown !== undefined) writeWhole(args.markdown, ledgerMarkdown(entries), '--markdown');
      console.log(countsOf(entries));
    } finally {
      engine.close();
    }
  },
});

function countsOf(entries: readonly LedgerEntry[]): string {
  const counts = LEDGER_VERDICTS.map((verdict) => {
    const count = entries.filter((entry) => entry.verdict === verdict).length;
    return `${count} ${verdict}`;
  });
  return `${entries.length} claims: ${counts.join(', ')}`;
}
