import { parse as parsePath } from 'node:path';
import type { ArgsDef } from 'citty';
import { factcheck as judgeReport, type FactFiles } from '../claims/factcheck/factcheck.js';
import { verdictCounts } from '../claims/published/counts.js';
import { registerJunit } from '../claims/published/junit.js';
import { registerMarkdown } from '../claims/published/markdown.js';
import { open } from '../core/open.js';
import { EXIT, OptionsError } from '../errors.js';
import { command } from './run.js';
import { writeWhole } from './write.js';

const ARGS = {
  report: { type: 'positional', description: 'YAML file with the claims of the report', valueHint: 'REPORT' },
  users: {
    type: 'string',
    description: 'File of users (csv, parquet, json), or the URL of a table in a database',
    valueHint: 'FILE',
  },
  events: { type: 'string', description: 'File of events, or the URL of a table', valueHint: 'FILE' },
  orders: { type: 'string', description: 'File of orders, or the URL of a table', valueHint: 'FILE' },
  decimal: {
    type: 'enum',
    options: ['.', ','],
    description: 'Decimal mark of the files, where they do not tell',
  },
  encoding: {
    type: 'string',
    description: 'Text encoding of the files, such as gbk or windows-1252, where they do not tell',
    valueHint: 'NAME',
  },
  out: { type: 'string', description: 'JSON file to write: one object for each claim', valueHint: 'FILE' },
  markdown: { type: 'string', description: 'Markdown file to write', valueHint: 'FILE' },
  junit: { type: 'string', description: 'JUnit XML file to write', valueHint: 'FILE' },
} as const satisfies ArgsDef;

export const factcheck = command({
  meta: {
    name: 'tally factcheck',
    description: `Check the numbers of a report against its data; exits with ${EXIT.claims} if one is contradicted`,
  },
  args: ARGS,
  async run({ args: { report, out, markdown, junit, decimal, encoding, ...given } }) {
    if (report === undefined) throw new OptionsError('No report given. Name its YAML file.');
    const files: FactFiles = {
      ...(given.users !== undefined && { users: given.users }),
      ...(given.events !== undefined && { events: given.events }),
      ...(given.orders !== undefined && { orders: given.orders }),
    };
    const session = await open();
    try {
      const entries = await judgeReport(session, report, files, {
        ...(decimal !== undefined && { decimal }),
        ...(encoding !== undefined && { encoding }),
      });
      if (out !== undefined) writeWhole(out, `${JSON.stringify(entries, null, 2)}\n`, '--out');
      if (markdown !== undefined) {
        const { name, base } = parsePath(report);
        const about = `Made by \`tally factcheck ${base}\`. Percentages are in percent.`;
        const document = { title: `${name}, recomputed`, about, documents: { [name]: 'All claims' } };
        writeWhole(markdown, registerMarkdown(entries, document), '--markdown');
      }
      if (junit !== undefined) writeWhole(junit, registerJunit(entries), '--junit');
      const wrong = entries.filter(({ verdict }) => verdict === 'contradicted');
      for (const { id, published, note } of wrong) console.log(`${id}: ${published} ${note}`);
      console.log(verdictCounts(entries));
      if (wrong.length > 0) process.exitCode = EXIT.claims;
    } finally {
      session.close();
    }
  },
});
