import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ask } from '../events/child.mjs';
import { writeCustomers, writeData } from './data.mjs';

/**
 * The questions of the audit to us and to Python's libraries, one after the other, each in a process of its own, from the
 * same files: the whole audit, and the search for a better segmentation.
 */
const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '50000,1000000' },
    starts: { type: 'string', default: '3' },
    part: { type: 'string', default: 'whole,search' },
    python: { type: 'string' },
  },
});
const PARTS = {
  whole: { write: writeCustomers, ours: 'whole.mjs', peer: 'whole.py', name: 'the whole audit' },
  search: {
    write: writeData,
    ours: 'ours.mjs',
    peer: 'peer.py',
    name: `the search, ${values.starts} starts`,
  },
};
for (const part of values.part.split(',')) {
  for (const rows of values.rows.split(',')) await compare(PARTS[part], Number(rows));
}

async function compare({ write, ours: script, peer: peerScript, name }, rows) {
  const folder = mkdtempSync(join(tmpdir(), 'bench-audit-'));
  const path = (file) => fileURLToPath(new URL(file, import.meta.url));
  const words = [folder, ...(script === 'ours.mjs' ? [values.starts] : [])];
  try {
    await write(folder, rows);
    const ours = await ask(process.execPath, [path(script), ...words]);
    const peer = values.python === undefined ? null : await ask(values.python, [path(peerScript), ...words]);
    console.log(`\n${name}, ${rows.toLocaleString('en')} rows\n`);
    table(ours, peer);
    answers(ours, peer);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function table(ours, peer) {
  console.log('| Question | ours | Python | ratio |\n| --- | ---: | ---: | ---: |');
  const line = (name, own, other, unit) => {
    const ratio = other === undefined ? '' : (other / own).toFixed(1);
    console.log(`| ${name} | ${own.toFixed(2)} ${unit} | ${other?.toFixed(2) ?? '–'} ${unit} | ${ratio} |`);
  };
  for (const [name, own] of Object.entries(ours.seconds)) line(name, own, peer?.seconds[name], 's');
  for (const [name, own] of Object.entries(ours.cpu ?? {}))
    line(`${name}, of all cores`, own, peer?.cpu[name], 's');
  const total = (of) => of && Object.values(of.seconds).reduce((sum, one) => sum + one, 0);
  if (!('whole' in ours.seconds)) line('all', total(ours), total(peer) ?? undefined, 's');
  line('peak memory', ours.peak / 1e9, peer === null ? undefined : peer.peak / 1e9, 'GB');
}

function answers(ours, peer) {
  const text = (of) => [of].flat(2).map((value) => value?.toPrecision(7) ?? '–');
  for (const [name, own] of Object.entries(ours.answers)) {
    console.log(`${name}: ${text(own).join(', ')}`);
    const other = peer?.answers[name];
    if (other !== undefined) console.log(`${' '.repeat(name.length)}  ${text(other).join(', ')}`);
  }
}
