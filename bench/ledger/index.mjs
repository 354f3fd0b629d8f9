import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { loadUsers, openDuckDb, recomputeClaims } from 'tally';

/**
 * Time of the whole ledger beside that of loading the same file, in the same process, turn by turn, each with an
 * engine of its own.
 */
const { values } = parseArgs({ options: { users: { type: 'string' }, rounds: { type: 'string' } } });
const users = values.users ?? 'data/sample/users.csv';
const rounds = Number(values.rounds ?? 5);

const times = { load: [], ledger: [] };
for (let round = 0; round < rounds; round += 1) {
  times.load.push(await timed((engine) => loadUsers(engine, users)));
  times.ledger.push(await timed((engine) => recomputeClaims(engine, { users })));
}

const load = median(times.load);
const ledger = median(times.ledger);
console.log(`${users}, medians of ${rounds} rounds, opening the engine included`);
console.log(`load    ${load.toFixed(0)} ms (${spread(times.load)})`);
console.log(
  `ledger  ${ledger.toFixed(0)} ms (${spread(times.ledger)}), ${(ledger / load).toFixed(1)} times the load`,
);

async function timed(work) {
  const start = performance.now();
  const engine = await openDuckDb();
  await work(engine);
  engine.close();
  return performance.now() - start;
}

function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

function spread(numbers) {
  return `${Math.min(...numbers).toFixed(0)} to ${Math.max(...numbers).toFixed(0)}`;
}
