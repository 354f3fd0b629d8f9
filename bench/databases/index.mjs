import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, openSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { clearInterval, setInterval } from 'node:timers';
import { parseArgs } from 'node:util';
import { askScript } from '../events/child.mjs';
import { peakOf } from '../events/peak.mjs';
import { mariadbOrders, postgresOrders } from './orders.mjs';
import { mariadb, postgres } from './servers.mjs';

/**
 * Loads a table of orders from MariaDB and from Postgres, beside what people do without: the client's SELECT into a
 * file, and a dump as CSV that is loaded then. Turn by turn, each in a process of its own.
 */
const { values } = parseArgs({ options: { rows: { type: 'string' }, rounds: { type: 'string' } } });
const rows = Number(values.rows ?? 2_000_000);
const rounds = Number(values.rounds ?? 3);

const folder = mkdtempSync(join(tmpdir(), 'tally-bench-'));
chmodSync(folder, 0o755);
try {
  await compare('MariaDB', await mariadb(folder), mariadbOrders(rows), {
    dumped: (server, to) => dumpTab(server, to),
    client: [
      ['--quick', '--batch', 'shop', '-e', 'SELECT * FROM orders'],
      ['--batch', 'shop', '-e', 'SELECT * FROM orders'],
    ],
    names: ['mariadb-dump --tab', 'mariadb --quick, SELECT', 'mariadb, SELECT'],
  });
  await compare('Postgres', await postgres(folder), postgresOrders(rows), {
    dumped: (server, to) => run([...server.client, '-c', `\\copy orders TO '${to}' (FORMAT csv, HEADER)`]),
    client: [['-A', '-c', 'SELECT * FROM orders']],
    names: ['psql \\copy', 'psql, SELECT'],
  });
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function compare(name, server, sql, { dumped, client, names }) {
  try {
    server.run(sql);
    const csv = join(folder, 'orders.csv');
    const ways = [
      ['load(URL)', () => askScript('../databases/load.mjs', { from: server.url })],
      [names[0], () => dumped(server, csv)],
      ['load(its file)', () => askScript('../databases/load.mjs', { from: csv })],
      ...client.map((words, index) => [
        names[index + 1],
        () => run([...server.client, ...words], join(folder, 'select.txt')),
      ]),
    ];
    const taken = ways.map(([way]) => ({ way, runs: [] }));
    for (let round = 0; round < rounds; round += 1) {
      for (const [index, [, measure]] of ways.entries()) taken[index].runs.push(await measure());
    }
    report(name, taken);
  } finally {
    await server.stop();
  }
}

/** The server writes the file, without names of columns. */
async function dumpTab(server, to) {
  const into = join(folder, 'tab');
  mkdirSync(into, { recursive: true });
  chmodSync(into, 0o777);
  rmSync(join(into, 'orders.txt'), { force: true });
  const [, ...words] = server.client;
  const quotes = ['--fields-terminated-by=,', '--fields-optionally-enclosed-by="', '--fields-escaped-by='];
  const taken = await run([
    'mariadb-dump',
    ...words,
    '--single-transaction',
    `--tab=${into}`,
    ...quotes,
    'shop',
    'orders',
  ]);
  writeFileSync(to, 'order_id,user_id,amount,discount,status,category,ordered_at,paid_at,items,gift\n');
  await run(['cat', join(into, 'orders.txt')], to, 'a');
  return taken;
}

/** Runs a program to its end, and reads its time and memory. */
async function run([program, ...words], file, flags = 'w') {
  const out = file === undefined ? 'ignore' : openSync(file, flags);
  const start = performance.now();
  const child = spawn(program, words, { stdio: ['ignore', out, 'inherit'] });
  let peak = 0;
  // Of a process that has ended there is no number.
  const timer = setInterval(() => (peak = Math.max(peak, peakOf(child.pid) || 0)), 20);
  const [code] = await once(child, 'close');
  clearInterval(timer);
  if (code !== 0) throw new Error(`${program} ended with exit code ${code}.`);
  return {
    seconds: (performance.now() - start) / 1000,
    peak,
    bytes: file === undefined ? 0 : statSync(file).size,
  };
}

function report(name, taken) {
  console.log(`\n${name}, ${rows.toLocaleString('en')} orders of 10 columns, medians of ${rounds} rounds`);
  const best = (runs, of) => runs.map(of).sort((a, b) => a - b)[Math.floor(runs.length / 2)];
  const ours = best(taken[0].runs, ({ seconds }) => seconds);
  for (const { way, runs } of taken) {
    const seconds = best(runs, (one) => one.seconds);
    const peak = best(runs, (one) => one.peak);
    const all = runs.map((one) => one.seconds);
    console.log(
      [
        way.padEnd(26),
        `${seconds.toFixed(1)} s (${Math.min(...all).toFixed(1)} to ${Math.max(...all).toFixed(1)})`.padEnd(
          24,
        ),
        `${Math.round(rows / seconds).toLocaleString('en')} rows/s`.padEnd(18),
        `${(seconds / ours).toFixed(2)} of load(URL)`.padEnd(20),
        `${Math.round(peak / 1e6)} MB`.padEnd(9),
        runs[0].cpu === undefined ? '' : `CPU ${best(runs, ({ cpu }) => cpu).toFixed(1)} s`,
        runs[0].check ?? '',
      ].join(' '),
    );
  }
}
