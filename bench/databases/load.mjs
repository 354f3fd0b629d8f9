import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { load, open } from 'tally';
import { peakOf } from '../events/peak.mjs';

/** Loads a table or a file in a process of its own, and prints what it took as JSON. */
const { values } = parseArgs({ options: { from: { type: 'string' }, threads: { type: 'string' } } });
const tally = await open({ threads: Number(values.threads ?? 2), memoryLimit: '2GB' });
const start = performance.now();
const orders = await load(tally, values.from ?? '');
const seconds = (performance.now() - start) / 1000;
const { rows } =
  await tally.query`SELECT CAST(sum(amount) AS DOUBLE) AS amount, count(category) AS categories FROM ${orders}`;
const { user, system } = process.cpuUsage();
console.log(
  JSON.stringify({
    seconds,
    cpu: (user + system) / 1e6,
    peak: peakOf(),
    rows: orders.rows,
    check: Object.values(rows[0]).join(' '),
  }),
);
tally.close();
