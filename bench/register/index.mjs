import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { loadEvents, open } from 'tally';
import { douyin, judgeRegister, taobao } from 'tally-studies';

/**
 * Time of the register of a study beside that of loading the same file, in the same process, turn by turn, each with a
 * session of its own.
 */
const { values } = parseArgs({
  options: { users: { type: 'string' }, events: { type: 'string' }, rounds: { type: 'string' } },
});
const rounds = Number(values.rounds ?? 5);

const users = values.users ?? 'data/sample/users.csv';
await compare(users, (tally) => douyin.loadUsers(tally, users), { users });
const events = values.events ?? 'data/sample/events.csv.gz';
await compare(events, (tally) => loadEvents(tally, events, { ...taobao.EVENTS, duplicates: 'keep' }), {
  events,
});

async function compare(file, load, inputs) {
  const times = { load: [], register: [] };
  for (let round = 0; round < rounds; round += 1) {
    times.load.push(await timed(load));
    times.register.push(await timed((tally) => judgeRegister(tally, inputs)));
  }
  const [loading, register] = [median(times.load), median(times.register)];
  console.log(`${file}, medians of ${rounds} rounds, opening the session included`);
  console.log(`load    ${loading.toFixed(0)} ms (${spread(times.load)})`);
  console.log(
    `register  ${register.toFixed(0)} ms (${spread(times.register)}), ${(register / loading).toFixed(1)} times the load`,
  );
}

async function timed(work) {
  const start = performance.now();
  const tally = await open();
  await work(tally);
  tally.close();
  return performance.now() - start;
}

function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

function spread(numbers) {
  return `${Math.min(...numbers).toFixed(0)} to ${Math.max(...numbers).toFixed(0)}`;
}
