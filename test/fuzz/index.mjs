/**
 * Runs the tests of properties again and again, each round with a fresh seed, until the time is over or one fails.
 *
 * node test/fuzz/index.mjs [--minutes 5] [--rounds 3] [part of a file's path …]; FUZZ_SEED=… runs one round with that seed.
 */
import { spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { failures } from './repeat.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const { values, positionals } = parseArgs({
  options: { minutes: { type: 'string', default: '5' }, rounds: { type: 'string', default: 'Infinity' } },
  allowPositionals: true,
});
const given = process.env.FUZZ_SEED;
const rounds = given === undefined ? Number(values.rounds) : 1;
const until = performance.now() + Number(values.minutes) * 60_000;

const wanted = (name) => positionals.length === 0 || positionals.some((part) => name.includes(part));
const files = readdirSync(join(root, 'test'), { recursive: true })
  .map((name) => join('test', name))
  .filter((name) => name.endsWith('.test.ts') && wanted(name))
  .filter((name) => /\bfc\.(assert|check|sample)\(/.test(readFileSync(join(root, name), 'utf8')));

function round(seed) {
  const folder = mkdtempSync(join(tmpdir(), 'fuzz-'));
  try {
    const outputFile = join(folder, 'report.json');
    const args = ['vitest', 'run', '--reporter=json', `--outputFile=${outputFile}`, ...files];
    const env = { ...process.env, FUZZ_SEED: String(seed) };
    const { status } = spawnSync('npx', args, { cwd: root, env, stdio: ['ignore', 'ignore', 'inherit'] });
    if (status === 0) return [];
    return failures(JSON.parse(readFileSync(outputFile, 'utf8')), seed);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

console.log(`${files.length} files with properties`);
for (let number = 1; number <= rounds && (number === 1 || performance.now() < until); number += 1) {
  const seed = given ?? randomInt(-(2 ** 31), 2 ** 31);
  console.log(`round ${number}: FUZZ_SEED=${seed}`);
  const failed = round(seed);
  for (const { file, test, message, repeat } of failed) {
    console.log(`\n✗ ${file} ${test}\n${message}\n\nTo repeat: ${repeat}`);
  }
  if (failed.length > 0) {
    process.exitCode = 1;
    break;
  }
}
