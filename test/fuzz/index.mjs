/**
 * Runs the tests of properties again and again, each round with a fresh seed, until the time is over or one fails.
 * A round that runs when the time is over is cut off there.
 *
 * node test/fuzz/index.mjs [--minutes 5] [--rounds 3] [part of a file's path …]; FUZZ_SEED=… runs one round with that seed.
 */
import { randomInt } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { clearTimeout, setTimeout } from 'node:timers';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { round } from './round.mjs';

/** The longest time that a timer takes. */
const LONGEST = 2 ** 31 - 1;
/** What a shell reports of a program that a signal ended. */
const INTERRUPTED = { SIGINT: 130, SIGTERM: 143 };

const root = fileURLToPath(new URL('../../', import.meta.url));
const { values, positionals } = parseArgs({
  options: { minutes: { type: 'string', default: '5' }, rounds: { type: 'string', default: 'Infinity' } },
  allowPositionals: true,
});

function leave(message) {
  console.error(message);
  process.exit(2);
}

function positive(name) {
  const value = Number(values[name]);
  return value > 0 ? value : leave(`--${name} must be a number above 0, not "${values[name]}"`);
}

function filesOf(parts) {
  const wanted = (name) => parts.length === 0 || parts.some((part) => name.includes(part));
  return readdirSync(join(root, 'test'), { recursive: true })
    .map((name) => join('test', name))
    .filter((name) => name.endsWith('.test.ts') && wanted(name))
    .filter((name) => /\bfc\.(assert|check|sample)\(/.test(readFileSync(join(root, name), 'utf8')));
}

/** Milliseconds a test may take: to make a find as small as it can be made takes longer than to find it. */
const TIMEOUT = 1_800_000;

/** Vitest on some files in an order that the seed decides: a round that is cut off leaves out others each time. */
const vitest = (files, seed) => [
  process.execPath,
  join(root, 'node_modules/vitest/vitest.mjs'),
  'run',
  `--reporter=${join(root, 'test/fuzz/reporter.mjs')}`,
  `--testTimeout=${TIMEOUT}`,
  '--sequence.shuffle.files',
  `--sequence.seed=${seed}`,
  ...files,
];

const minutes = positive('minutes');
const given = process.env.FUZZ_SEED;
const rounds = given === undefined ? positive('rounds') : 1;
const files = filesOf(positionals);
if (files.length === 0) leave(`no file with properties has ${positionals.join(' or ')} in its path`);

const cut = new AbortController();
for (const [signal, code] of Object.entries(INTERRUPTED)) {
  process.on(signal, () => {
    process.exitCode = code;
    cut.abort();
  });
}
const timer = setTimeout(() => cut.abort(), Math.min(minutes * 60_000, LONGEST));

process.chdir(root);
console.log(`${files.length} files with properties`);
for (let number = 1; number <= rounds && !cut.signal.aborted; number += 1) {
  const seed = given ?? randomInt(-(2 ** 31), 2 ** 31);
  console.log(`round ${number}: FUZZ_SEED=${seed}`);
  const { failures, ended, cutOff, crash } = await round(vitest(files, seed), seed, cut.signal);
  for (const { file, test, message, repeat } of failures) {
    console.log(`\n✗ ${file} ${test}\n${message}\n\nTo repeat: ${repeat}`);
  }
  if (crash !== undefined) console.error(`\n✗ ${crash}`);
  if (cutOff) {
    const why = process.exitCode === undefined ? 'the time was over' : 'it was interrupted';
    console.log(`round ${number} was cut off when ${why}: ${ended} of ${files.length} files had ended`);
  }
  if (failures.length > 0 || crash !== undefined) {
    process.exitCode ??= 1;
    break;
  }
}
clearTimeout(timer);
