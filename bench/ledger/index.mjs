import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { loadEvents, loadUsers, openDuckDb, recomputeClaims } from 'tally';

/**
 * Time of the ledger of a study beside that of loading the same file, in the same process, turn by turn, each with an
 * engine of its own.
 */
const { values } = parseArgs({
  options: { users: { type: 'string' }, events: { type: 'string' }, rounds: { type: 'string' } },
});
const rounds = Number(values.rounds ?? 5);

const users = values.users ?? 'data/sample/users.csv';
await compare(users, (engine) => loadUsers(engine, users), { users });
const events = values.events ?? 'data/sample/events.csv.gz';
await compare(events, (engine) => loadEvents(engine, events, { duplicates: 'keep' }), { events });

async function compare(file, load, inputs) {
  const times = { load: [], ledger: [] };
  for (let round = 0; round < rounds; round += 1) {
    times.load.push(await timed(load));
    times.ledger.push(await timed((engine) => recomputeClaims(engine, inputs)));
  }
  const [loading, ledger] = [median(times.load), median(times.ledger)];
  console.log(`${file}, medians of ${rounds} rounds, opening the engine included`);
  console.log(`load    ${loading.toFixed(0)} ms (${spread(times.load)})`);
  console.log(
    `ledger  ${ledger.toFixed(0)} ms (${spread(times.ledger)}), ${(ledger / loading).toFixed(1)} times the load`,
  );
}

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
