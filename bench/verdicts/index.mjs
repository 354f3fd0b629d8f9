import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { open } from 'tally';
import { shareOf } from 'tally/claims';
import { generateEvents } from 'tally-studies';
import { askedOf } from './asked.mjs';
import { contradictedBy, prepared } from './estimate.mjs';
import { peopleOf } from './people.mjs';

/**
 * How often samples of users contradict a mean or ratio that is true of all users: draws samples of a population and
 * compares the interval of every such claim with its value for the population.
 */
const { values } = parseArgs({
  options: { events: { type: 'string' }, samples: { type: 'string' }, seed: { type: 'string' } },
});
const samples = wholeNumber('samples', values.samples ?? '20000');
const seed = wholeNumber('seed', values.seed ?? '1');

const SIZES = [50, 113, 200, 400, 800];

const people = values.events === undefined ? await generated() : peopleOf(values.events);
const asked = askedOf(people).map((one) => prepared(one, people));
report(countContradictions());

/** Samples that contradict each claim, by size. */
function countContradictions() {
  const claims = [...new Set(asked.flatMap((one) => Object.keys(one.claims)))].sort();
  const counts = new Map(claims.map((claim) => [claim, SIZES.map(() => 0)]));
  const draw = drawing(people.length, seed);
  for (let sample = 0; sample < samples; sample += 1) {
    const size = sample % SIZES.length;
    const drawn = draw(SIZES[size]);
    for (const claim of new Set(asked.flatMap((one) => contradictedBy(one, drawn))))
      counts.get(claim)[size] += 1;
  }
  return counts;
}

function report(counts) {
  const head = [
    'Claim',
    'false contradictions',
    'at most, percent',
    ...SIZES.map((size) => `of ${size} users`),
  ];
  const rows = [...counts].map(([claim, bySize]) => {
    const all = bySize.reduce((sum, count) => sum + count, 0);
    const atMost = shareOf(all, samples).within(0.1).high;
    return [`\`${claim}\``, all, atMost.toFixed(4), ...bySize];
  });
  const of = values.events === undefined ? 'generated users' : 'users of the file';
  console.log(`${samples} samples of ${people.length} ${of}, a fifth of each size, seed ${seed}\n`);
  const table = [head, head.map((_, at) => (at === 0 ? '---' : '---:')), ...rows];
  console.log(table.map((cells) => `| ${cells.join(' | ')} |`).join('\n'));
}

/** The users whom the tests of the verdicts draw from. */
async function generated() {
  const folder = mkdtempSync(join(tmpdir(), 'tally-bench-verdicts-'));
  const file = join(folder, 'events.csv');
  const tally = await open();
  try {
    await generateEvents(tally, file, { rows: 500_000, seed: 20_171_125 });
    return peopleOf(file);
  } finally {
    tally.close();
    rmSync(folder, { recursive: true });
  }
}

/** Draws places of `all` users, each time of all of them. */
function drawing(all, start) {
  let state = start;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return (size) => Int32Array.from({ length: size }, () => Math.floor(next() * all));
}

function wholeNumber(name, text) {
  const number = Number(text);
  if (Number.isSafeInteger(number) && number > 0) return number;
  throw new Error(`--${name} is "${text}": give a whole number above 0.`);
}
