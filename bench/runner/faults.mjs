// Provokes each fault with `jupyter nbconvert --execute` and the stock tslab kernel, and with this runner, and prints
// the results as a table. --only WORD selects faults by name; --write puts the table into
// runner/docs/faults.md. Needs `jupyter` on the PATH or in TALLY_JUPYTER, and Linux.
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { describe } from './faults/describe.mjs';
import { FAULTS } from './faults/list.mjs';
import { CLIENTS, findJupyter } from './faults/clients.mjs';
import { play } from './faults/play.mjs';

const { values } = parseArgs({ options: { only: { type: 'string' }, write: { type: 'boolean' } } });
const PAGE = new URL('../../runner/docs/faults.md', import.meta.url);

const jupyter = findJupyter();
const rows = [
  '| Fault | nbconvert and tslab | nbconvert-ts-runner and tally-kernel |',
  '| --- | --- | --- |',
];
for (const fault of FAULTS.filter(({ name }) => name.includes(values.only ?? ''))) {
  const cells = [];
  for (const client of CLIENTS) cells.push(describe(await play(fault, client, jupyter), fault));
  rows.push(`| ${[fault.name, ...cells].join(' | ')} |`);
  console.log(rows.at(-1));
}
const table = rows.join('\n');
if (values.write) {
  const page = readFileSync(PAGE, 'utf8');
  const marked = /(<!-- played -->\n)[\s\S]*?(\n<!-- \/played -->)/;
  writeFileSync(
    PAGE,
    page.replace(marked, (_, before, after) => `${before}\n${table}\n${after}`),
  );
}
